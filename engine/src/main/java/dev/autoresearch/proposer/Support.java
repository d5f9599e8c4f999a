package dev.autoresearch.proposer;

import java.time.Instant;

/// What the engine offers while a proposal is under way. Thread-safe.
public interface Support {

    /// Offers nothing and caps nothing.
    Support NONE = new Support() {
        @Override
        public Purse purse() {
            return Purse.ENDLESS;
        }

        @Override
        public Archive archive() {
            return Archive.EMPTY;
        }

        @Override
        public void doing(String what) {
            // Nobody watches.
        }

        @Override
        public void waiting(String why, Instant until) {
            // Nobody watches.
        }
    };

    /// What may be spent.
    Purse purse();

    /// What happened before.
    Archive archive();

    /// Shows what the proposer does now, one line.
    void doing(String what);

    /// Shows that the proposer waits, for example for a rate limit.
    ///
    /// @param why   one phrase
    /// @param until when it goes on
    void waiting(String why, Instant until);
}
