package dev.autoresearch.proposer;

import dev.autoresearch.journal.Experiment;
import java.util.List;

/// What the strategy advises for one experiment.
///
/// @param advice     what to try, for a reader; empty for nothing in particular
/// @param nearMisses experiments that nearly were better than the incumbent, the nearest first
/// @param again      discarded experiments whose reason depended on something that has changed since, latest first
public record Counsel(String advice, List<Experiment> nearMisses, List<Experiment> again) {

    /// No advice.
    public static final Counsel NONE = new Counsel("", List.of(), List.of());

    /// Copies the lists.
    public Counsel {
        nearMisses = List.copyOf(nearMisses);
        again = List.copyOf(again);
    }
}
