package dev.autoresearch.config;

import java.util.Optional;
import java.util.OptionalDouble;

/// One language model.
///
/// @param provider    whose protocol it speaks
/// @param name        as the provider knows it
/// @param baseUrl     where it is; empty for the provider's usual place
/// @param keyVariable the environment variable that holds the key; empty for the provider's usual one
/// @param weight      how often it is asked at first, against the other models; above 0
/// @param temperature empty for the provider's usual one
/// @param maxOutput   most tokens of one response; at least 1
/// @param price       what it costs, where that is not to be taken from the built-in table
public record ModelChoice(Provider provider, String name, String baseUrl, String keyVariable, double weight,
        OptionalDouble temperature, int maxOutput, Optional<Price> price) {

    /// The limit on a response when none is given.
    public static final int DEFAULT_OUTPUT = 8_192;

    /// A model with everything else as usual.
    public static ModelChoice of(Provider provider, String name) {
        return new ModelChoice(provider, name, "", "", 1, OptionalDouble.empty(), DEFAULT_OUTPUT, Optional.empty());
    }

    /// The environment variable to look for its key in; empty where it needs none.
    public String key() {
        return keyVariable.isEmpty() ? provider.keyVariable() : keyVariable;
    }
}
