package dev.autoresearch.journal;

/// What became of an experiment.
public enum Status {
    /// Better: the candidate is the new incumbent.
    KEEP("keep"),
    /// Not better.
    DISCARD("discard"),
    /// The run failed, or gave no usable number.
    CRASH("crash"),
    /// The run was ended by a time limit.
    TIMEOUT("timeout"),
    /// Kept regardless, to look around.
    EXPLORE("explore"),
    /// Better, but the guard failed.
    CHECKS_FAILED("checks_failed"),
    /// Outside the scope, or tampering; no value is recorded.
    VIOLATION("violation"),
    /// The data do not decide.
    INCONCLUSIVE("inconclusive"),
    /// The proposer changed nothing.
    NO_CHANGE("no_change"),
    /// The engine ended in the middle and the candidate could not be recovered.
    INTERRUPTED("interrupted");

    private final String word;

    Status(String word) {
        this.word = word;
    }

    /// The word in files and messages.
    public String word() {
        return word;
    }

    /// Whether the candidate became the incumbent.
    public boolean kept() {
        return this == KEEP || this == EXPLORE;
    }

    /// Whether the run or the guard failed.
    public boolean broken() {
        return failed() || this == CHECKS_FAILED;
    }

    /// Whether the run itself failed.
    public boolean failed() {
        return this == CRASH || this == TIMEOUT;
    }
}
