package dev.autoresearch.config;

import java.time.Duration;

/// Caps that end a session. Every field has a "no cap" value, so that nothing needs to be absent.
///
/// @param experiments        tries after the baseline; [#UNLIMITED] for no cap
/// @param runs               measured runs, those that calibrate and verify included; [#UNLIMITED] for no cap
/// @param wall               wall clock of the session, summed over resumes; [Duration#ZERO] for no cap
/// @param cost               money for proposers, in US dollars; 0 for no cap
/// @param tokens             tokens for proposers; [#UNLIMITED] for no cap
/// @param consecutiveCrashes so many crashes in a row abort the session; [#UNLIMITED] for never
/// @param experimentCost     money for the proposer of one experiment, in US dollars; 0 for no cap
/// @param experimentTokens   tokens for the proposer of one experiment; [#UNLIMITED] for no cap
public record Budget(long experiments, long runs, Duration wall, double cost, long tokens, long consecutiveCrashes,
        double experimentCost, long experimentTokens) {

    /// The value of a count that has no cap.
    public static final long UNLIMITED = Long.MAX_VALUE;

    /// No cap but on consecutive crashes.
    public static final Budget NONE = new Budget(UNLIMITED, UNLIMITED, Duration.ZERO, 0, UNLIMITED, 10);

    /// A budget without caps on single experiments.
    public Budget(long experiments, long runs, Duration wall, double cost, long tokens, long consecutiveCrashes) {
        this(experiments, runs, wall, cost, tokens, consecutiveCrashes, 0, UNLIMITED);
    }

    /// The same budget with another cap on experiments.
    public Budget withExperiments(long cap) {
        return new Budget(cap, runs, wall, cost, tokens, consecutiveCrashes, experimentCost, experimentTokens);
    }

    /// The same budget with another cap on measured runs.
    public Budget withRuns(long cap) {
        return new Budget(experiments, cap, wall, cost, tokens, consecutiveCrashes, experimentCost, experimentTokens);
    }
}
