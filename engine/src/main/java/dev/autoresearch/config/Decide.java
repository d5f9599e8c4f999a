package dev.autoresearch.config;

/// How a candidate is judged against the incumbent.
///
/// @param rule      how metrics decide, with `primary` the first one does
/// @param onTie     what happens on an equal metric
/// @param minEffect gains up to this are ties, as a share of the incumbent's value (0.01 is one percent)
public record Decide(Rule rule, OnTie onTie, double minEffect) {

    /// The decision rules.
    public enum Rule {
        /// The first metric decides.
        PRIMARY
    }

    /// What happens to a candidate whose metric equals the incumbent's.
    public enum OnTie {
        /// Never kept.
        DISCARD,
        /// Always kept.
        KEEP,
        /// Kept only if it is measurably simpler: fewer net lines, then fewer tokens.
        SIMPLER
    }
}
