package dev.autoresearch.session;

import dev.autoresearch.config.Budget;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.Spending;
import dev.autoresearch.proposer.Purse;

/// The purse of one proposal: the tightest of the session's caps and the experiment's, counted in the journal as it is
/// spent. Thread-safe; the session's own thread waits for the proposer meanwhile, so that nobody else writes.
final class Account implements Purse {
    private final Steps steps;
    private final Budget budget;
    private final int number;
    private Spending total;
    private Spending own;

    /// @param spent what this experiment has cost so far
    Account(Steps steps, Budget budget, int number, Spending spent) {
        this.steps = steps;
        this.budget = budget;
        this.number = number;
        this.total = steps.state().spending();
        this.own = spent;
    }

    @Override
    public synchronized void spend(Spending spending) {
        if (spending.dollars() <= 0 && spending.tokens() <= 0) {
            return;
        }
        total = total.plus(spending);
        own = own.plus(spending);
        steps.append(new Event.Spent(number, spending));
    }

    @Override
    public synchronized double dollarsLeft() {
        double session = budget.cost() > 0 ? budget.cost() - total.dollars() : Double.POSITIVE_INFINITY;
        double experiment = budget.experimentCost() > 0
                ? budget.experimentCost() - own.dollars()
                : Double.POSITIVE_INFINITY;
        return Math.max(0, Math.min(session, experiment));
    }

    @Override
    public synchronized long tokensLeft() {
        return Math.max(0, Math.min(left(budget.tokens(), total), left(budget.experimentTokens(), own)));
    }

    private static long left(long cap, Spending spent) {
        return cap == Budget.UNLIMITED ? cap : cap - spent.tokens();
    }
}
