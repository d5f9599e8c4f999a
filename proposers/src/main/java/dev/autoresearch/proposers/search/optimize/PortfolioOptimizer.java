package dev.autoresearch.proposers.search.optimize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The default optimiser. A few points that fill the space come first; then three quarters of the proposals are the
/// largest expected improvement under a Gaussian process and a quarter are small steps from the best points, with a step
/// size that shrinks while nothing gets better. Trials that crashed make their surroundings less likely. Spaces of more
/// than 30 dimensions are climbed one to three dimensions at a time, and so are three quarters of a history of more
/// than 500 trials, where a model costs more than it tells.
public final class PortfolioOptimizer implements Optimizer {
    private static final int MODEL_DIMENSIONS = 30;
    private static final int LONG_HISTORY = 500;
    private static final int MODEL_TRIALS = 120;
    private static final int MODEL_BEST = 80;
    private static final int MODEL_CRASHES = 50;
    private static final int TOP = 5;
    private static final int RANDOM_CANDIDATES = 150;
    private static final int MUTATED_CANDIDATES = 150;
    private static final int REFINED = 3;
    private static final int REFINEMENTS = 30;
    private static final int DRAWS = 400;
    private static final long ENUMERABLE = 1 << 20;

    @Override
    public Optional<Point> ask(Space space, History history, Point incumbent, Predicate<Point> tried, long seed) {
        if (space.count() == 0) {
            return Optional.empty();
        }
        var random = new SplittableRandom(seed);
        List<Observation> ranked = history.observations().stream().filter(Observation::feasible)
                .sorted(Comparator.comparingDouble(Observation::score)).toList();
        Point wished = wish(space, history, ranked, incumbent, tried, random);
        if (wished != null && !tried.test(wished)) {
            return Optional.of(wished);
        }
        return untried(space, ranked.isEmpty() ? incumbent : ranked.getFirst().point(), tried, random);
    }

    private static @Nullable Point wish(Space space, History history, List<Observation> ranked, Point incumbent,
            Predicate<Point> tried, SplittableRandom random) {
        boolean modelled = space.count() <= MODEL_DIMENSIONS;
        int probes = Math.clamp(space.count() + 1, 4, 8);
        long feasible = ranked.size();
        long failed = history.observations().size() - feasible;
        if (modelled && history.finished() < probes && failed <= 2) {
            return filling(space, (int) history.finished());
        }
        double share = history.finished() > LONG_HISTORY ? 0.75 : 0.25;
        if (!modelled || feasible < 3 || random.nextDouble() < share) {
            return local(space, history, ranked, incumbent, random);
        }
        return model(space, history, ranked, tried, random);
    }

    // Kronecker points of the generalised golden ratio: any first few of them spread evenly, in any dimension.
    private static Point filling(Space space, int index) {
        double ratio = 2;
        for (int i = 0; i < 30; i++) {
            ratio = Math.pow(1 + ratio, 1.0 / (space.count() + 1));
        }
        double[] values = new double[space.count()];
        for (int i = 0; i < values.length; i++) {
            double unit = (0.5 + (index + 1) * Math.pow(ratio, -(i + 1))) % 1;
            values[i] = space.dimensions().get(i).at(unit);
        }
        return Point.of(values);
    }

    private static Point local(Space space, History history, List<Observation> ranked, Point incumbent,
            SplittableRandom random) {
        var moves = new Moves(space, random);
        double size = Math.max(0.02, 0.25 * Math.pow(0.93, (int) Math.min(40, history.stagnation())))
                * Math.exp(0.5 * random.nextGaussian());
        if (ranked.isEmpty()) {
            return moves.mutate(incumbent, size);
        }
        Point best = ranked.getFirst().point();
        double kind = random.nextDouble();
        if (kind < 0.15 && ranked.size() > 1) {
            return moves.stride(ranked.get(1).point(), best);
        }
        if (kind < 0.5) {
            return moves.coordinate(best, random.nextInt(space.count()), size);
        }
        int from = random.nextInt(4) > 0 ? 0 : random.nextInt(Math.min(TOP, ranked.size()));
        return moves.mutate(ranked.get(from).point(), size);
    }

    private static @Nullable Point model(Space space, History history, List<Observation> ranked, Predicate<Point> tried,
            SplittableRandom random) {
        List<Observation> used = used(history, ranked);
        double[][] inputs = used.stream().map(trial -> space.units(trial.point())).toArray(double[][]::new);
        double[] scores = used.stream().mapToDouble(Observation::score).toArray();
        var process = GaussianProcess.fit(space.dimensions(), inputs, scores);
        List<double[]> crashed = last(history.observations().stream().filter(trial -> !trial.feasible()).toList(),
                MODEL_CRASHES).stream().map(trial -> space.units(trial.point())).toList();
        var promise = new Promise(space, process, crashes(process, inputs, crashed), tried);
        var moves = new Moves(space, random);
        var candidates = new ArrayList<Candidate>();
        for (int i = 0; i < RANDOM_CANDIDATES + MUTATED_CANDIDATES; i++) {
            Point point = i < RANDOM_CANDIDATES
                    ? space.random(random)
                    : moves.mutate(ranked.get(i % Math.min(TOP, ranked.size())).point(),
                            0.3 * random.nextDouble() * random.nextDouble() + 0.01);
            promise.of(point).ifPresent(candidates::add);
        }
        candidates.sort(Comparator.comparingDouble(Candidate::worth).reversed());
        for (Candidate start : List.copyOf(candidates.subList(0, Math.min(REFINED, candidates.size())))) {
            Candidate here = start;
            for (int i = 0; i < REFINEMENTS; i++) {
                Candidate next = promise.of(moves.mutate(here.point(), 0.15 / (1 + i / 6))).orElse(here);
                here = next.worth() > here.worth() ? next : here;
            }
            candidates.add(here);
        }
        return candidates.stream().max(Comparator.comparingDouble(Candidate::worth)).map(Candidate::point).orElse(null);
    }

    // Null while nothing crashed.
    private static @Nullable GaussianProcess crashes(GaussianProcess process, double[][] inputs,
            List<double[]> crashed) {
        if (crashed.isEmpty()) {
            return null;
        }
        var all = new ArrayList<>(List.of(inputs));
        all.addAll(crashed);
        double[] labels = new double[all.size()];
        Arrays.fill(labels, inputs.length, labels.length, 1);
        return process.over(all.toArray(double[][]::new), labels);
    }

    private static List<Observation> used(History history, List<Observation> ranked) {
        if (ranked.size() <= MODEL_TRIALS) {
            return ranked;
        }
        var used = new ArrayList<>(ranked.subList(0, MODEL_BEST));
        var latest = history.observations().stream().filter(Observation::feasible)
                .filter(trial -> !used.contains(trial))
                .toList();
        used.addAll(last(latest, MODEL_TRIALS - MODEL_BEST));
        return used;
    }

    private static Optional<Point> untried(Space space, Point best, Predicate<Point> tried, SplittableRandom random) {
        var moves = new Moves(space, random);
        for (int i = 0; i < DRAWS; i++) {
            Point point = i % 2 == 0 ? moves.mutate(best, 0.02 + 0.5 * i / DRAWS) : space.random(random);
            if (!tried.test(point)) {
                return Optional.of(point);
            }
        }
        long size = space.size();
        if (size <= ENUMERABLE) {
            long start = random.nextLong(size);
            for (long i = 0; i < size; i++) {
                Point point = space.numbered((start + i) % size);
                if (!tried.test(point)) {
                    return Optional.of(point);
                }
            }
        }
        return Optional.empty();
    }

    private static <T> List<T> last(List<T> list, int count) {
        return list.subList(Math.max(0, list.size() - count), list.size());
    }

    private record Candidate(Point point, double worth) {}

    /// What points promise, under the models of one proposal.
    private static final class Promise {
        private final Space space;
        private final GaussianProcess process;
        private final @Nullable GaussianProcess crashes;
        private final Predicate<Point> tried;

        Promise(Space space, GaussianProcess process, @Nullable GaussianProcess crashes, Predicate<Point> tried) {
            this.space = space;
            this.process = process;
            this.crashes = crashes;
            this.tried = tried;
        }

        /// Empty for a point that was tried.
        Optional<Candidate> of(Point point) {
            if (tried.test(point)) {
                return Optional.empty();
            }
            double[] units = space.units(point);
            double sound = crashes == null ? 1 : Math.clamp(1 - crashes.expected(units), 0.01, 1);
            return Optional.of(new Candidate(point, process.expectedImprovement(units) * sound * sound));
        }
    }
}
