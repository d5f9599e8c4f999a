package dev.autoresearch.config;

import java.util.Locale;

/// Whether a coding agent runs in a bubblewrap sandbox of ours, in which it can write to its worktree and nowhere else.
public enum Confinement {
    /// Where bubblewrap works; else by the agent's own permissions alone, which is said.
    AUTO,
    /// Always; a machine without a working bubblewrap is refused.
    ON,
    /// Never: the agent's own permissions, and the scope check after.
    OFF;

    /// The word in `autoresearch.yaml`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
