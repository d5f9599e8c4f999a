package dev.autoresearch.app.init;

import dev.autoresearch.app.Surroundings;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.config.WorkspaceSettings;
import dev.autoresearch.exec.LocalExecutor;
import dev.autoresearch.workspace.Project;
import dev.autoresearch.workspace.ScratchWorktree;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// A temporary folder with the checked-out commit in it, and room for files beside it; gone when closed.
///
/// @param root     the folder
/// @param worktree the commit
record Scratch(Path root, ScratchWorktree worktree) implements AutoCloseable {
    /// What is said when the user ends what happens there.
    static final String STOPPING = "Stopping: what was started is ended, and nothing is written.";

    /// Makes one in the user's folder for temporary files.
    ///
    /// @throws Refusal if it cannot be made
    static Scratch make(Surroundings surroundings, Project project, WorkspaceSettings settings) {
        Path root;
        try {
            String named = surroundings.environment().getOrDefault("TMPDIR", "");
            Path temporary = Path.of(named.isEmpty() ? System.getProperty("java.io.tmpdir") : named);
            root = Files.createTempDirectory(temporary, "autoresearch-init-").toRealPath();
        } catch (IOException failure) {
            throw new Refusal(Exit.STORAGE, "No temporary folder can be made: " + Refusal.because(failure) + ".",
                    "Make room there or name another one in TMPDIR, or leave the test run out with --no-test-run.");
        }
        try {
            return new Scratch(root, ScratchWorktree.make(project, settings, root.resolve("checkout")));
        } catch (RuntimeException | Error failure) {
            delete(root);
            throw failure;
        }
    }

    /// An executor that holds orphans of what it runs, as the program's own.
    static LocalExecutor.Options ownProcess() {
        return new LocalExecutor.Options(true, true, null, LocalExecutor.Options.GRACE);
    }

    /// The project's folder at the commit.
    Path folder() {
        return worktree.folder();
    }

    /// A folder for logs and the like, outside the worktree.
    Path files() {
        return root;
    }

    @Override
    public void close() {
        worktree.close();
        delete(root);
    }

    private static void delete(Path root) {
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
                        throws IOException {
                    Files.delete(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException stays) {
            // A few logs in the folder for temporary files do no harm.
        }
    }
}
