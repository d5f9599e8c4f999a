package dev.autoresearch.workspace;

import dev.autoresearch.config.Globs;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.config.WorkspaceSettings;
import java.nio.file.Path;
import java.util.List;

/// The checked-out commit of a project in a worktree outside it, for what happens before there is a session. Closing it
/// removes the worktree and what git remembers of it; no branch, ref or file of the project changes. Not thread-safe.
public final class ScratchWorktree implements AutoCloseable {
    private final Project project;
    private final GitObjects objects;
    private final Checkout checkout;

    private ScratchWorktree(Project project, GitObjects objects, Checkout checkout) {
        this.project = project;
        this.objects = objects;
        this.checkout = checkout;
    }

    /// Makes it.
    ///
    /// @param settings what it takes from the user's checkout
    /// @param root     a folder that does not exist yet, without symlinks above it
    /// @throws Refusal if git or the disk do not allow it, or `settings` name what is not there
    public static ScratchWorktree make(Project project, WorkspaceSettings settings, Path root) {
        GitObjects objects = GitObjects.open(project);
        try {
            var borrowed = new Borrowed(project, settings);
            borrowed.check(objects.leaves(project.head()).keySet());
            return new ScratchWorktree(project, objects, WorktreeWorkspace.checkout(project, objects,
                    project.settings(), root, project.head(), borrowed, Globs.NONE));
        } catch (RuntimeException | Error e) {
            objects.close();
            WorktreeWorkspace.forget(project, root);
            throw e;
        }
    }

    /// The project's folder in it.
    public Path folder() {
        return checkout.root().resolve(project.prefix());
    }

    /// The committed files that are not as the commit has them, relative to the repository's root.
    public List<String> changed() {
        return checkout.changed();
    }

    @Override
    public void close() {
        objects.close();
        WorktreeWorkspace.forget(project, checkout.root());
    }
}
