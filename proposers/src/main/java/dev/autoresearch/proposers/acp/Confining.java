package dev.autoresearch.proposers.acp;

import dev.autoresearch.config.Configuration;
import java.io.IOException;
import java.nio.file.Path;

/// Puts a sandbox around an agent's program, in which it can write at its desk and nowhere else.
@FunctionalInterface
public interface Confining {

    /// The command line of the program in the sandbox, for the shell.
    ///
    /// @param command of the program, for the shell
    /// @throws IOException if the desk cannot be looked at
    String around(String command, Path desk, Configuration configuration) throws IOException;
}
