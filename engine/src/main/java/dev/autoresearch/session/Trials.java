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
                        new SinceLaidOut(workspace, plan.configuration().run().prepare().isEmpty()),
                        (purpose, index, run) -> steps.append(new Event.RunFinished(candidate.number(),
                                candidate.attempt(), purpose, index, candidate.commit(), run))));
    }

    /// What is not as the commit says. Laying the commit out has just compared every file of it, so that the check before
    /// the first run looks at what git does not have only, unless a preparation comes in between; every later one is whole.
    private static final class SinceLaidOut implements Supplier<List<String>> {
        private final Workspace workspace;
        private boolean fresh;

        SinceLaidOut(Workspace workspace, boolean fresh) {
            this.workspace = workspace;
            this.fresh = fresh;
        }

        @Override
        public List<String> get() {
            boolean first = fresh;
            fresh = false;
            return first ? workspace.protectedChanges() : workspace.tampered();
        }
    }
}
