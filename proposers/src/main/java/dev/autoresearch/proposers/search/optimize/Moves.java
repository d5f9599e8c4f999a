package dev.autoresearch.proposers.search.optimize;

import java.util.SplittableRandom;

/// Small steps from a point.
final class Moves {
    private final Space space;
    private final SplittableRandom random;

    Moves(Space space, SplittableRandom random) {
        this.space = space;
        this.random = random;
    }

    /// Changes 1 to 3 dimensions by steps of about `size` in unit coordinates.
    Point mutate(Point from, double size) {
        int changes = 1 + (random.nextDouble() < 0.5 ? 0 : random.nextInt(Math.min(3, space.count())));
        Point to = from;
        for (int i = 0; i < changes; i++) {
            int dimension = random.nextInt(space.count());
            to = to.with(dimension, step(dimension, to.value(dimension), size));
        }
        return to;
    }

    /// Another value in exactly one dimension.
    Point coordinate(Point from, int dimension, double size) {
        return from.with(dimension, step(dimension, from.value(dimension), size));
    }

    /// From one point past another and on in the same direction.
    Point stride(Point from, Point through) {
        double length = 1 + random.nextDouble() * 1.5;
        Point to = through;
        for (int i = 0; i < space.count(); i++) {
            if (space.dimensions().get(i) instanceof Dimension.Numbers numbers && from.value(i) != through.value(i)) {
                double start = numbers.unit(from.value(i));
                to = to.with(i, numbers.at(start + length * (numbers.unit(through.value(i)) - start)));
            }
        }
        return to;
    }

    private double step(int dimension, double value, double size) {
        return switch (space.dimensions().get(dimension)) {
            case Dimension.Choices(int count) ->
                count == 1 ? value : (value + 1 + random.nextInt(count - 1)) % count;
            case Dimension.Numbers numbers -> {
                double unit = numbers.unit(value);
                double moved = unit + random.nextGaussian() * size;
                // A wall must not collect what fell over it.
                moved = moved < 0 ? Math.min(1, -moved) : moved > 1 ? Math.max(0, 2 - moved) : moved;
                double next = numbers.at(moved);
                if (next != value || !numbers.integer()) {
                    yield next;
                }
                double neighbour = value + (moved > unit ? 1 : -1);
                yield neighbour < numbers.low() || neighbour > numbers.high() ? 2 * value - neighbour : neighbour;
            }
        };
    }
}
