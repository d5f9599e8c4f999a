package dev.autoresearch.decision;

import java.util.Arrays;
import java.util.List;

/// The standard deviation of a paired difference of equals, from deviations seen, some of which were accidents.
public final class NoiseScale {
    private static final double LEAST = 1e-9;
    /// Makes the median of absolute gaussian deviations their standard deviation.
    private static final double GAUSSIAN = 1.4826;
    private static final double FAR = 3;

    private NoiseScale() {}

    /// The root mean square of the deviations without those above three robust standard deviations, a little enlarged
    /// where there are few, and at least 1e-9. When more than half are 0, as of quantised metrics, all count.
    ///
    /// @param deviations absolute differences with the spread of a paired difference, on the metric's axis
    /// @throws IllegalArgumentException if there are none
    public static double of(List<Double> deviations) {
        int count = deviations.size();
        if (count == 0) {
            throw new IllegalArgumentException("no deviation was seen: the noise is not known");
        }
        double[] sorted = new double[count];
        for (int i = 0; i < count; i++) {
            sorted[i] = deviations.get(i);
        }
        Arrays.sort(sorted);
        double median = Summary.middle(sorted);
        double limit = median == 0 ? Double.POSITIVE_INFINITY : FAR * GAUSSIAN * median;
        double squares = 0;
        int used = 0;
        while (used < count && sorted[used] <= limit) {
            squares += sorted[used] * sorted[used];
            used++;
        }
        double enlarged = Math.sqrt(squares / used) * (1 + 0.5 / Math.sqrt(2.0 * count));
        return Math.max(LEAST, enlarged);
    }
}
