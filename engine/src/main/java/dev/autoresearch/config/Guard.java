package dev.autoresearch.config;

import java.time.Duration;

/// A command that must pass before a win is kept.
///
/// @param command run by the shell on the candidate; empty means no guard
/// @param timeout wall clock limit of it
public record Guard(String command, Duration timeout) {

    /// No guard.
    public static final Guard NONE = new Guard("", Duration.ofMinutes(10));

    /// Whether there is a guard to run.
    public boolean present() {
        return !command.isEmpty();
    }
}
