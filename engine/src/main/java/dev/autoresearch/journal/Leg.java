package dev.autoresearch.journal;

import java.time.Duration;
import java.util.List;

/// The stage that a session is in, with what the session had used up before it. A session without stages is one leg.
///
/// @param index       0 for the first
/// @param name        as configured; empty where there are no stages
/// @param base        the commit it started from: the session's base, or the incumbent of the stage before
/// @param metrics     names, units and directions, the deciding one first
/// @param first       number of its baseline
/// @param experiments finished before it, baselines and canaries not counted
/// @param runs        measured before it
/// @param keeps       made before it
/// @param elapsed     working time of the session before it
public record Leg(int index, String name, String base, List<MetricLabel> metrics, int first, long experiments,
        long runs,
        long keeps, Duration elapsed) {

    /// Copies the list.
    public Leg {
        metrics = List.copyOf(metrics);
    }

    static Leg only(Event.SessionStarted start) {
        return new Leg(0, "", start.base(), start.metrics(), 0, 0, 0, 0, Duration.ZERO);
    }
}
