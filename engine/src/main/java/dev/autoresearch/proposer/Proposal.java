package dev.autoresearch.proposer;

import dev.autoresearch.journal.Remarks;
import dev.autoresearch.journal.Spending;

/// A proposer's answer. Its `spending` is what was not told to the [Purse] yet.
public sealed interface Proposal {

    /// The desk was edited (whether it really was, the engine looks for itself).
    ///
    /// @param hypothesis one line
    /// @param spending   what it cost
    /// @param detail     what the proposer wants to find again in [dev.autoresearch.journal.Experiment#detail()], as
    ///                   JSON; empty for nothing
    /// @param remarks    what it says beside
    record Edited(String hypothesis, Spending spending, String detail, Remarks remarks) implements Proposal {

        /// An edit without remarks.
        public Edited(String hypothesis, Spending spending, String detail) {
            this(hypothesis, spending, detail, Remarks.NONE);
        }
    }

    /// Nothing to change this time.
    ///
    /// @param remarks what it says beside
    record NoChange(String reason, Spending spending, Remarks remarks) implements Proposal {

        /// No change and no remarks.
        public NoChange(String reason, Spending spending) {
            this(reason, spending, Remarks.NONE);
        }
    }

    /// The proposer itself failed: its program crashed, its model did not answer.
    record Failed(String reason, Spending spending) implements Proposal {}

    /// There is nothing more to propose, ever: the session ends.
    record Exhausted(String reason) implements Proposal {}

    /// An edit that cost nothing.
    static Proposal edited(String hypothesis) {
        return new Edited(hypothesis, Spending.NONE, "");
    }
}
