package dev.autoresearch.journal;

/// What a run was for. Every measured run has exactly one purpose.
public enum Purpose {
    /// The build of a candidate; not measured.
    PREPARE(false),
    /// The guard; not measured.
    GUARD(false),
    /// The cheap sanity check before anything else; not measured.
    SMOKE(false),
    /// The cheap stand-in for the experiment.
    PROXY(false),
    /// A run of the candidate in modes that do not race.
    MEASURE(true),
    /// The unchanged incumbent, to learn the noise.
    CALIBRATE(true),
    /// The incumbent, to have something fresh to screen against.
    REFERENCE(true),
    /// The candidate's first look.
    SCREEN(true),
    /// One half of a pair.
    RACE(true),
    /// One half of a pair of the final comparison.
    FINAL(true),
    /// One half of a pair of the holdout command.
    HOLDOUT(false);

    private final boolean measured;

    Purpose(boolean measured) {
        this.measured = measured;
    }

    /// Whether the experiment's own command runs: one of the session's measured runs, by which the budget and the age of
    /// a reference are counted.
    public boolean measured() {
        return measured;
    }
}
