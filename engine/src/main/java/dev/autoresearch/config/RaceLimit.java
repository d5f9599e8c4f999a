package dev.autoresearch.config;

import java.time.Duration;

/// What one candidate may cost in runs where runs are long; it counts when a run takes over a minute.
///
/// @param runs measured runs for one candidate, those of the incumbent beside it included
/// @param wall wall clock for one candidate
public record RaceLimit(long runs, Duration wall) {

    /// Ten runs or half an hour, whichever is reached first.
    public static final RaceLimit DEFAULT = new RaceLimit(10, Duration.ofMinutes(30));
}
