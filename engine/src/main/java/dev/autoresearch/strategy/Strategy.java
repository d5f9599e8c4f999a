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

    /// The mode of an ordinary experiment.
    String CLIMBING = "climb";

    /// The mode of an experiment that improves on what was nearly better.
    String REFINE = "refine";

    /// The mode of an experiment that puts together what was nearly better.
    String COMBINE = "combine";

    /// The mode of an experiment that tries the opposite, or something else altogether.
    String RADICAL = "radical";

    /// The mode of an experiment that takes something away.
    String SIMPLIFY = "simplify";

    /// Always from the incumbent.
    Strategy CLIMB = state -> new Move(state.incumbentCommit(), CLIMBING);

    /// The climb, left now and then as these settings say.
    ///
    /// @param reads whether the proposer reads advice
    static Strategy of(StrategySettings settings, boolean reads) {
        boolean ladder = switch (settings.ladder()) {
            case AUTO -> reads;
            case ON -> true;
            case OFF -> false;
        };
        var wander = new Wander(settings);
        return ladder ? new Ladder(wander) : wander;
    }

    /// The next move.
    Move next(SessionState state);

    /// Where an experiment starts and how.
    ///
    /// @param parent the commit to try from, full id
    /// @param mode   one word, given to the proposer and recorded
    record Move(String parent, String mode) {}
}
