package dev.autoresearch.config;

import java.time.Duration;

/// How long something may take.
public sealed interface TimeLimit {

    /// Given by the user.
    record Fixed(Duration duration) implements TimeLimit {}

    /// Follows the baseline: twice its wall time and at least 10 s; 10 minutes before there is a baseline.
    record FromBaseline() implements TimeLimit {}
}
