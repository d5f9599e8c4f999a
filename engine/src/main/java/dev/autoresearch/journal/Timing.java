package dev.autoresearch.journal;

import java.time.Duration;

/// How long things took when the baseline was calibrated.
///
/// @param run     one measured run, the median; zero when unknown
/// @param prepare one preparation; zero when there is none or it is unknown
public record Timing(Duration run, Duration prepare) {

    /// Nothing was timed.
    public static final Timing UNKNOWN = new Timing(Duration.ZERO, Duration.ZERO);
}
