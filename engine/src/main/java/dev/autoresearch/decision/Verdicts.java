package dev.autoresearch.decision;

/// How runs of a candidate alone become a verdict.
sealed interface Verdicts permits OneRun, MeanOfRuns, NearThreshold, RunAgain {

    /// After each run.
    Verdict after(Measured measured);

    /// What the runs so far say.
    sealed interface Verdict {

        /// Run it again.
        record Again() implements Verdict {}

        /// It is better.
        record Kept(String reason) implements Verdict {}

        /// It is not.
        record Discarded(String reason) implements Verdict {}

        /// It cannot be said.
        record Open(String reason) implements Verdict {}
    }
}
