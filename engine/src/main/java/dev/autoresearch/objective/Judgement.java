package dev.autoresearch.objective;

import dev.autoresearch.journal.Spending;

/// What a judge says of a run.
public sealed interface Judgement {

    /// What it cost, whatever came of it.
    Spending spending();

    /// A score.
    ///
    /// @param score within the judge's range, the mean of all repeats
    record Scored(double score, Spending spending) implements Judgement {}

    /// No score.
    ///
    /// @param why a phrase, for example `the service did not answer`
    record Withheld(String why, Spending spending) implements Judgement {}

    /// No score, because the budget does not pay for one more: nothing that the run could help.
    ///
    /// @param why a phrase
    record Unaffordable(String why, Spending spending) implements Judgement {}

    /// No score, and nothing spent.
    static Judgement withheld(String why) {
        return new Withheld(why, Spending.NONE);
    }
}
