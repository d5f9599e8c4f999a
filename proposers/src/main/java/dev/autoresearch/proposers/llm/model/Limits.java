package dev.autoresearch.proposers.llm.model;

import java.time.Duration;

/// How long a service may take.
///
/// @param connect until the connection stands
/// @param silence between two signs of life, the first one included
/// @param whole   for one response
public record Limits(Duration connect, Duration silence, Duration whole) {

    /// Long enough for a model that thinks in silence.
    public static final Limits USUAL = new Limits(Duration.ofSeconds(15), Duration.ofMinutes(4),
            Duration.ofMinutes(15));

    /// The same with a response no longer than this.
    Limits within(Duration limit) {
        return new Limits(connect, silence, whole.compareTo(limit) < 0 ? whole : limit);
    }
}
