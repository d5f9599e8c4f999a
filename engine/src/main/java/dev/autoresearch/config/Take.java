package dev.autoresearch.config;

/// Which of several values of one metric in one run counts; without a choice two different values are ambiguous.
public enum Take {
    /// Two different values are an error (a crash with that reason).
    ONLY,
    /// The last value printed.
    LAST,
    /// The first value printed.
    FIRST,
    /// The smallest value.
    MIN,
    /// The largest value.
    MAX,
    /// The arithmetic mean of all values.
    MEAN
}
