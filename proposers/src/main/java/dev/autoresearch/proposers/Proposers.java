package dev.autoresearch.proposers;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.ProposerChoice;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.exec.Executor;
import dev.autoresearch.proposer.Proposer;
import dev.autoresearch.proposers.command.CommandProposer;
import dev.autoresearch.proposers.search.SearchProposer;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;

/// Makes the proposer that a configuration asks for.
public final class Proposers {

    private Proposers() {}

    /// Makes a proposer.
    ///
    /// @param executor         where a `command` proposer runs; the caller closes it
    /// @param environment      the complete environment of a `command` proposer
    /// @param experimentFolder the folder for files of an experiment, by its number; made when it is needed
    /// @throws Refusal if this version has no such proposer
    public static Created create(Configuration configuration, ProposerChoice choice, Executor executor,
            Map<String, String> environment, Function<Integer, Path> experimentFolder) {
        return switch (choice.kind()) {
            case "search" -> new Created(new SearchProposer(configuration), "");
            case "auto" -> new Created(new SearchProposer(configuration),
                    "proposer: auto chose search, the built-in optimiser");
            case "command" -> {
                if (choice.command().isBlank()) {
                    throw new Refusal(Exit.CONFIGURATION, "proposer command has no command line",
                            "Write for example: proposer: {command: ./propose.sh}");
                }
                yield new Created(new CommandProposer(choice, executor, environment, experimentFolder), "");
            }
            default -> throw new Refusal(Exit.CONFIGURATION,
                    "proposer " + choice.kind() + " is not part of this version",
                    "Use proposer: search, or proposer: {command: ./propose.sh} to call any program.");
        };
    }

    /// A proposer and what to say about its choice.
    ///
    /// @param note one line for the user, empty for nothing
    public record Created(Proposer proposer, String note) {}
}
