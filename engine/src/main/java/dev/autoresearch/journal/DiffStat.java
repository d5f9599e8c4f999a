package dev.autoresearch.journal;

/// The size of a change, which decides what is simpler.
///
/// @param files     files changed
/// @param added     lines added
/// @param removed   lines removed
/// @param netTokens words and symbols added minus removed
public record DiffStat(int files, int added, int removed, int netTokens) {

    /// No change.
    public static final DiffStat NONE = new DiffStat(0, 0, 0, 0);

    /// Lines added minus lines removed.
    public int netLines() {
        return added - removed;
    }

    /// Whether the change leaves less behind than there was: fewer lines, or as many lines and fewer tokens.
    public boolean simpler() {
        return netLines() < 0 || (netLines() == 0 && netTokens < 0);
    }
}
