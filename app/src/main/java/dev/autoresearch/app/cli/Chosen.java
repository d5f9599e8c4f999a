package dev.autoresearch.app.cli;

import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.JournalReader;
import dev.autoresearch.journal.SessionFolder;

/// Looks up what the user named.
final class Chosen {
    private Chosen() {}

    /// The finished experiment with this number.
    static Experiment experiment(SessionFolder folder, int number) {
        return new JournalReader(folder).experiment(number).orElseThrow(() -> new Refusal(Exit.CONFIGURATION,
                "Session " + folder.tag() + " has no finished experiment " + number + ".",
                "See `autoresearch results --all`."));
    }
}
