package dev.autoresearch.decision;

import dev.autoresearch.journal.NoiseChange;

/// One candidate against the incumbent: asks for runs, is told their values, and ends in a decision. What it asks is a
/// function of its plan, the noise known before, and what it was told, so that telling it recorded runs brings it back
/// to where it was. A run that fails never reaches it. Not thread-safe.
public interface Contest {

    /// What is needed next; the same until it is answered.
    Ask ask();

    /// Answers an [Ask.Run].
    ///
    /// @throws IllegalStateException    if no run was asked for
    /// @throws IllegalArgumentException if a metric that decides is missing, or its axis does not take the value; the
    ///                                  contest stays as it was
    void tell(Sample sample);

    /// Answers an [Ask.Guard]: the guard passed. A guard that fails ends the contest from outside.
    ///
    /// @throws IllegalStateException if the guard was not asked for
    void guardPassed();

    /// What later decisions learn from a contest that is ended from outside, by a failing run or guard: the incumbent's
    /// runs, and that a race was started; no deviation.
    NoiseChange brokenOff();
}
