package dev.autoresearch.decision;

import dev.autoresearch.journal.Noise;
import dev.autoresearch.journal.TrialPlan;

/// The contest of each mode.
public final class Contests {
    private Contests() {}

    /// A contest that has not begun.
    ///
    /// @param plan  what is to be decided, and how
    /// @param noise what was known before the first run
    /// @throws IllegalArgumentException if the mode was never chosen, a claim or a recorded value has no axis, or a race
    ///                                  lacks the noise of one
    public static Contest of(TrialPlan plan, Noise noise) {
        Yardstick yardstick = new Yardstick(plan, noise);
        plan.ways().forEach(way -> way.claims().forEach(yardstick::at));
        if (plan.ways().isEmpty()) {
            throw new IllegalArgumentException("without a way to win there is nothing to decide");
        }
        Rule rule = switch (plan.mode()) {
            case VERIFIED, FAST -> new RaceRule(plan, noise, yardstick);
            case SINGLE, RECORD -> new DirectRule(plan, noise, yardstick, new OneRun());
            case SEED_K -> new DirectRule(plan, noise, yardstick, new MeanOfRuns(plan.repeats()));
            case NEAR_THRESHOLD -> new DirectRule(plan, noise, yardstick, new NearThreshold());
            case DETERMINISTIC -> new DirectRule(plan, noise, yardstick, new RunAgain());
            case AUTO -> throw new IllegalArgumentException("a mode must be chosen before the first run");
        };
        return new RuledContest(plan, yardstick, rule);
    }
}
