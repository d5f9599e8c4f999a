package dev.autoresearch.proposers.llm.tool;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// The arguments of one tool call, which a model wrote and which may be anything.
record Arguments(JsonNode node) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /// Reads what the model wrote.
    ///
    /// @throws Unusable if it is not a JSON object
    static Arguments read(String json) {
        try {
            JsonNode node = MAPPER.readTree(json.isBlank() ? "{}" : json);
            // Some models write the object as a string of JSON.
            JsonNode inner = node.isString() ? MAPPER.readTree(node.asString()) : node;
            if (inner.isObject()) {
                return new Arguments(inner);
            }
        } catch (JacksonException notJson) {
            throw new Unusable("The arguments are not JSON (" + notJson.getOriginalMessage()
                    + "). Call the tool again with a JSON object, quotes and line ends in texts escaped.");
        }
        throw new Unusable("The arguments are not a JSON object. Call the tool again with one.");
    }

    /// A text that must be there.
    String text(String name) {
        JsonNode value = node.path(name);
        if (!value.isString()) {
            throw new Unusable("The argument `" + name + "` is missing or not a text.");
        }
        return value.asString();
    }

    /// A text that may be left out.
    String text(String name, String otherwise) {
        return node.hasNonNull(name) ? text(name) : otherwise;
    }

    /// A whole number that may be left out.
    int number(String name, int otherwise) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (value.isNumber() && value.asDouble() == Math.rint(value.asDouble()) && value.canConvertToInt()) {
            return value.asInt();
        }
        String text = value.isString() ? value.asString().strip() : "";
        if (text.matches("-?\\d{1,9}")) {
            return Integer.parseInt(text);
        }
        throw new Unusable("The argument `" + name + "` is not a whole number.");
    }

    /// A truth value that may be left out.
    boolean flag(String name) {
        JsonNode value = node.path(name);
        return value.isBoolean() ? value.asBoolean() : value.isString() && value.asString().equalsIgnoreCase("true");
    }
}
