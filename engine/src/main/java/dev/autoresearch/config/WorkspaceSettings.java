package dev.autoresearch.config;

import java.util.List;

/// Where candidates are made and run.
///
/// @param kind         own worktrees, or the user's checkout itself
/// @param share        ignored files or folders of the checkout, linked into each worktree
/// @param copy         ignored files or folders of the checkout, copied into each worktree once
/// @param keep         ignored outputs (a build folder) that stay from one candidate to the next; all others are cleaned
/// @param branchPrefix what comes before `/<tag>` in the branch's name
public record WorkspaceSettings(Kind kind, List<String> share, List<String> copy, List<String> keep,
        String branchPrefix) {

    /// Own worktrees and nothing shared.
    public static final WorkspaceSettings DEFAULT =
            new WorkspaceSettings(Kind.WORKTREE, List.of(), List.of(), List.of(), "autoresearch");

    /// Copies the lists.
    public WorkspaceSettings {
        share = List.copyOf(share);
        copy = List.copyOf(copy);
        keep = List.copyOf(keep);
    }

    /// Where candidates are made and run.
    public enum Kind {
        /// In git worktrees of the engine's own; the user's checkout is never touched.
        WORKTREE,
        /// In the user's checkout, on the session's branch; refused on a dirty tree.
        IN_PLACE
    }
}
