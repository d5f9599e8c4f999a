package dev.autoresearch.decision;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/// The 20 % trimmed mean with its interval (Tukey and McLaughlin 1963).
///
/// @param mean of the middle three fifths
/// @param low  lower end of the interval
/// @param high upper end of it
public record TrimmedMean(double mean, double low, double high) {
    private static final double TRIMMED = 0.2;
    private static final double MISSED = 0.05;

    /// One of several estimates, with an interval so wide that all of them together hold at 95 % (Bonferroni); of fewer
    /// than two values it is unbounded.
    ///
    /// @param family how many there may be, at least 1
    /// @throws IllegalArgumentException if there are no values
    public static TrimmedMean ofOne(double[] values, long family) {
        if (values.length == 0) {
            throw new IllegalArgumentException("nothing to take a mean of");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int count = sorted.length;
        int cut = cut(count);
        int left = count - 2 * cut;
        double mean = middle(sorted, cut);
        if (left < 2) {
            return new TrimmedMean(mean, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        double[] winsorised = sorted.clone();
        Arrays.fill(winsorised, 0, cut, sorted[cut]);
        Arrays.fill(winsorised, count - cut, count, sorted[count - cut - 1]);
        double centre = Summary.mean(winsorised, count);
        double squares = 0;
        for (double value : winsorised) {
            squares += (value - centre) * (value - centre);
        }
        double quantile = TDistribution.of(left - 1).inverseSurvivalProbability(MISSED / 2 / family);
        double half = quantile * Math.sqrt(squares / ((double) left * (left - 1)));
        return new TrimmedMean(mean, mean - half, mean + half);
    }

    /// The mean alone of the first so many values.
    static double of(double[] values, int count) {
        double[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        return middle(sorted, cut(count));
    }

    private static int cut(int count) {
        return (int) Math.floor(TRIMMED * count);
    }

    private static double middle(double[] sorted, int cut) {
        double sum = 0;
        for (int i = cut; i < sorted.length - cut; i++) {
            sum += sorted[i];
        }
        return sum / (sorted.length - 2 * cut);
    }
}
