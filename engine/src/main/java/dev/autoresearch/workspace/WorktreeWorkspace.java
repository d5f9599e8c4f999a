package dev.autoresearch.workspace;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Globs;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.journal.SessionFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// Opens a workspace in git worktrees of the engine's own: a desk, and one or, once incumbent and candidate run in turn,
/// two benches. The user's checkout is never touched and may be dirty.
public final class WorktreeWorkspace {
    private static final List<String> NAMES = List.of("desk", "run1", "run2");

    private WorktreeWorkspace() {}

    /// Opens the session's worktrees: makes them, takes them up again, or repairs them.
    ///
    /// @param branch    the session's branch, without `refs/heads/`; made at `base` when the session is new
    /// @param base      the commit the session started from, full id
    /// @param incumbent the journal's incumbent, or `base`
    /// @throws Refusal if the branch is somebody else's, or git or the disk do not allow it
    public static GitWorkspace open(Project project, SessionFolder folder, Configuration configuration, String branch,
            String base, String incumbent) {
        GitSettings settings = project.settings();
        GitObjects objects = GitObjects.open(project);
        try {
            var refs = new SessionRefs(objects.repository(), folder.tag(), settings);
            var session = new SessionBranch(project, objects, refs, branch, false);
            var borrowed = new Borrowed(project, configuration.workspace());
            borrowed.check(objects.leaves(base).keySet());
            session.claim(base);
            Excludes.ensure(project, false, borrowed.excludes());
            Path place = project.worktrees(folder.tag());
            Checkout desk = checkout(project, objects, settings, place.resolve(NAMES.getFirst()), incumbent, borrowed,
                    configuration.unseen());
            var runs = new GitWorkspace.RunCheckouts() {
                @Override
                public Checkout open(int number) {
                    return checkout(project, objects, settings, folderOf(number), incumbent, borrowed, Globs.of());
                }

                @Override
                public Checkout fresh(int number) {
                    forget(project, folderOf(number));
                    return open(number);
                }

                private Path folderOf(int number) {
                    return place.resolve(NAMES.get(number + 1));
                }
            };
            Checkout run = runs.open(0);
            var workspace = new GitWorkspace(project, folder, configuration, objects, settings, desk, run, refs,
                    session,
                    new Own(project, borrowed, place), runs);
            workspace.resetDesk(incumbent);
            workspace.bench().lay(incumbent);
            return workspace;
        } catch (RuntimeException | Error e) {
            objects.close();
            throw e;
        }
    }

    /// The worktree at `root`, made if it is not there, with what it takes from the user's checkout.
    static Checkout checkout(Project project, GitObjects objects, GitSettings settings, Path root,
            String incumbent, Borrowed borrowed, Globs hidden) {
        Path admin = adminOf(project, root);
        if (admin == null || !objects.hasCommit(headOf(admin))) {
            make(project, root, incumbent);
            admin = adminOf(project, root);
            if (admin == null) {
                throw new Refusal(Exit.REPOSITORY, "Git made no worktree at " + root + ".",
                        "Run git worktree list in " + project.toplevel() + " and mend what it reports.");
            }
        }
        String commit = headOf(admin);
        var checkout = new Checkout(root, project, objects, settings, commit, borrowed.kept(), hidden,
                new Leftovers.Delete(), new WorktreeHead(root, admin));
        borrowed.lay(root, checkout.submodules());
        return checkout;
    }

    private static void make(Project project, Path root, String commit) {
        forget(project, root);
        try {
            Files.createDirectories(java.util.Objects.requireNonNull(root.getParent()));
        } catch (IOException e) {
            throw new Refusal(Exit.STORAGE, root + " cannot be made: " + Refusal.because(e),
                    "Free some space or make the folder writable, and start again.");
        }
        Git.Output output = project.git().run(project.toplevel(), "-c", "core.splitIndex=false", "-c",
                "core.untrackedCache=false", "-c", "core.sparseCheckout=false", "-c", "index.version=2", "worktree",
                "add", "--quiet", "--force", "--detach", root.toString(), commit);
        if (output.code() != 0) {
            forget(project, root);
            throw new Refusal(Exit.REPOSITORY, "Git could not make a worktree at " + root + ".",
                    output.errors().lines().toList(), "Mend what git reports and start again.");
        }
    }

    /// Removes a worktree of ours with what git remembers of it; those of others stay.
    static void forget(Project project, Path root) {
        Path all = project.common().resolve("worktrees");
        for (String name : Folders.names(all)) {
            Path gitdir = all.resolve(name).resolve("gitdir");
            try {
                if (Files.isRegularFile(gitdir) && all.resolve(name)
                        .resolve(Files.readString(gitdir).strip()).normalize().equals(root.resolve(".git"))) {
                    Folders.delete(all.resolve(name));
                }
            } catch (IOException e) {
                throw GitObjects.full(e);
            }
        }
        Folders.deleteIfEmptyFolder(all);
        Folders.delete(root);
    }

    /// Where git keeps the state of a worktree that is whole; null when it is not.
    private static @org.jspecify.annotations.Nullable Path adminOf(Project project, Path root) {
        try {
            Path link = root.resolve(".git");
            if (Stat.of(root).kind() != Stat.Kind.FOLDER || Stat.of(link).kind() != Stat.Kind.FILE) {
                return null;
            }
            String text = Files.readString(link).strip();
            if (!text.startsWith("gitdir: ")) {
                return null;
            }
            Path admin = root.resolve(text.substring("gitdir: ".length())).normalize();
            Path back = admin.resolve("gitdir");
            boolean whole = admin.startsWith(project.common().resolve("worktrees")) && Files.isRegularFile(back)
                    && admin.resolve(Files.readString(back).strip()).normalize().equals(link);
            return whole ? admin : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static String headOf(Path admin) {
        try {
            return Files.readString(admin.resolve("HEAD")).strip();
        } catch (IOException e) {
            return "";
        }
    }

    private record Own(Project project, Borrowed borrowed, Path place) implements GitWorkspace.Place {

        @Override
        public Set<String> links() {
            return borrowed.links();
        }

        @Override
        public void restoreLinks(Path root) {
            borrowed.layLinks(root);
        }

        @Override
        public void advanced(String commit) {
            // The user's checkout is not ours to update.
        }

        @Override
        public void close(Checkout desk) {
            // The worktrees stay for the next time.
        }

        @Override
        public void remove() {
            NAMES.forEach(name -> forget(project, place.resolve(name)));
            Folders.delete(place);
        }
    }
}
