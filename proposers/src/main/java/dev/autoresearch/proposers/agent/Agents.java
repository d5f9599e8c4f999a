package dev.autoresearch.proposers.agent;

import dev.autoresearch.config.Confinement;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.ProposerChoice;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.session.Autoresearch.Workshop;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes proposers of coding-agent programs.
public final class Agents {

    private Agents() {}

    /// A proposer and what the user should know about it.
    ///
    /// @param notes one line each
    public record Made(AgentProposer proposer, List<String> notes) {

        /// Copies the list.
        public Made {
            notes = List.copyOf(notes);
        }
    }

    /// Makes the proposer for a known program, or for any command line where the kind is `agent`.
    ///
    /// @throws Refusal if it is not installed, or it is to be confined and cannot be
    public static Made make(Workshop workshop, ProposerChoice choice, Pricing pricing) {
        return make(workshop, choice, Conversations.USUAL, pricing);
    }

    static Made make(Workshop workshop, ProposerChoice choice, Conversations conversations, Pricing pricing) {
        Path home = home(workshop.secrets());
        var notes = new ArrayList<String>();
        AgentProgram program = program(choice, workshop.secrets(), home, notes);
        Bubblewrap bubblewrap = confined(choice.agent().confine(), program, workshop.secrets(), notes);
        var order = new AgentCall.Order(program, choice.command(), choice.agent(), workshop.configuration().scope(),
                home, workshop.secrets(), workshop.environment());
        return new Made(new AgentProposer(order, choice, workshop.executor(), workshop.files(), conversations,
                pricing, bubblewrap), notes);
    }

    /// Whether this kind of proposer is a program: one of those known by name, or any command line.
    public static boolean knows(String kind) {
        return kind.equals("agent") || ProposerChoice.PROGRAMS.contains(kind);
    }

    /// One line for people about a program.
    ///
    /// @throws Refusal if it is not there
    public static String describe(ProposerChoice choice, Map<String, String> user) {
        var notes = new ArrayList<String>();
        Path home = home(user);
        AgentProgram program = program(choice, user, home, notes);
        return choice.kind().equals("agent")
                ? "agent: " + choice.command()
                : program.title() + ": " + AgentDetection.look(program, user, home).reason();
    }

    /// The user's home folder, as their environment names it.
    public static Path home(Map<String, String> environment) {
        return Path.of(environment.getOrDefault("HOME", "/"));
    }

    private static AgentProgram program(ProposerChoice choice, Map<String, String> user, Path home,
            List<String> notes) {
        if (choice.kind().equals("agent")) {
            if (choice.command().isBlank()) {
                throw new Refusal(Exit.CONFIGURATION, "The agent proposer has no command line.",
                        "Write for example `proposer: {agent: my-agent --print}`; it gets the prompt on standard "
                                + "input and prints its answer.");
            }
            return AgentProgram.custom();
        }
        AgentProgram known = AgentPrograms.named(choice.kind());
        AgentProgram program = choice.command().isBlank() ? known : known.at(choice.command().strip());
        if (AgentPrograms.onPath(program.program(), user).isEmpty()) {
            throw new Refusal(Exit.SETUP,
                    program.title() + " is not installed: there is no " + program.program()
                            + (choice.command().isBlank() ? " on the PATH." : "."),
                    "Install it and sign in once by starting it, or choose another proposer.");
        }
        if (!AgentDetection.look(program, user, home).usable()) {
            notes.add(program.title() + " does not look signed in: start " + program.program()
                    + " once and sign in, if its proposals fail");
        }
        return program;
    }

    private static @Nullable Bubblewrap confined(Confinement confinement, AgentProgram program,
            Map<String, String> user, List<String> notes) {
        if (confinement == Confinement.OFF) {
            return null;
        }
        return switch (Bubblewrap.find(user)) {
            case Bubblewrap.Found.Working(Bubblewrap working) -> working;
            case Bubblewrap.Found.Missing(String reason) -> {
                if (confinement == Confinement.ON) {
                    throw new Refusal(Exit.SETUP,
                            program.title() + " is to run in a sandbox, but " + reason + ".",
                            "Install bubblewrap and let users make namespaces, or write `confine: auto` to do without.");
                }
                notes.add(program.title() + " is held by "
                        + (program.guarded().isEmpty() && program.guardedEnvironment().isEmpty()
                                ? ""
                                : "its own permissions and ")
                        + "the scope check only: " + reason);
                yield null;
            }
        };
    }
}
