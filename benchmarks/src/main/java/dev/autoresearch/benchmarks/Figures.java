package dev.autoresearch.benchmarks;

import java.util.List;

/// Order statistics of timings: on a machine that others use, a mean says more about them.
final class Figures {
    private Figures() {}

    static double median(List<Double> values) {
        return quantile(values, 0.5);
    }

    /// @param part 0 for the least, 1 for the greatest
    static double quantile(List<Double> values, double part) {
        List<Double> sorted = values.stream().sorted().toList();
        double at = part * (sorted.size() - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.size() - 1);
        return sorted.get(below) + (at - below) * (sorted.get(above) - sorted.get(below));
    }
}
