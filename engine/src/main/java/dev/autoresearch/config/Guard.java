package dev.autoresearch.config;

import java.time.Duration;

/// A command that must pass before a win is kept.
///
/// @param command run by the shell on the candidate; empty means no guard
/// @param timeout wall clock limit of it
/// @param when    at which point of an experiment it runs
/// @param rework  how often a win that fails it goes back to the proposer within one experiment
public record Guard(String command, Duration timeout, When when, int rework) {

    /// How often a win goes back when nothing else is said.
    public static final int DEFAULT_REWORK = 2;

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

    /// A guard whose failures go back as often as usual.
    public Guard(String command, Duration timeout, When when) {
        this(command, timeout, when, DEFAULT_REWORK);
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
