package dev.autoresearch.session;

import dev.autoresearch.journal.Event;
import dev.autoresearch.trial.Trial;
import dev.autoresearch.workspace.Workspace;
import java.util.List;
import java.util.function.Supplier;

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
                        new SinceLaidOut(workspace),
                        (purpose, index, run) -> steps.append(new Event.RunFinished(candidate.number(),
                                candidate.attempt(), purpose, index, candidate.commit(), run))));
    }

    /// What is not as the commit says. Laying the commit out has just compared every file, so that the check before the
    /// first run is made already; every later one is made anew.
    private static final class SinceLaidOut implements Supplier<List<String>> {
        private final Workspace workspace;
        private boolean untouched = true;

        SinceLaidOut(Workspace workspace) {
            this.workspace = workspace;
        }

        @Override
        public List<String> get() {
            if (untouched) {
                untouched = false;
                return List.of();
            }
            return workspace.tampered();
        }
    }
}
