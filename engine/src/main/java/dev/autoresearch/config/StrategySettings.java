package dev.autoresearch.config;

/// How a session leaves the straight climb.
///
/// @param exploreEvery    every so many experiments a change is followed although it is not better; [Checks#OFF] for never
/// @param explorePatience experiments before a followed change that does not pay is left; at least 1
/// @param restartAfter    so many discards in a row start again from an earlier state; [Checks#OFF] for never
public record StrategySettings(long exploreEvery, long explorePatience, long restartAfter) {

    /// The plain climb.
    public static final StrategySettings CLIMB = new StrategySettings(Checks.OFF, 5, Checks.OFF);
}
