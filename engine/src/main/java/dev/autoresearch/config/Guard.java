package dev.autoresearch.config;

import java.time.Duration;

/// A command that must pass before a win is kept.
///
/// @param command run by the shell on the candidate; empty means no guard
/// @param timeout wall clock limit of it
/// @param when    at which point of an experiment it runs
public record Guard(String command, Duration timeout, When when) {

    /// No guard.
    public static final Guard NONE = new Guard("", Duration.ofMinutes(10));

    /// When a guard runs.
    public enum When {
        /// Before any measured run.
        FIRST,
        /// Once the candidate looks better, before it is measured thoroughly.
        IMPROVED,
        /// When everything else says keep.
        KEPT
    }

    /// A guard that runs once a candidate looks better.
    public Guard(String command, Duration timeout) {
        this(command, timeout, When.IMPROVED);
    }

    /// Whether there is a guard to run.
    public boolean present() {
        return !command.isEmpty();
    }
}
