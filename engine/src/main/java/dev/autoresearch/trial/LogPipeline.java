package dev.autoresearch.trial;

import dev.autoresearch.exec.Execution;
import dev.autoresearch.exec.Executor;
import dev.autoresearch.exec.Stop;
import dev.autoresearch.exec.Task;
import dev.autoresearch.journal.Ending;
import dev.autoresearch.objective.RunOutput;
import dev.autoresearch.objective.ShellEvaluator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// Runs the pipelines of `shell` extractors. `run.log` must be the run's log there, and the project's files must have
/// their usual relative paths, without a file appearing in the run's folder: it may be the user's own checkout, with a
/// `run.log` from before. So a pipeline runs in a *view*, a temporary folder of links to everything in the project with
/// `run.log` beside them. Where the command itself wrote a `run.log`, as in `train.py > run.log 2>&1`, that one counts.
/// The log's path is also in `AUTORESEARCH_LOG`.
final class LogPipeline implements ShellEvaluator {
    private static final String LOG = "run.log";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int LONGEST_ANSWER = 64 * 1024;
    private static final long ERRORS_KEPT = 64L * 1024;
    private static final int BROKEN_PIPE = 13;
    private static final int BROKEN_PIPE_CODE = 128 + BROKEN_PIPE;

    private final Executor executor;
    private final Path project;
    private final Map<String, String> environment;
    private final Path scratch;
    private final Stop stop;

    /// @param scratch where temporary folders are made
    LogPipeline(Executor executor, Path project, Map<String, String> environment, Path scratch, Stop stop) {
        this.executor = executor;
        this.project = project;
        this.environment = environment;
        this.scratch = scratch;
        this.stop = stop;
    }

    @Override
    public Answer evaluate(String pipeline, RunOutput output) {
        Path view = null;
        try {
            view = Files.createTempDirectory(scratch, "autoresearch-");
            Path printed = view.resolve("printed");
            Path folder = link(view.resolve("project"), output);
            var variables = new LinkedHashMap<>(environment);
            variables.put("AUTORESEARCH_LOG", output.log().toString());
            // pwd and the shell's own idea of its folder must agree.
            variables.remove("PWD");
            Execution execution = executor.run(new Task(pipeline, folder, variables, LIMIT, Duration.ZERO,
                    view.resolve("errors"), ERRORS_KEPT, null, printed), stop);
            return answer(execution.ending(), read(printed));
        } catch (IOException e) {
            return new Answer.Failed("no answer, because its folder could not be made (" + e.getMessage() + ")");
        } finally {
            if (view != null) {
                Scratch.discard(view);
            }
        }
    }

    private static Answer answer(Ending ending, String printed) {
        // `grep … | head -1` ends with a broken pipe under pipefail although it answered.
        boolean answered = ending.success() || (!printed.isBlank() && brokenPipe(ending));
        if (answered) {
            return printed.isBlank() ? new Answer.Failed("nothing") : new Answer.Printed(printed);
        }
        return new Answer.Failed(ending.phrase() + (printed.isBlank() ? " and printed nothing" : ""));
    }

    private static boolean brokenPipe(Ending ending) {
        return (ending instanceof Ending.Exited(int code) && code == BROKEN_PIPE_CODE)
                || (ending instanceof Ending.Signalled(int signal) && signal == BROKEN_PIPE);
    }

    private static String read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return "";
        }
        try (InputStream bytes = Files.newInputStream(file)) {
            return new String(bytes.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
        }
    }

    /// Makes the view and gives the folder in it that stands for the run's folder.
    private Path link(Path view, RunOutput output) throws IOException {
        Path real = project;
        Path shown = Files.createDirectory(view);
        for (Path part : project.relativize(output.folder())) {
            if (part.toString().isEmpty()) {
                continue;
            }
            entries(real, shown, part.toString());
            real = real.resolve(part);
            shown = Files.createDirectory(shown.resolve(part));
        }
        entries(real, shown, LOG);
        Path own = real.resolve(LOG);
        boolean fresh = Files.isRegularFile(own, LinkOption.NOFOLLOW_LINKS)
                && !Files.getLastModifiedTime(own).toInstant().isBefore(output.started());
        Files.createSymbolicLink(shown.resolve(LOG), (fresh ? own : output.log()).toAbsolutePath());
        return shown;
    }

    private static void entries(Path real, Path shown, String without) throws IOException {
        try (var entries = Files.newDirectoryStream(real)) {
            for (Path entry : entries) {
                Path name = entry.getFileName();
                if (!name.toString().equals(without)) {
                    Files.createSymbolicLink(shown.resolve(name), entry.toAbsolutePath());
                }
            }
        }
    }
}
