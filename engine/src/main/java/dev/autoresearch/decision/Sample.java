package dev.autoresearch.decision;

import java.time.Duration;
import java.util.Map;

/// What a decision learns of one run.
///
/// @param values the metrics that decide, as measured; each has a place on its axis
/// @param wall   how long the run took
public record Sample(Map<String, Double> values, Duration wall) {

    /// Copies the map.
    public Sample {
        values = Map.copyOf(values);
    }
}
