package dev.autoresearch.journal;

import dev.autoresearch.config.Mode;
import java.util.List;
import java.util.Map;

/// Everything a decision depends on besides the noise known before and the runs themselves: written before the first run,
/// so that a decision can be recomputed whatever the configuration says later.
///
/// @param mode     how runs become a verdict; never [Mode#AUTO]
/// @param race     thresholds of screen and race
/// @param repeats  runs of a candidate in [Mode#SEED_K]
/// @param axes     the metrics that decide
/// @param ways     how the candidate may win
/// @param standing the incumbent's recorded value of each metric that decides, for modes that compare with it
/// @param runs     measured runs of the session before this trial
/// @param allowed  measured runs that this trial may make
/// @param rebuild  whether both sides are prepared again for every pair
/// @param guard    when the guard is asked for
/// @param seed     root of the order of pairs
public record TrialPlan(Mode mode, RaceRules race, int repeats, List<Axis> axes, List<Way> ways,
        Map<String, Double> standing, long runs, long allowed, boolean rebuild, GuardTime guard, long seed) {

    /// Copies the collections.
    public TrialPlan {
        axes = List.copyOf(axes);
        ways = List.copyOf(ways);
        standing = Map.copyOf(standing);
    }

    /// When the guard runs.
    public enum GuardTime {
        /// There is none.
        NEVER,
        /// Before any measured run.
        FIRST,
        /// Once the candidate looks improved: after the screen, before the race.
        IMPROVED,
        /// When everything else says keep.
        KEPT
    }

    /// The axis of a metric.
    public Axis axis(String metric) {
        return axes.stream().filter(axis -> axis.metric().equals(metric)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no axis " + metric));
    }
}
