package dev.autoresearch.setup.estimate;

import java.util.Arrays;
import java.util.Collection;

/// A quantity that is only known from one value to another.
///
/// @param low  at least 0
/// @param high at least `low`
public record Range(double low, double high) {

    /// Nothing.
    public static final Range ZERO = new Range(0, 0);

    /// Checks the order.
    public Range {
        if (!(low >= 0 && high >= low && Double.isFinite(high))) {
            throw new IllegalArgumentException(low + " to " + high + " is no range");
        }
    }

    /// One value that is known.
    public static Range of(double value) {
        return new Range(value, value);
    }

    /// The middle half of what was seen: what one experiment in two stays within.
    ///
    /// @throws IllegalArgumentException if nothing was seen
    public static Range middle(Collection<Double> seen) {
        double[] sorted = seen.stream().mapToDouble(Double::doubleValue).toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("nothing was seen");
        }
        Arrays.sort(sorted);
        return new Range(quantile(sorted, 0.25), quantile(sorted, 0.75));
    }

    private static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = (int) Math.ceil(at);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    /// So many times as much.
    public Range times(double factor) {
        return new Range(low * factor, high * factor);
    }

    /// The product of two quantities that do not depend on each other.
    public Range times(Range other) {
        return new Range(low * other.low, high * other.high);
    }

    /// The sum.
    public Range plus(Range other) {
        return new Range(low + other.low, high + other.high);
    }

    /// How many of these make up a whole.
    ///
    /// @throws IllegalArgumentException if one of these may be nothing
    public Range in(double whole) {
        if (low <= 0) {
            throw new IllegalArgumentException("there is no number of nothings in " + whole);
        }
        return new Range(whole / high, whole / low);
    }

    /// The range that covers both.
    public Range with(Range other) {
        return new Range(Math.min(low, other.low), Math.max(high, other.high));
    }
}
