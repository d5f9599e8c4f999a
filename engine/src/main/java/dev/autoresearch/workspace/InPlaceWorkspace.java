package dev.autoresearch.workspace;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Globs;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.journal.SessionFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Set;

/// Opens a workspace in the user's own checkout, on the session's branch. Nothing of the user's is overwritten: a dirty
/// checkout is refused, untracked files that appear are moved aside, ignored ones stay, and the branch that was checked
/// out before comes back at the end, or when a later process finds that it did not.
public final class InPlaceWorkspace {
    private static final String ORIGINAL = "original-head";

    private InPlaceWorkspace() {}

    /// Checks the session's branch out and opens the workspace there.
    ///
    /// @param branch    the session's branch, without `refs/heads/`; made at `base` when the session is new
    /// @param base      the commit the session started from, full id
    /// @param incumbent the journal's incumbent, or `base`
    /// @throws Refusal if the checkout is dirty or the branch is somebody else's; nothing was changed then
    public static GitWorkspace open(Project project, SessionFolder folder, Configuration configuration, String branch,
            String base, String incumbent) {
        GitSettings settings = project.settings();
        GitObjects objects = GitObjects.open(project);
        try {
            Path original = folder.path().resolve(ORIGINAL);
            boolean brokenOff = Files.exists(original) && branch.equals(project.branch());
            if (!brokenOff) {
                refuseDirty(project);
            }
            var refs = new SessionRefs(objects.repository(), folder.tag(), settings);
            var session = new SessionBranch(project, objects, refs, branch, true);
            session.claim(base);
            if (!brokenOff) {
                remember(original, project.branch().isEmpty() ? project.head() : project.branch());
                checkOut(project, branch);
            }
            String at = brokenOff ? project.head() : session.at();
            var borrowed = new Borrowed(project, configuration.workspace());
            var checkout = new Checkout(project.toplevel(), project, objects, settings, at, borrowed.kept(), Globs.of(),
                    new Leftovers.Sweep(folder.path().resolve("swept")), null);
            var place = new Users(project, original);
            var workspace = new GitWorkspace(project, folder, configuration, objects, settings, checkout, checkout,
                    refs,
                    session, place, null);
            workspace.resetDesk(at);
            return workspace;
        } catch (RuntimeException | Error e) {
            objects.close();
            throw e;
        }
    }

    /// Gives the user's checkout back after a session that was killed and will not be resumed. Does nothing when there is
    /// nothing to give back.
    ///
    /// @return whether the original branch was checked out again
    public static boolean restore(Project project, SessionFolder folder) {
        Path original = folder.path().resolve(ORIGINAL);
        if (!Files.exists(original)) {
            return false;
        }
        try (var objects = GitObjects.open(project)) {
            var checkout = new Checkout(project.toplevel(), project, objects, project.settings(), project.head(),
                    Globs.of(), Globs.of(), new Leftovers.Sweep(folder.path().resolve("swept")), null);
            new Users(project, original).close(checkout);
            return true;
        }
    }

    private static void refuseDirty(Project project) {
        Git.Output status = project.git().run(project.toplevel(), "status", "--porcelain", "-z");
        if (status.code() != 0 || status.out().length > 0) {
            var paths = new ArrayList<String>();
            for (String entry : new String(status.out(), StandardCharsets.UTF_8).split("\0", 21)) {
                if (!entry.isBlank() && paths.size() < 20) {
                    paths.add(ScopeCheck.printable(entry));
                }
            }
            throw new Refusal(Exit.REPOSITORY,
                    "The checkout at " + project.toplevel()
                            + " has changes, and workspace: in-place works right in it.",
                    paths, "Commit or stash them, or use workspace: worktree, which leaves your checkout alone.");
        }
        String flags = project.git().run(project.toplevel(), "ls-files", "-v").text();
        if (flags.lines().anyMatch(line -> line.startsWith("S ") || Character.isLowerCase(line.charAt(0)))) {
            throw new Refusal(Exit.REPOSITORY,
                    "The checkout at " + project.toplevel()
                            + " is sparse or has files marked as unchanged, which workspace: in-place cannot restore.",
                    "Use workspace: worktree, or run git sparse-checkout disable first.");
        }
    }

    private static void remember(Path file, String head) {
        try {
            Files.createDirectories(java.util.Objects.requireNonNull(file.getParent()));
            Path fresh = file.resolveSibling(ORIGINAL + ".fresh");
            Files.writeString(fresh, head + "\n");
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new Refusal(Exit.STORAGE, file + " cannot be written: " + Refusal.because(e),
                    "Free some space or make the folder writable, and start again.");
        }
    }

    private static void checkOut(Project project, String what) {
        Git.Output output = project.git().run(project.toplevel(), "checkout", "--quiet", "--no-guess", what, "--");
        if (output.code() != 0) {
            throw new Refusal(Exit.REPOSITORY, "Git could not check out " + what + " in " + project.toplevel() + ".",
                    output.errors().lines().toList(), "Mend what git reports and start again.");
        }
    }

    private record Users(Project project, Path original) implements GitWorkspace.Place {

        @Override
        public Set<String> links() {
            return Set.of();
        }

        @Override
        public void restoreLinks(Path root) {
            // Nothing is linked into the user's own checkout.
        }

        @Override
        public void advanced(String commit) {
            project.git().ask(project.toplevel(), "reset", "--quiet", "--mixed");
        }

        @Override
        public void close(Checkout desk) {
            try {
                if (Files.exists(original)) {
                    desk.moveTo(project.git().ask(project.toplevel(), "rev-parse", "HEAD"));
                    project.git().ask(project.toplevel(), "reset", "--quiet", "--mixed");
                    checkOut(project, Files.readString(original).strip());
                    Files.delete(original);
                }
            } catch (IOException e) {
                throw GitObjects.full(e);
            }
        }

        @Override
        public void remove() {
            // There is no folder of ours beside the user's checkout.
        }
    }
}
