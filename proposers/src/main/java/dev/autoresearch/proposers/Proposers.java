package dev.autoresearch.proposers;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.ProposerChoice;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.proposer.Proposer;
import dev.autoresearch.proposers.acp.AcpProposer;
import dev.autoresearch.proposers.acp.Confining;
import dev.autoresearch.proposers.agent.AgentDetection;
import dev.autoresearch.proposers.agent.Agents;
import dev.autoresearch.proposers.agent.Fence;
import dev.autoresearch.proposers.agent.Pricing;
import dev.autoresearch.proposers.agent.Tokens;
import dev.autoresearch.proposers.command.CommandProposer;
import dev.autoresearch.proposers.llm.LlmProposer;
import dev.autoresearch.proposers.llm.Prices;
import dev.autoresearch.proposers.llm.model.Models;
import dev.autoresearch.proposers.search.SearchProposer;
import dev.autoresearch.proposers.search.knob.KnobFinder;
import dev.autoresearch.proposers.search.knob.Tunable;
import dev.autoresearch.session.Autoresearch;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Makes the proposer that a configuration asks for.
public final class Proposers {
    private static final int NAMED = 4;

    private Proposers() {}

    /// Makes a proposer.
    ///
    /// @param workshop what it can work with
    /// @throws Refusal if this version has no such proposer
    public static Created create(Autoresearch.Workshop workshop, ProposerChoice choice) {
        if (Agents.knows(choice.kind())) {
            Agents.Made made = Agents.make(workshop, choice, Pricing.of(Prices.builtIn()));
            return new Created(made.proposer(), String.join("; ", made.notes()));
        }
        return switch (choice.kind()) {
            case "search" -> new Created(new SearchProposer(workshop.configuration()), "");
            case "auto" -> {
                var detected = AgentDetection.look(workshop.secrets(), Agents.home(workshop.secrets()));
                Created created = create(workshop, detected.choice(choice));
                yield new Created(created.proposer(), "proposer: auto chose " + detected.chosen().kind() + ", "
                        + detected.chosen().reason() + (created.note().isEmpty() ? "" : "; " + created.note()));
            }
            case "command" -> {
                if (choice.command().isBlank()) {
                    throw new Refusal(Exit.CONFIGURATION, "The command proposer has no command line.",
                            "Write for example `proposer: {command: ./propose.sh}`.");
                }
                yield new Created(new CommandProposer(choice, workshop.executor(), workshop.environment(),
                        workshop.files()), "");
            }
            case "llm" -> {
                var proposer = new LlmProposer(choice, new Models(), Prices.builtIn(), workshop.executor(),
                        workshop.environment(), workshop.secrets(), workshop.files());
                yield new Created(proposer, proposer.note());
            }
            case "acp" -> acp(workshop, choice);
            default -> throw missing(choice);
        };
    }

    private static Created acp(Autoresearch.Workshop workshop, ProposerChoice choice) {
        if (choice.command().isBlank()) {
            throw new Refusal(Exit.CONFIGURATION, "The acp proposer has no command line.",
                    "Write for example `proposer: {acp: gemini --acp}`.");
        }
        Fence.Found held = Fence.find(choice, workshop.secrets());
        Pricing prices = Pricing.of(Prices.builtIn());
        var proposer = new AcpProposer(choice, workshop.executor(),
                Fence.environment(choice, workshop.environment(), workshop.secrets()), workshop.files(),
                held.fence().<Confining>map(fence -> fence::around).orElse(null),
                (model, used) -> prices.dollars(model,
                        new Tokens(used.input(), used.cached(), used.stored(), used.output())));
        return new Created(proposer, held.note());
    }

    /// What the configured proposer has to work with, one line for people.
    ///
    /// @param folder      the project folder
    /// @param environment the user's
    /// @throws Refusal if it cannot work: this version has no such proposer, or there is no knob to turn
    public static String describe(Configuration configuration, Path folder, Map<String, String> environment) {
        return describe(configuration, configuration.proposer(), folder, environment);
    }

    private static String describe(Configuration configuration, ProposerChoice choice, Path folder,
            Map<String, String> environment) {
        if (Agents.knows(choice.kind())) {
            return Agents.describe(choice, environment);
        }
        return switch (choice.kind()) {
            case "auto" -> "auto, which is " + describe(configuration,
                    AgentDetection.look(environment, Agents.home(environment)).choice(choice), folder, environment);
            case "search" -> {
                List<Tunable> knobs = new KnobFinder(configuration).find(folder, Map.of()).tunables();
                yield "search over " + knobs.size() + (knobs.size() == 1 ? " knob: " : " knobs: ")
                        + knobs.stream().limit(NAMED).map(Tunable::shortName).collect(Collectors.joining(", "))
                        + (knobs.size() > NAMED ? " and " + (knobs.size() - NAMED) + " more" : "");
            }
            case "command" -> "command: " + choice.command();
            case "acp" -> "acp: " + choice.command();
            case "llm" -> LlmProposer.describe(choice.llm());
            default -> throw missing(choice);
        };
    }

    private static Refusal missing(ProposerChoice choice) {
        return new Refusal(Exit.CONFIGURATION, "The proposer " + choice.kind() + " is not part of this version.",
                "Use proposer: search, or proposer: {command: ./propose.sh} to call any program.");
    }

    /// A proposer and what to say about its choice.
    ///
    /// @param note one line for the user, empty for nothing
    public record Created(Proposer proposer, String note) {}
}
