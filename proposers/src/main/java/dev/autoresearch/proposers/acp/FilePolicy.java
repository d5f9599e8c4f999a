package dev.autoresearch.proposers.acp;

import java.nio.file.Path;

/// Which files an agent may read and write through us. Thread-safe.
public interface FilePolicy {

    /// Whether a file may be read.
    ///
    /// @param path as the agent names it, of unknown origin
    Verdict reading(String path);

    /// Whether a file may be written.
    ///
    /// @param path as the agent names it, of unknown origin
    Verdict writing(String path);

    /// An answer.
    sealed interface Verdict {
        /// It may.
        ///
        /// @param file where it really is, links followed
        record Allowed(Path file) implements Verdict {}

        /// It may not.
        ///
        /// @param reason one line for the agent and for people
        record Refused(String reason) implements Verdict {}
    }
}
