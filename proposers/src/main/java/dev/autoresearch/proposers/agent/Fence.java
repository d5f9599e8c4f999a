package dev.autoresearch.proposers.agent;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Confinement;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.ProposerChoice;
import dev.autoresearch.config.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Our sandbox around a command line that starts a coding agent, for agents that are talked with: which program it is, is
/// read off its first word. What that program needs of the user's stays writable; of an unknown one the whole home folder.
public final class Fence {
    private final Bubblewrap bubblewrap;
    private final AgentProgram program;
    private final Map<String, String> user;

    private Fence(Bubblewrap bubblewrap, AgentProgram program, Map<String, String> user) {
        this.bubblewrap = bubblewrap;
        this.program = program;
        this.user = Map.copyOf(user);
    }

    /// What there is to hold an agent.
    ///
    /// @param fence empty where it is held without one
    /// @param note  why it is, one line; empty when there is nothing to say
    public record Found(Optional<Fence> fence, String note) {}

    /// Looks for one.
    ///
    /// @throws Refusal if the user wants one and there is none
    public static Found find(ProposerChoice choice, Map<String, String> user) {
        if (choice.agent().confine() == Confinement.OFF) {
            return new Found(Optional.empty(), "");
        }
        return switch (Bubblewrap.find(user)) {
            case Bubblewrap.Found.Working(Bubblewrap working) ->
                new Found(Optional.of(new Fence(working, program(choice.command()), user)), "");
            case Bubblewrap.Found.Missing(String reason) -> {
                if (choice.agent().confine() == Confinement.ON) {
                    throw new Refusal(Exit.SETUP, "The agent is to run in a sandbox, but " + reason + ".",
                            "Install bubblewrap and let users make namespaces, or write `confine: auto` to do without.");
                }
                yield new Found(Optional.empty(),
                        "the agent is held by our answers to its questions and the scope check "
                                + "only: " + reason);
            }
        };
    }

    /// The environment of an agent: what commands get, and the keys that this program or the user asks for.
    public static Map<String, String> environment(ProposerChoice choice, Map<String, String> passed,
            Map<String, String> user) {
        AgentProgram program = program(choice.command());
        var variables = new HashMap<>(passed);
        Stream.concat(program.keys().stream(), choice.agent().passEnvironment().stream()).filter(user::containsKey)
                .forEach(name -> variables.put(name, user.get(name)));
        return variables;
    }

    /// The command line in the sandbox, for the shell.
    ///
    /// @throws IOException if the desk cannot be looked at
    public String around(String command, Path desk, Configuration configuration) throws IOException {
        Path home = Agents.home(user);
        var writable = new ArrayList<Path>();
        for (HomeFile file : program.writable()) {
            Path path = file.in(home, user);
            if (file.folder()) {
                // It would make it itself, and cannot in the sandbox.
                Files.createDirectories(path);
            }
            if (Files.exists(path)) {
                writable.add(path.toRealPath());
            }
        }
        List<Path> needed = Stream.concat(Stream.of(home), Stream.of(user.getOrDefault("PATH", "").split(":", -1))
                .filter(path -> path.startsWith("/")).map(Path::of)).toList();
        var words = new ArrayList<>(bubblewrap.before(Reach.at(desk, configuration), writable, needed));
        words.addAll(List.of("/bin/sh", "-c", "exec " + command));
        return words.stream().map(AgentCall::quoted).collect(Collectors.joining(" "));
    }

    private static AgentProgram program(String command) {
        String first = command.strip().split("\\s+", 2)[0];
        String name = first.substring(first.lastIndexOf('/') + 1);
        return ProposerChoice.PROGRAMS.stream().map(AgentPrograms::named)
                .filter(known -> name.equals(known.program()) || name.equals(known.name() + "-acp")
                        || name.equals(known.name() + "-agent-acp"))
                .findFirst().orElseGet(AgentProgram::custom);
    }
}
