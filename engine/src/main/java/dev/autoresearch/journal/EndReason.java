package dev.autoresearch.journal;

/// Why a session stopped working.
public enum EndReason {
    /// The budget on experiments is used up.
    EXPERIMENTS("the budget of experiments is used up"),
    /// The budget on wall clock is used up.
    WALL("the budget of time is used up"),
    /// The budget on money is used up.
    COST("the budget of money is used up"),
    /// The budget on tokens is used up.
    TOKENS("the budget of tokens is used up"),
    /// The budget on measured runs is used up.
    RUNS("the budget of runs is used up"),
    /// The incumbent reached the target.
    TARGET("the target is reached"),
    /// So many experiments in a row kept nothing.
    PLATEAU("nothing was kept for as many experiments as the plateau says"),
    /// The incumbent, or the start, fails although it once ran.
    INCUMBENT("what once ran fails now"),
    /// The holdout does not follow what was kept.
    HOLDOUT("the holdout does not follow the gain"),
    /// Too many crashes in a row.
    CRASHES("too many crashes in a row"),
    /// The proposer failed too often in a row.
    PROPOSER("the proposer failed too often in a row"),
    /// The proposer has nothing more to propose.
    EXHAUSTED("the proposer has nothing more to propose"),
    /// Asked to stop.
    STOPPED("stopped on request"),
    /// Ctrl-C or a signal.
    INTERRUPTED("interrupted"),
    /// The session could not start, for example the baseline gave no number.
    SETUP("the session could not start");

    private final String phrase;

    EndReason(String phrase) {
        this.phrase = phrase;
    }

    /// One phrase for people.
    public String phrase() {
        return phrase;
    }

    /// Whether the user broke the session off, so that a plain `run` goes on with it.
    public boolean brokenOff() {
        return this == INTERRUPTED || this == STOPPED;
    }
}
