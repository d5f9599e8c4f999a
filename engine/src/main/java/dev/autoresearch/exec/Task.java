package dev.autoresearch.exec;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One command to run.
///
/// @param command     a line for the shell
/// @param directory   where it runs
/// @param environment the complete environment, nothing is inherited
/// @param timeout     wall clock limit
/// @param idle        limit on silence; [Duration#ZERO] for none
/// @param log         gets standard output and standard error, head and tail where they exceed `logLimit`
/// @param logLimit    bytes
/// @param input       a file for standard input; null for an empty one
/// @param output      gets standard output alone; null when it goes to the log with standard error
/// @param talk        has standard input and standard output instead of `input` and `output`, which must be null then;
///                    standard error alone goes to the log; null for none
public record Task(String command, Path directory, Map<String, String> environment, Duration timeout, Duration idle,
        Path log, long logLimit, @Nullable Path input, @Nullable Path output, @Nullable Talk talk) {

    /// Copies the environment.
    public Task {
        environment = Map.copyOf(environment);
        if (talk != null && (input != null || output != null)) {
            throw new IllegalArgumentException("a talk leaves no standard input and output for files");
        }
    }

    /// A command that nobody talks with.
    public Task(String command, Path directory, Map<String, String> environment, Duration timeout, Duration idle,
            Path log, long logLimit, @Nullable Path input, @Nullable Path output) {
        this(command, directory, environment, timeout, idle, log, logLimit, input, output, null);
    }

    /// The same command, talked with over its standard input and standard output.
    public Task with(Talk talk) {
        return new Task(command, directory, environment, timeout, idle, log, logLimit, null, null, talk);
    }
}
