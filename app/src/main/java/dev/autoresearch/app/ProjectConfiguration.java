package dev.autoresearch.app;

import dev.autoresearch.app.screen.Console;
import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.ConfigurationReader;
import dev.autoresearch.journal.JournalFile;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.journal.view.KnowledgeFile;
import dev.autoresearch.session.WarmStart;
import dev.autoresearch.setup.Origin;
import dev.autoresearch.setup.source.Found;
import dev.autoresearch.setup.source.Sources;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The configuration that a verb works with, wherever it stands: in `autoresearch.yaml`, which always counts, else in the
/// files of other tools, else, when those are gone, in the journal of the session. Immutable.
///
/// @param folder        the project's folder
/// @param name          what it was read from, for messages
/// @param configuration checked
/// @param text          as `autoresearch.yaml`, for the journal
/// @param origins       where each key came from; empty for `autoresearch.yaml`
/// @param leftOut       what stands in another tool's file and has no effect
/// @param tag           the session's name that another tool's file asks for; empty for none
/// @param hints         what another tool's files tell the proposer
public record ProjectConfiguration(Path folder, String name, Configuration configuration, String text,
        List<Origin> origins, List<String> leftOut, String tag, List<String> hints) {

    /// Copies the lists.
    public ProjectConfiguration {
        origins = List.copyOf(origins);
        leftOut = List.copyOf(leftOut);
        hints = List.copyOf(hints);
    }

    /// The folder that has a configuration: this one or the nearest above it in the repository. Reads nothing.
    public static Optional<Path> place(Path start) {
        return ConfigurationReader.find(start).map(ProjectConfiguration::folderOf)
                .or(() -> sources(start).map(Sources::folder));
    }

    /// The configuration that counts for a folder.
    ///
    /// @return empty when there is none
    /// @throws dev.autoresearch.config.Refusal if it cannot be used, or two tools say different things
    public static Optional<ProjectConfiguration> find(Path start) {
        return ConfigurationReader.find(start).map(ProjectConfiguration::of)
                .or(() -> sources(start).map(Sources::together).map(ProjectConfiguration::of));
    }

    private static Optional<Sources> sources(Path start) {
        return Optional.of(Sources.find(start)).filter(sources -> !sources.names().isEmpty());
    }

    /// The configuration of an `autoresearch.yaml`.
    public static ProjectConfiguration of(Path file) {
        return new ProjectConfiguration(folderOf(file), file.toString(), ConfigurationReader.read(file),
                ConfigurationReader.text(file), List.of(), List.of(), "", List.of());
    }

    /// What other tools' files come to.
    public static ProjectConfiguration of(Found found) {
        return new ProjectConfiguration(found.folder(), found.name(), found.configuration(), found.text(),
                found.setup().origins(), found.leftOut(), found.tag(), found.setup().hints());
    }

    /// The configuration that a session was started with.
    ///
    /// @return empty when the journal has none
    public static Optional<ProjectConfiguration> of(SessionFolder session) {
        String text = JournalFile.read(session).start().configuration();
        String name = "the journal of session " + session.tag();
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(new ProjectConfiguration(session.project(), name, ConfigurationReader.parse(text, name),
                        text,
                        List.of(Origin.read("everything", name + ", since there is no autoresearch.yaml any more")),
                        List.of(), "", List.of()));
    }

    private static Path folderOf(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a folder");
    }

    /// Says what was taken from where, one line a key; nothing for an `autoresearch.yaml`.
    public void tell(Console console) {
        String label = "taken";
        for (String line : told()) {
            console.field(label, line);
            label = "";
        }
        leftOut.forEach(line -> console.field("note", line));
    }

    /// What was taken from where, one sentence a key.
    public List<String> told() {
        return origins.stream().map(Origin::told).toList();
    }

    /// What a new session may start with: the hints.
    public WarmStart warm() {
        return hints.isEmpty()
                ? WarmStart.COLD
                : new WarmStart(name, "", new KnowledgeFile("", List.of(), hints).knowledge());
    }
}
