package dev.autoresearch.proposers.search.optimize;

import java.util.List;
import java.util.SplittableRandom;

/// What is searched.
public record Space(List<Dimension> dimensions) {

    /// Copies the list.
    public Space {
        dimensions = List.copyOf(dimensions);
    }

    /// How many dimensions there are.
    public int count() {
        return dimensions.size();
    }

    /// How many points there are, or [Dimension#ENDLESS].
    public long size() {
        long size = 1;
        for (Dimension dimension : dimensions) {
            if (dimension.size() > Dimension.ENDLESS / size) {
                return Dimension.ENDLESS;
            }
            size *= dimension.size();
        }
        return size;
    }

    /// The point with a number from 0 to [#size()] − 1 of a space that is not endless.
    public Point numbered(long number) {
        double[] values = new double[count()];
        long rest = number;
        for (int i = 0; i < values.length; i++) {
            Dimension dimension = dimensions.get(i);
            long digit = rest % dimension.size();
            rest /= dimension.size();
            values[i] = switch (dimension) {
                case Dimension.Numbers numbers -> Math.ceil(numbers.low()) + (double) digit;
                case Dimension.Choices _ -> (double) digit;
            };
        }
        return Point.of(values);
    }

    /// A point anywhere.
    public Point random(SplittableRandom random) {
        double[] values = new double[count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = dimensions.get(i).at(random.nextDouble());
        }
        return Point.of(values);
    }

    /// The unit coordinates of a point.
    double[] units(Point point) {
        double[] units = new double[count()];
        for (int i = 0; i < units.length; i++) {
            units[i] = dimensions.get(i).unit(point.value(i));
        }
        return units;
    }
}
