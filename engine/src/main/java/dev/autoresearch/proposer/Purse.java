package dev.autoresearch.proposer;

import dev.autoresearch.journal.Spending;

/// The money and tokens of one proposal, counted as they are spent: what was told here is in the journal at once and for
/// good, whatever becomes of the proposal. Thread-safe.
public interface Purse {

    /// A purse without a bottom that remembers nothing.
    Purse ENDLESS = new Purse() {
        @Override
        public void spend(Spending spending) {
            // Nobody asks for it again.
        }

        @Override
        public double dollarsLeft() {
            return Double.POSITIVE_INFINITY;
        }

        @Override
        public long tokensLeft() {
            return Long.MAX_VALUE;
        }
    };

    /// Counts what one response cost.
    void spend(Spending spending);

    /// US dollars that may still be spent, by the tightest cap; infinite when there is none, never negative.
    double dollarsLeft();

    /// Tokens that may still be used, by the tightest cap; [Long#MAX_VALUE] when there is none, never negative.
    long tokensLeft();

    /// Whether nothing more may be spent.
    default boolean empty() {
        return dollarsLeft() <= 0 || tokensLeft() <= 0;
    }

    /// Whether this much more could be spent; to be asked before a response whose cost is not known yet.
    default boolean allows(Spending estimate) {
        return estimate.dollars() <= dollarsLeft() && estimate.tokens() <= tokensLeft();
    }
}
