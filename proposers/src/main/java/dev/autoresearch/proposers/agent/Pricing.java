package dev.autoresearch.proposers.agent;

import dev.autoresearch.config.ModelChoice;
import dev.autoresearch.config.Provider;
import dev.autoresearch.proposers.llm.Prices;
import dev.autoresearch.proposers.llm.model.Usage;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// What model calls cost where the program that made them does not say. Thread-safe.
@FunctionalInterface
public interface Pricing {

    /// Knows no price.
    Pricing UNKNOWN = (_, _) -> OptionalDouble.empty();

    /// By a table: the program says which model it uses, but not whose it is.
    public static Pricing of(Prices prices) {
        return (model, tokens) -> {
            String name = model.substring(model.lastIndexOf('/') + 1);
            var usage = new Usage(tokens.input(), tokens.cached(), tokens.stored(), tokens.output(), 0, false);
            return name.isEmpty()
                    ? OptionalDouble.empty()
                    : Stream.of(Provider.ANTHROPIC, Provider.OPENAI, Provider.GEMINI)
                            .flatMap(provider -> prices.of(ModelChoice.of(provider, name)).stream())
                            .mapToDouble(rate -> rate.dollars(usage)).findFirst();
        };
    }

    /// The price of these tokens, in US dollars; empty when the model is not known.
    ///
    /// @param model as the program calls it; empty when it did not say
    OptionalDouble dollars(String model, Tokens tokens);
}
