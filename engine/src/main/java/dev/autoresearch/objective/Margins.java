package dev.autoresearch.objective;

import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Scale;
import dev.autoresearch.journal.Axis;
import dev.autoresearch.journal.Claim;
import java.util.List;
import java.util.Map;

/// Turns shares, as people give them, into the margins of claims on an axis.
///
/// On a logarithmic axis a gain is a difference of logarithms. A value that is to be low is better by the share s when it
/// is at most (1 - s) times the incumbent's, a gain of -ln(1 - s); one that is to be high when it is at least (1 + s) times
/// it, a gain of ln(1 + s). Not worse by the share t is a gain above -ln(1 + t) for what is to be low, above ln(1 - t) for
/// what is to be high. On a linear axis a share is one of the incumbent's size.
///
/// @param axes     the metrics that decide, as calibrated
/// @param standing the incumbent's values of them
record Margins(List<Axis> axes, Map<String, Double> standing) {
    /// A gain of all there is cannot be demanded: nothing is better by more than 100 %.
    private static final double MOST = 1 - 1e-9;

    /// So that equal is not worse, also where equal is all that is allowed.
    private static final double LEAST = 1e-12;

    /// That a metric is better by more than a share.
    Claim better(String metric, double share) {
        if (share == 0) {
            return new Claim(metric, 0);
        }
        Axis axis = axis(metric);
        return new Claim(metric, switch (axis.scale()) {
            case LOG -> axis.direction() == Direction.LOWER
                    ? Math.log1p(-Math.min(share, MOST))
                    : -Math.log1p(share);
            case ADDITIVE -> -share * size(metric);
        });
    }

    /// That a metric is not worse by as much as a share below 1.
    Claim notWorse(String metric, double share) {
        Axis axis = axis(metric);
        double margin = switch (axis.scale()) {
            case LOG -> axis.direction() == Direction.LOWER ? Math.log1p(share) : -Math.log1p(-share);
            case ADDITIVE -> share * size(metric);
        };
        return new Claim(metric, Math.max(margin, LEAST));
    }

    private double size(String metric) {
        return Math.abs(standing.getOrDefault(metric, 0.0));
    }

    private Axis axis(String metric) {
        return axes.stream().filter(axis -> axis.metric().equals(metric)).findFirst()
                .orElse(new Axis(metric, Direction.LOWER, Scale.ADDITIVE, false));
    }
}
