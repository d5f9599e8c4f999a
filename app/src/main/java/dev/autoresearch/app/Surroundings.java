package dev.autoresearch.app;

import dev.autoresearch.app.screen.Console;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/// What the program finds around it, handed down from the entry point so that nothing below reads it by itself.
///
/// @param directory   the current folder
/// @param environment the user's environment, with the locale they had before the launcher set a UTF-8 one
/// @param console     where to print
/// @param input       what the user types
/// @param clock       wall clock
/// @param version     of the program
public record Surroundings(Path directory, Map<String, String> environment, Console console, InputStream input,
        InstantSource clock, String version) {

    /// Copies the environment.
    public Surroundings {
        environment = Map.copyOf(environment);
    }
}
