package dev.autoresearch.config;

import java.util.Arrays;
import java.util.Optional;

/// How runs are turned into a verdict: how many are made, of what, and what must be shown. The statistics of each are in
/// the room `decision`.
public enum Mode {
    /// The engine chooses by the measured run time, noise and budget, and says which and why.
    AUTO("auto"),
    /// A cheap screen, then a sequential race in interleaved pairs: every keep is a tested statement.
    VERIFIED("verified"),
    /// As verified, but with a stricter screen and an earlier end of hopeless races.
    FAST("fast"),
    /// One run, kept if below the best value ever recorded; keeps are not verified one by one.
    RECORD("record"),
    /// Several runs; kept if their mean is better by more than one standard deviation (batch mode of the seeds).
    SEED_K("seed-k"),
    /// One run; a narrow win is run again once or twice before it is kept. Keeps are not verified one by one.
    NEAR_THRESHOLD("near-threshold"),
    /// One run against the incumbent's recorded value, as in the plain loop; keeps are not verified.
    SINGLE("single"),
    /// For metrics without noise: one run, a win is repeated once and must give the same number again.
    DETERMINISTIC("deterministic");

    private final String word;

    Mode(String word) {
        this.word = word;
    }

    /// The word in configuration and messages.
    public String word() {
        return word;
    }

    /// Whether a keep in this mode is a tested statement, so that it may be called verified.
    public boolean verifies() {
        return this == VERIFIED || this == FAST || this == DETERMINISTIC;
    }

    /// The mode of this word.
    public static Optional<Mode> of(String word) {
        return Arrays.stream(values()).filter(mode -> mode.word.equals(word)).findFirst();
    }
}
