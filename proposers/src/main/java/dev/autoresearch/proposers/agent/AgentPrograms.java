package dev.autoresearch.proposers.agent;

import dev.autoresearch.config.ProposerChoice;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.ObjectMapper;

/// The coding-agent programs that are known by name.
final class AgentPrograms {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String USUAL_PATH = "/usr/local/bin:/usr/bin:/bin";

    private AgentPrograms() {}

    /// All of them, in the order in which `auto` tries them.
    static List<AgentProgram> all() {
        return ProposerChoice.PROGRAMS.stream().map(AgentPrograms::named).toList();
    }

    /// The program of this name.
    ///
    /// @param name one of [ProposerChoice#PROGRAMS]
    static AgentProgram named(String name) {
        try (InputStream in = AgentPrograms.class.getResourceAsStream("/agents/" + name + ".json")) {
            return AgentProgram.of(JSON.readTree(Objects.requireNonNull(in, name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where a program is on the `PATH` of this environment, or whether it is where its path says.
    static Optional<Path> onPath(String program, Map<String, String> environment) {
        for (String folder : environment.getOrDefault("PATH", USUAL_PATH).split(":", -1)) {
            Path file = Path.of(folder.isEmpty() ? "." : folder).resolve(program);
            if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                return Optional.of(file.toAbsolutePath());
            }
        }
        return Optional.empty();
    }
}
