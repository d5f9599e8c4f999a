package dev.autoresearch.trial;

import dev.autoresearch.exec.Execution;
import dev.autoresearch.exec.Executor;
import dev.autoresearch.exec.Stop;
import dev.autoresearch.exec.Task;
import dev.autoresearch.journal.Ending;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// Real processes with nothing but the JDK: enough to test what is built on an executor.
final class ShellProcesses implements Executor {
    private static final int SIGNALLED = 128;

    @Override
    public Execution run(Task task, Stop stop) {
        long start = System.nanoTime();
        try {
            var builder = new ProcessBuilder("bash", "-o", "pipefail", "-c", task.command());
            builder.directory(task.directory().toFile()).redirectInput(new File("/dev/null"));
            builder.environment().clear();
            builder.environment().putAll(task.environment());
            if (task.output() == null) {
                builder.redirectErrorStream(true).redirectOutput(task.log().toFile());
            } else {
                builder.redirectError(task.log().toFile())
                        .redirectOutput(Objects.requireNonNull(task.output()).toFile());
            }
            Process process = builder.start();
            try (var _ = stop.onRequest(() -> end(process))) {
                boolean inTime = process.waitFor(task.timeout().toMillis(), TimeUnit.MILLISECONDS);
                if (!inTime) {
                    end(process);
                }
                int code = process.waitFor();
                Ending ending = stop.requested()
                        ? new Ending.Stopped()
                        : !inTime
                                ? new Ending.TimedOut(task.timeout())
                                : code > SIGNALLED && code != 141
                                        ? new Ending.Signalled(code - SIGNALLED)
                                        : new Ending.Exited(code);
                return new Execution(ending, Duration.ofNanos(System.nanoTime() - start), Duration.ofMillis(10),
                        64L << 20, 0, 0, 0, tier());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public String tier() {
        return "test";
    }

    @Override
    public void close() {}
}
