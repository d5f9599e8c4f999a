package dev.autoresearch.journal;

import java.util.Objects;

/// The size of a change, which decides what is simpler, and by what it is known again.
///
/// @param files     files changed
/// @param added     lines added
/// @param removed   lines removed
/// @param netTokens words and symbols added minus removed
/// @param netFiles  files that are new minus files that are gone
/// @param print     fingerprint of what is removed and added where, blanks not counted: equal for equal changes of the same
///                  files; empty when it is not known
public record DiffStat(int files, int added, int removed, int netTokens, int netFiles, String print) {

    /// No change.
    public static final DiffStat NONE = new DiffStat(0, 0, 0, 0, 0);

    /// A journal of schema 2 has no fingerprints.
    public DiffStat {
        print = Objects.requireNonNullElse(print, "");
    }

    /// A change without a fingerprint.
    public DiffStat(int files, int added, int removed, int netTokens, int netFiles) {
        this(files, added, removed, netTokens, netFiles, "");
    }

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
