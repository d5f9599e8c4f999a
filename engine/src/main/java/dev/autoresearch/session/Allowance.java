package dev.autoresearch.session;

import dev.autoresearch.config.Budget;
import dev.autoresearch.config.Checks;
import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Metric;
import dev.autoresearch.decision.Reserve;
import dev.autoresearch.journal.EndReason;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.SessionState;
import dev.autoresearch.proposer.Brief;
import java.time.Duration;
import java.util.Optional;

/// What budget and target still allow, as a function of the configuration and the session's state.
final class Allowance {
    /// Runs that an experiment cannot do with less of: one of each side.
    private static final long FEWEST = 2;

    private final Configuration configuration;
    private final long plateau;
    private final Budget budget;

    /// @param plateau so many experiments in a row without a keep are too many; [Checks#OFF] for never
    Allowance(Configuration configuration, long plateau) {
        this.configuration = configuration;
        this.plateau = plateau;
        this.budget = configuration.budget();
    }

    /// Why no further experiment may start; empty when one may.
    Optional<EndReason> exhausted(SessionState state) {
        if (reached(state)) {
            return Optional.of(EndReason.TARGET);
        }
        if (state.stageExperiments() >= budget.experiments()) {
            return Optional.of(EndReason.EXPERIMENTS);
        }
        if (Reserve.left(budget, state.noise()) < FEWEST) {
            return Optional.of(EndReason.RUNS);
        }
        if (!budget.wall().isZero() && state.stageElapsed().plus(Reserve.wall(budget, state.noise()))
                .compareTo(budget.wall()) >= 0) {
            return Optional.of(EndReason.WALL);
        }
        if (plateau != Checks.OFF && state.sinceKeep() >= plateau) {
            return Optional.of(EndReason.PLATEAU);
        }
        if (budget.cost() > 0 && state.spending().dollars() >= budget.cost()) {
            return Optional.of(EndReason.COST);
        }
        if (state.spending().tokens() >= budget.tokens()) {
            return Optional.of(EndReason.TOKENS);
        }
        if (state.consecutiveCrashes() >= budget.consecutiveCrashes()) {
            return Optional.of(EndReason.CRASHES);
        }
        return Optional.empty();
    }

    /// Whether the incumbent's recorded value of the deciding metric is the target or better.
    private boolean reached(SessionState state) {
        Experiment claimed = state.claimed();
        Metric primary = configuration.primary();
        Double value = claimed == null ? null : claimed.metrics().get(primary.name());
        if (value == null || configuration.target().isEmpty()) {
            return false;
        }
        double target = configuration.target().getAsDouble();
        return value == target || primary.direction().better(value, target);
    }

    /// What is left, for the proposer.
    Brief.Left left(SessionState state) {
        boolean counted = budget.experiments() != Budget.UNLIMITED;
        boolean timed = !budget.wall().isZero();
        boolean paid = budget.cost() > 0;
        boolean metered = budget.tokens() != Budget.UNLIMITED;
        return new Brief.Left(
                counted ? Long.valueOf(Math.max(0, budget.experiments() - state.stageExperiments())) : null,
                timed ? positive(budget.wall().minus(state.stageElapsed())) : null,
                paid ? Double.valueOf(Math.max(0, budget.cost() - state.spending().dollars())) : null,
                metered ? Long.valueOf(Math.max(0, budget.tokens() - state.spending().tokens())) : null,
                state.spending());
    }

    private static Duration positive(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
