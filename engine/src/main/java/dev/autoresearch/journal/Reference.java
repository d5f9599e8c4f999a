package dev.autoresearch.journal;

import java.util.Map;

/// One run of the incumbent that later candidates are screened against.
///
/// @param run    which measured run of the session it was, counted from 1
/// @param values the metrics that decide, as measured
public record Reference(long run, Map<String, Double> values) {

    /// Copies the map.
    public Reference {
        values = Map.copyOf(values);
    }
}
