package dev.autoresearch.config;

import java.time.Duration;

/// A cheap stand-in for the experiment: a candidate that is clearly worse on it is discarded before the experiment runs.
///
/// @param command the shell line that measures it
/// @param timeout wall clock limit of it
/// @param metric  the number read out of it
/// @param allow   how much worse than the incumbent's value still goes on to the experiment, as a share of that value
public record Proxy(String command, Duration timeout, Metric metric, double allow) {

    /// The time limit when none is given.
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(10);

    /// What is allowed when nothing is said: two percent.
    public static final double DEFAULT_ALLOW = 0.02;
}
