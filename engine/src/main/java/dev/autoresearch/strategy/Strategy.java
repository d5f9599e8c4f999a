package dev.autoresearch.strategy;

import dev.autoresearch.journal.SessionState;

/// Decides what the next experiment starts from. A function of the session's state alone, so that a resumed session
/// goes the same way.
@FunctionalInterface
public interface Strategy {

    /// Always from the incumbent.
    Strategy CLIMB = state -> new Move(state.incumbentCommit(), "climb");

    /// The next move.
    Move next(SessionState state);

    /// Where an experiment starts and how.
    ///
    /// @param parent the commit to try from, full id
    /// @param mode   one word, given to the proposer and recorded
    record Move(String parent, String mode) {}
}
