package dev.autoresearch.proposers;

import dev.autoresearch.exec.Execution;
import dev.autoresearch.exec.Executor;
import dev.autoresearch.exec.Stop;
import dev.autoresearch.exec.Task;
import dev.autoresearch.journal.Ending;
import dev.autoresearch.journal.RunRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Runs commands by `sh -c`, for tests; ends what a time limit leaves.
public final class ShellExecutor implements Executor {

    @Override
    public Execution run(Task task, Stop stop) {
        var builder = new ProcessBuilder("/bin/sh", "-c", task.command()).directory(task.directory().toFile());
        builder.environment().clear();
        builder.environment().putAll(task.environment());
        Path input = task.input() == null ? Path.of("/dev/null") : task.input();
        builder.redirectInput(input.toFile());
        if (task.output() == null) {
            builder.redirectErrorStream(true).redirectOutput(task.log().toFile());
        } else {
            builder.redirectOutput(task.output().toFile()).redirectError(task.log().toFile());
        }
        try {
            Process process = builder.start();
            boolean ended = process.waitFor(task.timeout().toMillis(), TimeUnit.MILLISECONDS);
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            int code = process.waitFor();
            return execution(ended ? new Ending.Exited(code) : new Ending.TimedOut(task.timeout()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Execution execution(Ending ending) {
        return new Execution(ending, Duration.ZERO, Duration.ZERO, RunRecord.UNKNOWN, 0, 0, 0, "group");
    }

    @Override
    public String tier() {
        return "group";
    }

    @Override
    public void close() {}
}
