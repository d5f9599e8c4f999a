package dev.autoresearch.setup.source;

import dev.autoresearch.config.ConfigurationReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Reads the configuration of one other tool. Stateless.
sealed interface SourceReader
        permits ResearchJson, ClaudeSection, RecoveryMarkdown, PiSession, CrucibleConfig, NeurolinkConfig {

    /// How the user names it.
    String name();

    /// What the tool's file in this folder says; empty when there is none. What is wrong with it is in its notes.
    Optional<Reading> read(Path folder);

    /// The text of a file, if it is there.
    static Optional<String> text(Path file) {
        return Files.isRegularFile(file) ? Optional.of(ConfigurationReader.text(file)) : Optional.empty();
    }
}
