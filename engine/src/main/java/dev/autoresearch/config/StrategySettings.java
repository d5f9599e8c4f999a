package dev.autoresearch.config;

import java.util.Locale;

/// How a session leaves the straight climb.
///
/// @param exploreEvery    every so many experiments a change is followed although it is not better; [Checks#OFF] for never
/// @param explorePatience experiments before a followed change that does not pay is left; at least 1
/// @param restartAfter    so many discards in a row start again from an earlier state; [Checks#OFF] for never
/// @param ladder          whether a session that is stuck changes the kind of its proposals
public record StrategySettings(long exploreEvery, long explorePatience, long restartAfter, Ladder ladder) {

    /// Whether a session without a keep goes from refining to combining, to the opposite, to simplifying, to a restart.
    public enum Ladder {
        /// With proposers that read advice.
        AUTO,
        /// Always.
        ON,
        /// Never.
        OFF;

        /// The word in `autoresearch.yaml`.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The plain climb.
    public static final StrategySettings CLIMB = new StrategySettings(Checks.OFF, 5, Checks.OFF);

    /// A ladder where the proposer reads.
    public StrategySettings(long exploreEvery, long explorePatience, long restartAfter) {
        this(exploreEvery, explorePatience, restartAfter, Ladder.AUTO);
    }
}
