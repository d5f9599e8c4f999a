package dev.autoresearch.config;

/// Whether both sides are prepared again for every pair, so that the luck of one build is not taken for a gain.
public enum Rebuild {
    /// Where preparing is measured to be cheap beside a run.
    AUTO,
    /// For every pair.
    ALWAYS,
    /// Once per candidate.
    NEVER
}
