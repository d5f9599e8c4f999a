package dev.autoresearch.proposers.brief;

import dev.autoresearch.journal.Remarks;

/// What the final text of a coding agent or language model says.
///
/// @param hypothesis one line; empty when the text says nothing
/// @param remarks    what it says beside
public record Reply(String hypothesis, Remarks remarks) {

    /// The hypothesis where nothing was said.
    public static final String NO_HYPOTHESIS = "(no hypothesis)";

    /// Nothing said.
    public static final Reply NOTHING = new Reply("", Remarks.NONE);

    /// The hypothesis, never empty.
    public String hypothesisOrNone() {
        return hypothesis.isEmpty() ? NO_HYPOTHESIS : hypothesis;
    }
}
