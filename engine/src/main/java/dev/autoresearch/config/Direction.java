package dev.autoresearch.config;

/// Which way a metric gets better.
public enum Direction {
    /// A smaller value is better.
    LOWER,
    /// A larger value is better.
    HIGHER;

    /// Whether `candidate` is strictly better than `incumbent`; both must be finite.
    public boolean better(double candidate, double incumbent) {
        return switch (this) {
            case LOWER -> candidate < incumbent;
            case HIGHER -> candidate > incumbent;
        };
    }

    /// The word used in configuration and messages: `lower` or `higher`.
    public String word() {
        return this == LOWER ? "lower" : "higher";
    }
}
