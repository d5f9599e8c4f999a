package dev.autoresearch.app.cli;

import dev.autoresearch.app.ProjectConfiguration;
import dev.autoresearch.app.Surroundings;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.journal.Sessions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which project and which session a verb is about; the same options on every verb.
final class ProjectOptions {
    @Option(names = {"-C", "--directory"}, paramLabel = "DIR", description = "Work in this folder instead of here.")
    private @Nullable Path directory;

    @Option(names = "--tag", paramLabel = "TAG", description = "The session; by default the latest.")
    private @Nullable String tag;

    /// The folder the user means.
    Path folder(Surroundings surroundings) {
        Path folder = directory == null
                ? surroundings.directory()
                : surroundings.directory().resolve(directory).normalize();
        if (!Files.isDirectory(folder)) {
            throw new Refusal(Exit.CONFIGURATION, folder + " is not a folder.", "Name an existing folder with -C.");
        }
        return folder;
    }

    /// The tag as given.
    @Nullable
    String tag() {
        return tag;
    }

    /// The configuration of the project.
    ProjectConfiguration configured(Surroundings surroundings) {
        Path folder = folder(surroundings);
        return ProjectConfiguration.find(folder).orElseThrow(() -> none(folder));
    }

    /// The configuration for a session: the project's, else the one that the session was started with.
    ProjectConfiguration configured(Surroundings surroundings, SessionFolder session) {
        Path folder = folder(surroundings);
        return ProjectConfiguration.find(folder).or(() -> ProjectConfiguration.of(session))
                .orElseThrow(() -> none(folder));
    }

    private static Refusal none(Path folder) {
        return new Refusal(Exit.CONFIGURATION, "There is no autoresearch.yaml in " + folder + " or above it.",
                "Write one with `autoresearch init`, or change to the project's folder.");
    }

    /// The project folder: the one with sessions, or the nearest one that has a configuration.
    Path project(Surroundings surroundings) {
        Path folder = folder(surroundings);
        for (Path at = folder; at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve(SessionFolder.STORE))) {
                return at;
            }
        }
        return ProjectConfiguration.place(folder).orElseThrow(() -> none(folder));
    }

    /// The session the user means.
    SessionFolder session(Surroundings surroundings) {
        Path project = project(surroundings);
        List<SessionFolder> known = new Sessions(project).all();
        if (tag != null) {
            SessionFolder folder = new SessionFolder(project, tag);
            if (!Files.exists(folder.journal())) {
                throw new Refusal(Exit.CONFIGURATION, "There is no session " + tag + " in " + project + ".",
                        known.isEmpty()
                                ? "Start one with `autoresearch run`."
                                : "Known are: " + String.join(", ",
                                        known.stream().map(SessionFolder::tag).toList()) + ".");
            }
            return folder;
        }
        if (known.isEmpty()) {
            throw new Refusal(Exit.CONFIGURATION, "There is no session in " + project + " yet.",
                    "Start one with `autoresearch run`.");
        }
        return known.getFirst();
    }
}
