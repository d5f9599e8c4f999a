package dev.autoresearch.proposer;

import dev.autoresearch.journal.Spending;

/// A proposer's answer.
public sealed interface Proposal {

    /// The desk was edited (whether it really was, the engine looks for itself).
    ///
    /// @param hypothesis one line
    /// @param spending   what it cost
    /// @param detail     what the proposer wants to find again in [dev.autoresearch.journal.Experiment#detail()], as
    ///                   JSON; empty for nothing
    record Edited(String hypothesis, Spending spending, String detail) implements Proposal {}

    /// Nothing to change this time.
    record NoChange(String reason, Spending spending) implements Proposal {}

    /// The proposer itself failed: its program crashed, its model did not answer.
    record Failed(String reason, Spending spending) implements Proposal {}

    /// There is nothing more to propose, ever: the session ends.
    record Exhausted(String reason) implements Proposal {}

    /// An edit that cost nothing.
    static Proposal edited(String hypothesis) {
        return new Edited(hypothesis, Spending.NONE, "");
    }
}
