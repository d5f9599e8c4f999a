package dev.autoresearch.benchmarks.arena;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.TDistribution;

/// Rules that compare several fresh runs of a candidate with samples stored of the incumbent when it was kept. On
/// logarithms, lower is better; what is claimed are the stored means.
///
/// @param name  in tables
/// @param runs  of each candidate that gets so far
/// @param first whether a first run must beat the stored mean before the others are made
/// @param test  the decision
record StoredSamples(String name, int runs, boolean first, Test test) implements Policy {
    private static final double LEVEL = 0.05;
    private static final int RESAMPLES = 400;

    /// Whether the candidate's runs are better than the stored ones.
    interface Test {
        boolean better(double[] candidate, double[] stored, SplittableRandom random);
    }

    /// Welch's one-sided test at 0.05 of three runs against three.
    static StoredSamples welch() {
        return new StoredSamples("welch-stored", 3, false, StoredSamples::welch);
    }

    /// A first run must beat the stored mean; then five runs, kept when 95 % of bootstrapped means are better.
    static StoredSamples bootstrap() {
        return new StoredSamples("seeds-bootstrap", 5, true, StoredSamples::bootstrap);
    }

    @Override
    public Outcome play(Bench bench) {
        SplittableRandom random = new SplittableRandom(bench.seed());
        double[] stored = new double[runs];
        Arrays.setAll(stored, run -> Math.log(bench.runIncumbent()));
        double start = mean(stored);
        int needed = first ? runs + 1 : runs;
        while (bench.runsLeft() >= needed && bench.propose()) {
            if (first && Math.log(bench.runCandidate()) >= mean(stored)) {
                bench.judge(false);
                continue;
            }
            double[] fresh = new double[runs];
            Arrays.setAll(fresh, run -> Math.log(bench.runCandidate()));
            boolean kept = test.better(fresh, stored, random);
            bench.judge(kept);
            stored = kept ? fresh : stored;
        }
        return bench.end(Math.exp(start), Math.exp(mean(stored)));
    }

    private static boolean welch(double[] candidate, double[] stored, SplittableRandom random) {
        double one = variance(candidate) / candidate.length;
        double other = variance(stored) / stored.length;
        double t = (mean(stored) - mean(candidate)) / Math.sqrt(one + other);
        double freedom = (one + other) * (one + other)
                / (one * one / (candidate.length - 1) + other * other / (stored.length - 1));
        return TDistribution.of(freedom).survivalProbability(t) < LEVEL;
    }

    private static boolean bootstrap(double[] candidate, double[] stored, SplittableRandom random) {
        int better = 0;
        for (int i = 0; i < RESAMPLES; i++) {
            better += resampled(candidate, random) < resampled(stored, random) ? 1 : 0;
        }
        return better >= (1 - LEVEL) * RESAMPLES;
    }

    private static double resampled(double[] values, SplittableRandom random) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[random.nextInt(values.length)];
        }
        return sum / values.length;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        return Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum() / (values.length - 1);
    }
}
