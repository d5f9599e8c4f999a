package dev.autoresearch.journal;

/// The size of a change, which decides what is simpler.
///
/// @param files     files changed
/// @param added     lines added
/// @param removed   lines removed
/// @param netTokens words and symbols added minus removed
/// @param netFiles  files that are new minus files that are gone
public record DiffStat(int files, int added, int removed, int netTokens, int netFiles) {

    /// No change.
    public static final DiffStat NONE = new DiffStat(0, 0, 0, 0, 0);

    /// A change that neither adds nor removes files.
    public DiffStat(int files, int added, int removed, int netTokens) {
        this(files, added, removed, netTokens, 0);
    }

    /// Lines added minus lines removed.
    public int netLines() {
        return added - removed;
    }

    /// Whether the change leaves less behind than there was: fewer lines; as many lines and fewer tokens; or as many of
    /// both and fewer files.
    public boolean simpler() {
        if (netLines() != 0) {
            return netLines() < 0;
        }
        return netTokens != 0 ? netTokens < 0 : netFiles < 0;
    }
}
