package dev.autoresearch.setup;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.ConfigurationReader;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.journal.JournalFile;
import dev.autoresearch.journal.Noise;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.journal.SessionState;
import dev.autoresearch.journal.Sessions;
import java.nio.file.Path;
import java.util.Optional;

/// What an earlier session on a project knows that still holds.
public final class Past {
    private Past() {}

    /// The latest session that measured the same thing in the same way: the same commands and the same deciding metric.
    ///
    /// @param folder the project folder
    public static Optional<SessionState> of(Path folder, Configuration configuration) {
        try {
            return new Sessions(folder).latest().flatMap(latest -> state(latest, configuration));
        } catch (Refusal unreadable) {
            return Optional.empty();
        }
    }

    /// What that session knows of the noise; [Noise#UNKNOWN] without one.
    public static Noise noise(Path folder, Configuration configuration) {
        return of(folder, configuration).map(SessionState::noise).orElse(Noise.UNKNOWN);
    }

    private static Optional<SessionState> state(SessionFolder folder, Configuration configuration) {
        SessionState state = JournalFile.read(folder);
        if (state.baseline() == null || state.start().configuration().isBlank()) {
            return Optional.empty();
        }
        Configuration then = ConfigurationReader.parse(state.start().configuration(), "the journal");
        boolean same = then.run().command().equals(configuration.run().command())
                && then.run().prepare().equals(configuration.run().prepare())
                && then.primary().equals(configuration.primary()) && then.stages().equals(configuration.stages());
        return same ? Optional.of(state) : Optional.empty();
    }
}
