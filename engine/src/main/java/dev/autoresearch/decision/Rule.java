package dev.autoresearch.decision;

import dev.autoresearch.journal.Decision;
import dev.autoresearch.journal.NoiseChange;

/// The statistics of a contest, without its guards and its budget.
interface Rule {

    /// What is wanted next; the same until it is answered.
    Step next();

    /// Answers a run.
    ///
    /// @param placed its values on the plan's axes
    /// @param run    which measured run of the session it was, counted from 1
    void told(Sample sample, double[] placed, long run);

    /// Answers [Step.Improved]: go on.
    void goOn();

    /// The decision when no further run is allowed.
    Decision unfinished();

    /// What is learned when the contest is ended from outside.
    NoiseChange brokenOff();
}
