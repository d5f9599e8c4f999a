package dev.autoresearch.proposers.acp;

import tools.jackson.databind.JsonNode;

/// Tokens of model calls, each counted once.
///
/// @param input  read by the model anew
/// @param cached read from a prompt cache
/// @param stored read anew and put into a prompt cache
/// @param output written by the model, its thoughts included
public record Usage(long input, long cached, long stored, long output) {

    /// No tokens.
    public static final Usage NONE = new Usage(0, 0, 0, 0);

    /// All of them.
    public long sum() {
        return input + cached + stored + output;
    }

    Usage plus(Usage other) {
        return new Usage(input + other.input, cached + other.cached, stored + other.stored, output + other.output);
    }

    /// Reads what a turn or a call used. Agents differ in whether their input includes what came from the cache, and their
    /// output the thoughts; their total tells.
    static Usage read(JsonNode said) {
        long input = count(said, "inputTokens", "input_tokens");
        long output = count(said, "outputTokens", "output_tokens");
        long cached = count(said, "cachedReadTokens", "cachedInputTokens", "cached_input_tokens");
        long stored = count(said, "cachedWriteTokens", "cacheWriteInputTokens");
        long thoughts = count(said, "thoughtTokens", "reasoningOutputTokens");
        long total = count(said, "totalTokens", "total_tokens");
        boolean thoughtsApart = total > 0 && thoughts > 0 && (total == input + output + thoughts
                || total == input + output + thoughts + cached + stored);
        long written = output + (thoughtsApart ? thoughts : 0);
        boolean cacheInside = total > 0
                ? total < input + written + cached + stored
                : cached + stored > input;
        return new Usage(cacheInside ? Math.max(0, input - cached - stored) : input, cached, stored, written);
    }

    private static long count(JsonNode node, String... names) {
        for (String name : names) {
            JsonNode value = node.path(name);
            if (value.isNumber()) {
                return Math.clamp(value.asLong(0), 0, Integer.MAX_VALUE);
            }
        }
        return 0;
    }
}
