package dev.autoresearch.session;

import dev.autoresearch.journal.Event;
import dev.autoresearch.trial.Trial;
import dev.autoresearch.workspace.Workspace;
import java.util.List;

/// Makes the trial of a candidate that the workspace has checked out.
///
/// @param plan      what is the same for all candidates
/// @param workspace where they run
record Trials(Trial.Plan plan, Workspace workspace) {

    /// The trial of this candidate.
    ///
    /// @param recorded runs that the journal already has
    /// @param steps    takes the runs as they end
    Trial of(Event.CandidateMade candidate, List<Event.RunFinished> recorded, Steps steps) {
        return new Trial(plan,
                new Trial.Subject(workspace.runFolder(), candidate.number(), candidate.attempt(), recorded,
                        workspace::tampered,
                        (purpose, index, run) -> steps.append(new Event.RunFinished(candidate.number(),
                                candidate.attempt(), purpose, index, candidate.commit(), run))));
    }
}
