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
public record Task(String command, Path directory, Map<String, String> environment, Duration timeout, Duration idle,
        Path log, long logLimit, @Nullable Path input, @Nullable Path output) {

    /// Copies the environment.
    public Task {
        environment = Map.copyOf(environment);
    }
}
