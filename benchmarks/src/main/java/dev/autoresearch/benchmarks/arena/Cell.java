package dev.autoresearch.benchmarks.arena;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Many sessions of one kind, and what they come to.
///
/// @param sessions their outcomes
record Cell(List<Outcome> sessions) {
    private static final double PERCENT = 100;
    private static final double NOTICED = 0.0005;

    /// Plays sessions, each from its own seed, on all cores.
    static Cell play(Policy policy, Function<RandomGenerator, Machine> machines, Gains gains, Budget budget,
            int sessions,
            long seed) {
        return new Cell(IntStream.range(0, sessions).parallel().mapToObj(session -> {
            SplittableRandom root = new SplittableRandom(seed * 1_000_000_007L + session);
            SplittableRandom proposals = root.split();
            Machine machine = machines.apply(root.split());
            return policy.play(new Bench(machine, gains, proposals, budget, root.nextLong()));
        }).toList());
    }

    private double mean(ToDoubleFunction<Outcome> figure) {
        return sessions.stream().mapToDouble(figure).average().orElse(Double.NaN);
    }

    private double sum(ToDoubleFunction<Outcome> figure) {
        return sessions.stream().mapToDouble(figure).sum();
    }

    /// True improvement in percent.
    double improvement() {
        return PERCENT * mean(Outcome::improvement);
    }

    /// What is claimed beyond the truth, in percentage points.
    double bias() {
        return PERCENT * mean(outcome -> outcome.claim() - outcome.improvement());
    }

    /// Share of all keeps that gain nothing.
    double falseShare() {
        double keeps = sum(Outcome::keeps);
        return keeps == 0 ? 0 : sum(Outcome::worthless) / keeps;
    }

    double keeps() {
        return mean(Outcome::keeps);
    }

    double falseKeeps() {
        return mean(Outcome::worthless);
    }

    /// Share of judged real wins that were not kept.
    double missedShare() {
        double wins = sum(Outcome::wins);
        return wins == 0 ? 0 : sum(Outcome::missed) / wins;
    }

    /// Share of sessions whose interval holds the truth, of those that kept something.
    double covered() {
        return sessions.stream().filter(outcome -> outcome.keeps() > 0)
                .mapToDouble(outcome -> outcome.covered() ? 1 : 0)
                .average().orElse(1);
    }

    /// Share of sessions that say there is an improvement.
    double verified() {
        return mean(outcome -> outcome.verified() ? 1 : 0);
    }

    /// Share of sessions that end worse than they began.
    double worse() {
        return mean(outcome -> outcome.improvement() < -NOTICED ? 1 : 0);
    }

    double runs() {
        return mean(Outcome::runs);
    }

    double judged() {
        return mean(Outcome::judged);
    }
}
