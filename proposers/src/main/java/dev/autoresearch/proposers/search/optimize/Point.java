package dev.autoresearch.proposers.search.optimize;

import java.util.Arrays;

/// One value for each dimension of a space. Immutable.
public final class Point {
    private final double[] values;

    private Point(double[] values) {
        this.values = values;
    }

    /// The point of these values, in the order of the dimensions.
    public static Point of(double... values) {
        return new Point(values.clone());
    }

    /// The value of one dimension.
    public double value(int dimension) {
        return values[dimension];
    }

    /// How many values there are.
    public int dimensions() {
        return values.length;
    }

    /// This point with another value in one dimension.
    public Point with(int dimension, double value) {
        double[] copy = values.clone();
        copy[dimension] = value;
        return new Point(copy);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Point point && Arrays.equals(point.values, values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
