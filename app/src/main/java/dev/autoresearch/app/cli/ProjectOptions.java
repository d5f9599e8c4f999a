package dev.autoresearch.app.cli;

import dev.autoresearch.app.Surroundings;
import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.ConfigurationReader;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.journal.Sessions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
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

    /// The configuration file of the project.
    Path file(Surroundings surroundings) {
        Path folder = folder(surroundings);
        return ConfigurationReader.find(folder).orElseThrow(() -> new Refusal(Exit.CONFIGURATION,
                "There is no autoresearch.yaml in " + folder + " or above it.",
                "Write one with `autoresearch init`, or change to the project's folder."));
    }

    /// The checked configuration.
    Configuration configuration(Surroundings surroundings) {
        return ConfigurationReader.read(file(surroundings));
    }

    /// The project folder: the one with the configuration, or the nearest one that has sessions.
    Path project(Surroundings surroundings) {
        Path folder = folder(surroundings);
        for (Path at = folder; at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve(SessionFolder.STORE))) {
                return at;
            }
        }
        return folderOf(file(surroundings));
    }

    /// The folder that a configuration file is in.
    static Path folderOf(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a folder");
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
