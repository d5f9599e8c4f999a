package dev.autoresearch.workspace;

import dev.autoresearch.journal.SessionFolder;
import java.nio.file.Files;
import java.nio.file.Path;

/// Takes away what is left of a session that never measured its baseline, so that its tag is free again. It holds no
/// result: a branch at its own start and the files of the engine.
public final class Stillborn {
    private Stillborn() {}

    /// Removes worktrees, refs and files of the session, and its branch if that still is at `base`.
    public static void remove(Project project, SessionFolder folder, String branch, String base) {
        InPlaceWorkspace.restore(project, folder);
        Path worktrees = project.worktrees(folder.tag());
        for (String name : new String[]{"desk", "run"}) {
            if (Files.exists(worktrees.resolve(name))) {
                project.git().run(project.toplevel(), "worktree", "remove", "--force", "--force",
                        worktrees.resolve(name).toString());
            }
        }
        project.git().run(project.toplevel(), "update-ref", "-d", "refs/heads/" + branch, base);
        project.git().run(project.toplevel(), "for-each-ref", "--format=%(refname)",
                "refs/autoresearch/" + folder.tag() + "/").text().lines()
                .forEach(ref -> project.git().run(project.toplevel(), "update-ref", "-d", ref));
        Folders.delete(worktrees);
        Folders.delete(folder.path());
    }
}
