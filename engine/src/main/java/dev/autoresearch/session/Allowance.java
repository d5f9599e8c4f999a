package dev.autoresearch.session;

import dev.autoresearch.config.Budget;
import dev.autoresearch.decision.Reserve;
import dev.autoresearch.journal.EndReason;
import dev.autoresearch.journal.SessionState;
import dev.autoresearch.proposer.Brief;
import java.time.Duration;
import java.util.Optional;

/// What the budget still allows, as a function of the budget and the session's state.
final class Allowance {
    /// Runs that an experiment cannot do with less of: one of each side.
    private static final long FEWEST = 2;

    private final Budget budget;

    Allowance(Budget budget) {
        this.budget = budget;
    }

    /// Why no further experiment may start; empty when one may.
    Optional<EndReason> exhausted(SessionState state) {
        if (state.experiments() >= budget.experiments()) {
            return Optional.of(EndReason.EXPERIMENTS);
        }
        if (Reserve.left(budget, state.noise()) < FEWEST) {
            return Optional.of(EndReason.RUNS);
        }
        if (!budget.wall().isZero() && state.elapsed().plus(Reserve.wall(budget, state.noise()))
                .compareTo(budget.wall()) >= 0) {
            return Optional.of(EndReason.WALL);
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

    /// What is left, for the proposer.
    Brief.Left left(SessionState state) {
        boolean counted = budget.experiments() != Budget.UNLIMITED;
        boolean timed = !budget.wall().isZero();
        boolean paid = budget.cost() > 0;
        boolean metered = budget.tokens() != Budget.UNLIMITED;
        return new Brief.Left(counted ? Long.valueOf(Math.max(0, budget.experiments() - state.experiments())) : null,
                timed ? positive(budget.wall().minus(state.elapsed())) : null,
                paid ? Double.valueOf(Math.max(0, budget.cost() - state.spending().dollars())) : null,
                metered ? Long.valueOf(Math.max(0, budget.tokens() - state.spending().tokens())) : null,
                state.spending());
    }

    private static Duration positive(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
