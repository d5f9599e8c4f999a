package dev.autoresearch.proposers.scripted;

import tools.jackson.databind.JsonNode;

/// What an answer is said to have cost, in tokens.
///
/// @param input      read, with those out of the cache
/// @param cached     of the input: out of the cache
/// @param cacheWrite written to the cache
/// @param output     written, with the reasoning
/// @param reasoning  of the output: reasoning
public record Tokens(long input, long cached, long cacheWrite, long output, long reasoning) {

    /// What an answer costs where the script says nothing.
    public static final Tokens DEFAULT = new Tokens(1000, 200, 0, 50, 5);

    /// Nothing.
    public static final Tokens NONE = new Tokens(0, 0, 0, 0, 0);

    /// Both together.
    public Tokens plus(Tokens other) {
        return new Tokens(input + other.input, cached + other.cached, cacheWrite + other.cacheWrite,
                output + other.output, reasoning + other.reasoning);
    }

    static Tokens read(JsonNode node, Tokens otherwise) {
        return new Tokens(node.path("input").asLong(otherwise.input), node.path("cached").asLong(otherwise.cached),
                node.path("cache_write").asLong(otherwise.cacheWrite), node.path("output").asLong(otherwise.output),
                node.path("reasoning").asLong(otherwise.reasoning));
    }
}
