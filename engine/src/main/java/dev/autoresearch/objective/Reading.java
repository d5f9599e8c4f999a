package dev.autoresearch.objective;

/// What an extractor made of a run's output.
public sealed interface Reading {

    /// A finite number; zero and negative ones are ordinary.
    record Value(double value) implements Reading {}

    /// No usable number: missing, ambiguous, not a number or not finite.
    ///
    /// @param reason one sentence naming the metric and where it was looked for
    record Unusable(String reason) implements Reading {}
}
