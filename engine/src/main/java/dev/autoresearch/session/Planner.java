package dev.autoresearch.session;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Guard;
import dev.autoresearch.config.Mode;
import dev.autoresearch.decision.Regime;
import dev.autoresearch.decision.Reserve;
import dev.autoresearch.journal.DiffStat;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.Noise;
import dev.autoresearch.journal.SessionState;
import dev.autoresearch.journal.TrialPlan;
import dev.autoresearch.objective.Objective;
import dev.autoresearch.strategy.Strategy;
import java.time.Duration;
import java.util.Map;

/// Writes down, before a candidate's first run, everything its decision will depend on.
final class Planner {
    private static final Duration CHEAP = Duration.ofSeconds(1);

    private final Configuration configuration;

    Planner(Configuration configuration) {
        this.configuration = configuration;
    }

    /// The plan of the next trial.
    ///
    /// @param way    the strategy's mode
    /// @param change from the incumbent to the candidate
    TrialPlan plan(SessionState state, Objective objective, String way, Event.CandidateMade made, DiffStat change) {
        Noise noise = state.noise();
        Regime regime = Regime.of(configuration, noise);
        // What is followed whatever it measures is measured once, and only its guard can stop it.
        boolean followed = way.equals(Strategy.EXPLORE);
        Map<String, Double> standing = objective.values(noise.standing());
        return new TrialPlan(followed ? Mode.SINGLE : regime.mode(), regime.race(), configuration.seedRuns(),
                noise.axes(),
                objective.ways(change, noise.axes(), noise.standing()), standing, noise.runs(),
                Reserve.left(configuration.budget(), noise), rebuild(noise), guard(followed),
                Seeds.order(state.start().seed(), made.number(), made.attempt()));
    }

    /// Whether the incumbent runs in turn with candidates, so that both need a bench.
    static boolean races(TrialPlan plan) {
        return plan.mode() == Mode.VERIFIED || plan.mode() == Mode.FAST;
    }

    private boolean rebuild(Noise noise) {
        if (configuration.run().prepare().isEmpty()) {
            return false;
        }
        return switch (configuration.decide().rebuild()) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> noise.timing().prepare().compareTo(CHEAP) <= 0
                    && noise.timing().prepare().compareTo(noise.timing().run()) <= 0;
        };
    }

    private TrialPlan.GuardTime guard(boolean followed) {
        Guard guard = configuration.guard();
        if (!guard.present()) {
            return TrialPlan.GuardTime.NEVER;
        }
        return followed ? TrialPlan.GuardTime.FIRST : switch (guard.when()) {
            case FIRST -> TrialPlan.GuardTime.FIRST;
            case IMPROVED -> TrialPlan.GuardTime.IMPROVED;
            case KEPT -> TrialPlan.GuardTime.KEPT;
        };
    }
}
