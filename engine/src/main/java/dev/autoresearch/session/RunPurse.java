package dev.autoresearch.session;

import dev.autoresearch.config.Budget;
import dev.autoresearch.journal.Spending;
import dev.autoresearch.proposer.Purse;
import java.util.function.Supplier;

/// What judges of quality may spend: the session's caps, less what the run under way has cost before the journal has it.
/// Thread-safe.
final class RunPurse implements Purse {
    private final Budget budget;
    private final Supplier<Spending> journaled;
    private Spending base = Spending.NONE;
    private Spending uncounted = Spending.NONE;

    /// @param journaled what the session has cost so far, as the journal knows it
    RunPurse(Budget budget, Supplier<Spending> journaled) {
        this.budget = budget;
        this.journaled = journaled;
    }

    @Override
    public synchronized void spend(Spending spending) {
        settle();
        uncounted = uncounted.plus(spending);
    }

    @Override
    public synchronized double dollarsLeft() {
        settle();
        return budget.cost() > 0
                ? Math.max(0, budget.cost() - base.dollars() - uncounted.dollars())
                : Double.POSITIVE_INFINITY;
    }

    @Override
    public synchronized long tokensLeft() {
        settle();
        return budget.tokens() == Budget.UNLIMITED
                ? Long.MAX_VALUE
                : Math.max(0, budget.tokens() - base.tokens() - uncounted.tokens());
    }

    private void settle() {
        Spending now = journaled.get();
        if (!now.equals(base)) {
            base = now;
            uncounted = Spending.NONE;
        }
    }
}
