package dev.autoresearch.app.cli;

import dev.autoresearch.config.ModelChoice;
import dev.autoresearch.config.ProposerChoice;
import dev.autoresearch.config.Provider;
import dev.autoresearch.proposers.agent.AgentDetection;
import dev.autoresearch.proposers.agent.Agents;
import dev.autoresearch.proposers.llm.Prices;
import dev.autoresearch.proposers.llm.Rate;
import dev.autoresearch.setup.estimate.Tariff;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What the models cost that a configured proposer may ask.
final class Tariffs {
    private static final List<Provider> SERVICES = List.of(Provider.ANTHROPIC, Provider.OPENAI, Provider.GEMINI);

    private Tariffs() {}

    /// One for each model; none for a proposer that asks none.
    static List<Tariff> of(ProposerChoice choice, Map<String, String> environment) {
        return switch (choice.kind()) {
            case "search", "prune" -> List.of();
            case "auto" -> of(AgentDetection.look(environment, Agents.home(environment)).choice(choice), environment);
            case "llm" -> choice.llm().models().stream()
                    .map(model -> tariff(model.name(), Prices.builtIn().of(model))).toList();
            case "command" -> List.of(Tariff.unknown("the command"));
            default -> List.of(agent(choice));
        };
    }

    private static Tariff agent(ProposerChoice choice) {
        String model = choice.agent().model();
        if (model.isEmpty()) {
            return Tariff.unknown(choice.kind() + " with its own choice of model");
        }
        String name = model.substring(model.lastIndexOf('/') + 1);
        Stream<Rate> known = SERVICES.stream()
                .flatMap(service -> Prices.builtIn().of(ModelChoice.of(service, name)).stream());
        return tariff(model, known.findFirst());
    }

    private static Tariff tariff(String who, Optional<Rate> rate) {
        return rate.map(price -> Tariff.of(who, price.input(), price.cached(), price.output()))
                .orElseGet(() -> Tariff.unknown(who));
    }
}
