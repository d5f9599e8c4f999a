package dev.autoresearch.workspace;

import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;

/// What a tree says of one path: kind and content.
record Leaf(FileMode mode, ObjectId id) {

    /// Whether it is a submodule.
    boolean submodule() {
        return mode.equals(FileMode.GITLINK);
    }

    /// Whether it is a symbolic link.
    boolean link() {
        return mode.equals(FileMode.SYMLINK);
    }

    /// Whether it is a file that may be executed.
    boolean executable() {
        return mode.equals(FileMode.EXECUTABLE_FILE);
    }
}
