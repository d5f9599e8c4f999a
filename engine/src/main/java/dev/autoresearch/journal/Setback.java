package dev.autoresearch.journal;

/// Why a proposal goes back to its proposer within the same experiment.
///
/// @param kind   what kind of trouble it was
/// @param reason one sentence
/// @param tail   the last lines of the log that tells more: data of unknown origin; empty when there is none
public record Setback(Kind kind, String reason, String tail) {

    /// What can be mended.
    public enum Kind {
        /// The preparation or a run failed.
        CRASH,
        /// The candidate looked better, but the guard failed.
        GUARD,
        /// The same change was tried before from the same commit.
        REPEAT
    }

    /// Both texts, the reason first.
    public String text() {
        return tail.isEmpty() ? reason : reason + "\n\n" + tail;
    }
}
