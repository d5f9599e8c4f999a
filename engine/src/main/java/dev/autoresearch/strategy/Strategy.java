package dev.autoresearch.strategy;

import dev.autoresearch.config.StrategySettings;
import dev.autoresearch.journal.SessionState;

/// Decides what the next experiment starts from. A function of the session's state alone, so that a resumed session
/// goes the same way.
@FunctionalInterface
public interface Strategy {

    /// The mode of an experiment whose candidate is followed whatever it measures.
    String EXPLORE = "explore";

    /// The mode of an experiment that starts from an earlier incumbent; its candidate must beat the present one.
    String RESTART = "restart";

    /// Always from the incumbent.
    Strategy CLIMB = state -> new Move(state.incumbentCommit(), "climb");

    /// The climb, left now and then as these settings say.
    static Strategy of(StrategySettings settings) {
        return new Wander(settings);
    }

    /// The next move.
    Move next(SessionState state);

    /// Where an experiment starts and how.
    ///
    /// @param parent the commit to try from, full id
    /// @param mode   one word, given to the proposer and recorded
    record Move(String parent, String mode) {}
}
