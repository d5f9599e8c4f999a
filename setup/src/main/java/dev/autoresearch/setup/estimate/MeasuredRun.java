package dev.autoresearch.setup.estimate;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.config.RunSettings;
import dev.autoresearch.config.TimeLimit;
import dev.autoresearch.exec.Environments;
import dev.autoresearch.exec.Execution;
import dev.autoresearch.exec.Executor;
import dev.autoresearch.exec.LocalExecutor;
import dev.autoresearch.exec.LogTail;
import dev.autoresearch.exec.Stop;
import dev.autoresearch.exec.Task;
import dev.autoresearch.journal.Timing;
import dev.autoresearch.workspace.Project;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/// Runs the experiment once on the committed project, in a checkout in the temporary folder that is gone afterwards, to see
/// how long it takes. Nothing is written down, and nothing of the user's is touched.
public final class MeasuredRun {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int SHOWN = 20;
    private static final int BYTES = 16_384;

    private MeasuredRun() {}

    /// Prepares and runs once.
    ///
    /// @param environment the user's
    /// @param stop        ends it
    /// @throws Refusal with [Exit#SETUP] if it fails
    public static Timing of(Project project, Configuration configuration, Map<String, String> environment, Stop stop) {
        Path scratch = null;
        try (LocalExecutor executor = LocalExecutor.open(LocalExecutor.Options.embedded())) {
            scratch = Files.createTempDirectory("autoresearch-estimate-");
            Path checkout = scratch.resolve("project");
            project.git().ask(project.toplevel(), "clone", "--quiet", "--shared", "--no-tags", "--no-checkout",
                    project.toplevel().toString(), checkout.toString());
            project.git().ask(checkout, "checkout", "--quiet", "--detach", project.head());
            Path folder = checkout.resolve(project.prefix());
            lend(project, configuration, folder);
            RunSettings run = configuration.run();
            var variables = new HashMap<>(
                    Environments.forRun(environment, run.passEnvironment(), run.environment()).variables());
            variables.put("AUTORESEARCH_EXPERIMENT", "0");
            variables.put("AUTORESEARCH_SEED", "1");
            variables.put("AUTORESEARCH_RESULT", scratch.resolve("result").toString());
            Path where = folder.resolve(run.directory()).normalize();
            Duration limit = run.timeout() instanceof TimeLimit.Fixed(Duration given) ? given : LONGEST;
            Duration prepared = run.prepare().isEmpty()
                    ? Duration.ZERO
                    : once(executor, run.prepare(), where, variables, run.prepareTimeout(), scratch, stop);
            return new Timing(once(executor, run.command(), where, variables, limit, scratch, stop), prepared);
        } catch (IOException failure) {
            throw new Refusal(Exit.STORAGE, "The temporary folder cannot be used: " + Refusal.because(failure) + ".",
                    "Make room in it, or point TMPDIR to another.");
        } finally {
            if (scratch != null) {
                remove(scratch);
            }
        }
    }

    private static Duration once(Executor executor, String command, Path folder, Map<String, String> variables,
            Duration limit, Path scratch, Stop stop) {
        Path log = scratch.resolve("run.log");
        Execution execution = executor
                .run(new Task(command, folder, variables, limit, Duration.ZERO, log, 1 << 20, null,
                        null), stop);
        if (!execution.ending().success()) {
            throw new Refusal(Exit.SETUP, "`" + command + "` failed: " + execution.ending().phrase() + ".",
                    LogTail.last(log, SHOWN, BYTES).lines().toList(),
                    "Mend the command; `autoresearch doctor` may say why.");
        }
        return execution.wall();
    }

    private static void lend(Project project, Configuration configuration, Path folder) throws IOException {
        var workspace = configuration.workspace();
        for (String name : Stream.concat(workspace.share().stream(), workspace.copy().stream()).toList()) {
            Path from = project.folder().resolve(name);
            Path to = folder.resolve(name);
            if (Files.exists(from) && !Files.exists(to)) {
                Files.createDirectories(to.resolveSibling("."));
                if (workspace.copy().contains(name)) {
                    copy(from, to);
                } else {
                    Files.createSymbolicLink(to, from);
                }
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }

    private static void remove(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                    Files.delete(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException left) {
            // It lies in the temporary folder, which is emptied by others.
        }
    }
}
