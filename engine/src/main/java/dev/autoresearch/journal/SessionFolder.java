package dev.autoresearch.journal;

import java.nio.file.Path;

/// Where the files of one session are.
///
/// @param project the project folder, the one with `autoresearch.yaml`
/// @param tag     the session's name
public record SessionFolder(Path project, String tag) {

    /// Name of the folder at the project's root that holds everything of the engine's.
    public static final String STORE = ".autoresearch";

    /// `.autoresearch/<tag>`.
    public Path path() {
        return project.resolve(STORE).resolve(tag);
    }

    /// The journal.
    public Path journal() {
        return path().resolve("journal.jsonl");
    }

    /// The cached state, which only saves time.
    public Path snapshot() {
        return path().resolve("state.json");
    }

    /// Who works on the session.
    public Path lock() {
        return path().resolve("lock");
    }

    /// Messages from the user and requests to pause or stop.
    public Path inbox() {
        return path().resolve("inbox");
    }

    /// Files of one experiment: logs, diff, metrics.
    public Path experiment(int number) {
        return runs(Integer.toString(number));
    }

    /// Files of one experiment or study, by the name of its folder.
    public Path runs(String place) {
        return path().resolve("runs").resolve(place);
    }
}
