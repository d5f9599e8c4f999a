package dev.autoresearch.proposers.acp;

import java.util.OptionalDouble;

/// What tokens cost where the agent that used them does not say. Thread-safe.
@FunctionalInterface
public interface Prices {

    /// Knows no price.
    Prices UNKNOWN = (_, _) -> OptionalDouble.empty();

    /// The price of these tokens, in US dollars; empty when the model is not known.
    ///
    /// @param model as the agent calls it; empty when it did not say
    OptionalDouble dollars(String model, Usage tokens);
}
