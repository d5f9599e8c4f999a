package dev.autoresearch.session;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.JournalClock;
import dev.autoresearch.journal.JournalFile;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.workspace.GitWorkspace;
import dev.autoresearch.workspace.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Makes an earlier keep the incumbent again, in a session that nobody works on. Nothing is lost: the commits that were
/// kept since stay reachable under `refs/autoresearch/<tag>`.
public final class Rewind {
    private Rewind() {}

    /// Rewinds a session.
    ///
    /// @param experiment a kept one of this session
    /// @return what the user should know
    /// @throws dev.autoresearch.config.Refusal if another engine holds the session, or git does not allow it
    public static List<String> to(SessionFolder folder, Experiment experiment, Configuration configuration,
            Map<String, String> environment, JournalClock clock) {
        Project project = Project.discover(folder.project(), environment);
        try (JournalFile journal = JournalFile.open(folder, clock)) {
            int first = journal.state().leg().first();
            if (experiment.number() < first && journal.state().leg().name().isEmpty()) {
                throw new Refusal(Exit.CONFIGURATION,
                        "Experiment " + experiment.number()
                                + " was imported: its number was not measured here, so that nothing can be held against it.",
                        "Choose one from " + first + " on, or start a session from its commit.");
            }
            if (experiment.number() < first) {
                throw new Refusal(Exit.CONFIGURATION,
                        "Experiment " + experiment.number()
                                + " belongs to a stage that is over; what that kept is frozen.",
                        "Choose one from " + first + " on, of stage "
                                + journal.state().leg().name() + ".");
            }
            List<String> notes = new ArrayList<>(journal.notes());
            try (GitWorkspace workspace = Opening.workspace(project, folder,
                    new Pipeline(configuration).at(journal.state()), journal.state())) {
                journal.append(new Event.Rewound(experiment));
                notes.addAll(workspace.reconcile(experiment.commit()));
            }
            return notes;
        }
    }
}
