package dev.autoresearch.journal;

import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Scale;

/// One metric as the decision sees it: a number y of which lower is better, on a scale where differences mean the same
/// everywhere.
///
/// @param metric        its name
/// @param direction     which way the metric itself gets better
/// @param scale         logarithms, or the values as they are
/// @param deterministic whether runs of the same commit give the same value
public record Axis(String metric, Direction direction, Scale scale, boolean deterministic) {

    /// Whether a value can be placed on this axis: finite, and above 0 where logarithms are taken.
    public boolean takes(double value) {
        return Double.isFinite(value) && (scale == Scale.ADDITIVE || value > 0);
    }

    /// The value on this axis, lower is better.
    ///
    /// @throws IllegalArgumentException if the axis does not take the value
    public double y(double value) {
        if (!takes(value)) {
            throw new IllegalArgumentException(metric + " " + value + " has no place on a "
                    + (scale == Scale.LOG ? "logarithmic" : "linear") + " axis");
        }
        double placed = scale == Scale.LOG ? Math.log(value) : value;
        return direction == Direction.HIGHER ? -placed : placed;
    }

    /// A claim's margin in the words of a configuration: on a logarithmic axis the share of the incumbent's value that it
    /// stands for, on a linear one its size.
    public double demand(double margin) {
        return Math.abs(scale == Scale.ADDITIVE
                ? margin
                : Math.expm1(direction == Direction.HIGHER ? -margin : margin));
    }
}
