package dev.autoresearch.proposers.agent;

import tools.jackson.databind.JsonNode;

/// Reading JSON of unknown origin: what is missing or of the wrong kind is empty or 0.
final class Json {

    private Json() {}

    static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }

    /// A count: whole, never negative.
    static long count(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isNumber() ? Math.max(0, value.asLong(0)) : 0;
    }

    /// An amount of money; NaN where there is none.
    static double dollars(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isNumber() && Double.isFinite(value.asDouble()) && value.asDouble() >= 0
                ? value.asDouble()
                : Double.NaN;
    }

    /// The first of these that is not blank, else the last.
    static String first(String... texts) {
        for (String text : texts) {
            if (!text.isBlank()) {
                return text;
            }
        }
        return texts[texts.length - 1];
    }
}
