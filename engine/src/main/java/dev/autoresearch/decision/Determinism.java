package dev.autoresearch.decision;

import dev.autoresearch.config.Mode;
import dev.autoresearch.journal.Axis;
import dev.autoresearch.journal.Decision;
import dev.autoresearch.journal.Status;
import dev.autoresearch.journal.TrialPlan;
import java.util.List;
import java.util.Map;

/// Whether metrics that were taken for deterministic still are: if not, the session calibrates anew.
public final class Determinism {
    /// After so many candidates the incumbent is run again.
    public static final int EVERY = 20;

    private Determinism() {}

    /// Whether two values are one and the same but for rounding.
    public static boolean same(double one, double other) {
        return one == other
                || Math.abs(one - other) <= Yardstick.SAME * Math.max(Math.abs(one), Math.abs(other));
    }

    /// Whether a run of the incumbent gives what was recorded of it, in every metric that decides.
    ///
    /// @param recorded by metric
    /// @param again    by metric
    public static boolean holds(List<Axis> axes, Map<String, Double> recorded, Map<String, Double> again) {
        return axes.stream().allMatch(axis -> {
            Double one = recorded.get(axis.metric());
            Double other = again.get(axis.metric());
            return one != null && other != null && same(one, other);
        });
    }

    /// Whether a decision is open because a repeated run gave another value.
    public static boolean broken(TrialPlan plan, Decision decision) {
        return plan.mode() == Mode.DETERMINISTIC && decision.status() == Status.INCONCLUSIVE
                && decision.change().verifying() > 0;
    }
}
