package dev.autoresearch.setup.source;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.setup.Setup;
import java.nio.file.Path;
import java.util.List;

/// What other tools' configurations in a folder come to. Immutable.
///
/// @param name    whose they are, as [Sources#named] takes it; several are joined by commas
/// @param folder  the project's folder
/// @param setup   the configuration and where each part of it came from
/// @param text    the same as an `autoresearch.yaml`
/// @param leftOut what stands there and has no effect, one sentence each
/// @param tag     the session's name that they ask for; empty for none
public record Found(String name, Path folder, Setup setup, String text, List<String> leftOut, String tag) {

    /// Copies the list.
    public Found {
        leftOut = List.copyOf(leftOut);
    }

    /// The configuration.
    public Configuration configuration() {
        return setup.configuration();
    }
}
