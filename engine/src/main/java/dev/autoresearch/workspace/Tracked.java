package dev.autoresearch.workspace;

import java.nio.file.Path;

/// One path of the commit that lies in a folder, and the stat with which its content was last seen to be right.
final class Tracked {
    private final String path;
    private final Path file;
    private final boolean hidden;
    private Leaf leaf;
    private Stat stat = Stat.NOTHING;
    private long seen;

    /// @param path   relative to the repository's root
    /// @param hidden whether it must not lie in the folder at all
    Tracked(String path, Path file, Leaf leaf, boolean hidden) {
        this.path = path;
        this.file = file;
        this.leaf = leaf;
        this.hidden = hidden;
    }

    String path() {
        return path;
    }

    Path file() {
        return file;
    }

    boolean hidden() {
        return hidden;
    }

    Leaf leaf() {
        return leaf;
    }

    Stat stat() {
        return stat;
    }

    /// The commit has something else here now.
    void become(Leaf now) {
        leaf = now;
        stat = Stat.NOTHING;
    }

    /// Whether a file with this stat must have the content that was seen.
    boolean known(Stat now) {
        return now.kind() != Stat.Kind.ABSENT && now.same(stat) && !now.racy(seen);
    }

    /// The content was right.
    ///
    /// @param at when the look at it began
    void right(Stat now, long at) {
        stat = now;
        seen = at;
    }
}
