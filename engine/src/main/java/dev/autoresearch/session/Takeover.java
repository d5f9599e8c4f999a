package dev.autoresearch.session;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.Journal;
import dev.autoresearch.journal.JournalClock;
import dev.autoresearch.journal.JournalFile;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.workspace.Adoption;
import dev.autoresearch.workspace.Excludes;
import dev.autoresearch.workspace.Project;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Begins a session with experiments that somebody else made. Their numbers were not measured here, so that nothing is
/// ever compared with them: when the session is gone on with, the commit that was kept last is measured as any baseline
/// is, under the next number, and is the first incumbent.
///
/// @param tag         the session's name
/// @param branch      its branch, without `refs/heads/`; adopted where it is there
/// @param base        the commit to go on from, full id
/// @param experiments as they were, numbered from 0
public record Takeover(String tag, String branch, String base, List<Event.Imported> experiments) {

    private static final int FULL = 40;

    /// Copies the list.
    public Takeover {
        experiments = List.copyOf(experiments);
    }

    /// Writes the session's journal, then notes in git whose the branch is.
    ///
    /// @param text the configuration as `autoresearch.yaml`, for the journal
    /// @throws Refusal if there is such a session already, or the branch is not the one of these experiments
    public SessionFolder begin(Project project, Configuration configuration, String text, JournalClock clock) {
        var folder = new SessionFolder(project.folder(), tag);
        if (!Tags.allowed(tag)) {
            throw new Refusal(Exit.CONFIGURATION, "'" + tag + "' cannot be a session's tag.",
                    "Choose letters, digits, - and _, for example --tag faster-parser.");
        }
        if (Files.exists(folder.journal())) {
            throw new Refusal(Exit.CONFIGURATION, "There is a session " + tag + " already.",
                    "Go on with it by `autoresearch resume --tag " + tag + "`, or import under another --tag.");
        }
        Adoption.adopt(project, tag, branch, base, candidates());
        Excludes.ensure(project, false);
        var start = new Event.SessionStarted(Journal.SCHEMA, Machine.engine(), tag, branch, base, configuration.goal(),
                new Pipeline(configuration).labels(), text, new SecureRandom().nextLong() >>> 1, Machine.describe());
        try (var journal = JournalFile.create(folder, clock, start)) {
            journal.append(experiments.toArray(Event[]::new));
        }
        return folder;
    }

    /// The rows whose commit was found: those have its full id.
    private Map<String, String> candidates() {
        Map<String, String> candidates = new LinkedHashMap<>();
        for (Event.Imported imported : experiments) {
            Experiment row = imported.experiment();
            if (row.commit().length() == FULL) {
                candidates.put(Integer.toString(row.number()), row.commit());
            }
        }
        return candidates;
    }
}
