package dev.autoresearch.journal;

/// What a run was for.
public enum Purpose {
    /// The build of a candidate; not measured.
    PREPARE,
    /// A run of the experiment command that is measured.
    MEASURE,
    /// The guard.
    GUARD
}
