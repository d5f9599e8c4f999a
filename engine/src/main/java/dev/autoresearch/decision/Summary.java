package dev.autoresearch.decision;

import java.util.Arrays;

/// Figures of a few numbers.
final class Summary {
    private Summary() {}

    static double mean(double[] values, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += values[i];
        }
        return sum / count;
    }

    /// The sample standard deviation, with divisor `count - 1`; 0 of fewer than two.
    static double deviation(double[] values, int count) {
        if (count < 2) {
            return 0;
        }
        double mean = mean(values, count);
        double squares = 0;
        for (int i = 0; i < count; i++) {
            double off = values[i] - mean;
            squares += off * off;
        }
        return Math.sqrt(squares / (count - 1));
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return middle(sorted);
    }

    /// The median of sorted values.
    static double middle(double[] sorted) {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
