package dev.autoresearch.workspace;

import java.util.Set;

/// What the repository knows of commits; changes nothing.
public interface Commits {

    /// Whether the commit's objects are all there.
    boolean has(String commit);

    /// The difference between two commits, as a patch.
    String diff(String from, String to);

    /// The paths in which two commits differ.
    Set<String> changed(String from, String to);
}
