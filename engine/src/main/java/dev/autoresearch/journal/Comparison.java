package dev.autoresearch.journal;

import dev.autoresearch.config.Direction;
import java.util.List;

/// A fresh comparison of two commits in interleaved pairs: the only thing that is ever called an improvement.
///
/// @param estimates one a metric, the deciding one first
public record Comparison(List<Estimate> estimates) {

    /// Copies and checks the list.
    public Comparison {
        estimates = List.copyOf(estimates);
    }

    /// The gain on one axis.
    ///
    /// @param axis  the metric
    /// @param pairs how many pairs there were
    /// @param gain  20 % trimmed mean of the paired differences; exactly 0 when nothing was kept
    /// @param low   lower end of the 95 % interval; of a region's comparison, of one that holds for all its looks
    /// @param high  upper end of it
    public record Estimate(Axis axis, int pairs, double gain, double low, double high) {

        /// Whether the interval lies above 0.
        public boolean verified() {
            return low > 0;
        }

        /// A gain on this axis as people read it: a share of the start's value on a logarithmic axis, where 0.1 means ten
        /// percent less of what is to be low, or more of what is to be high; a difference on a linear one.
        public double improvement(double gainOnAxis) {
            return switch (axis.scale()) {
                case LOG -> axis.direction() == Direction.LOWER
                        ? -Math.expm1(-gainOnAxis)
                        : Math.expm1(gainOnAxis);
                case ADDITIVE -> gainOnAxis;
            };
        }
    }
}
