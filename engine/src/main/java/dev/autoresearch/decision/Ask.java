package dev.autoresearch.decision;

import dev.autoresearch.journal.Decision;
import dev.autoresearch.journal.Purpose;

/// What a contest wants next.
public sealed interface Ask {

    /// One run.
    ///
    /// @param arm     of which side
    /// @param purpose what for
    /// @param lot     runs of the same lot get the same seed, no others do
    /// @param worst   a value of the deciding metric that decides against the candidate whatever comes after, so that a
    ///                run may be cut there and told as this value; NaN when there is none
    record Run(Arm arm, Purpose purpose, long lot, double worst) implements Ask {}

    /// The guard: it must pass for the contest to go on.
    record Guard() implements Ask {}

    /// Nothing: it is decided.
    record Settled(Decision decision) implements Ask {}
}
