package dev.autoresearch.objective;

import java.util.Arrays;
import java.util.List;

/// One metric over the runs of a measurement.
///
/// @param values one a run, in their order; at least one
/// @param centre their median
/// @param spread their median absolute deviation times 1.4826, which for normal noise is the standard deviation; 0 for
///               a single run
public record Series(List<Double> values, double centre, double spread) {
    private static final double TO_STANDARD_DEVIATION = 1.4826;

    /// Copies the list.
    public Series {
        values = List.copyOf(values);
    }

    /// The series of these values.
    ///
    /// @throws IllegalArgumentException if there are none
    public static Series of(List<Double> values) {
        double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
        double centre = median(all);
        double[] deviations = Arrays.stream(all).map(value -> Math.abs(value - centre)).toArray();
        return new Series(values, centre, median(deviations) * TO_STANDARD_DEVIATION);
    }

    static double median(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("the median of no values");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : sorted[middle - 1] / 2 + sorted[middle] / 2;
    }
}
