package dev.autoresearch.proposers.scripted;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// JSON written down briefly.
final class Json {
    static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}

    /// An object of names and values in turn; a value is JSON, a list, a text, a number, a truth value or null.
    static ObjectNode object(@Nullable Object... namesAndValues) {
        ObjectNode node = MAPPER.createObjectNode();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            node.set(String.valueOf(namesAndValues[i]), value(namesAndValues[i + 1]));
        }
        return node;
    }

    static ArrayNode array(@Nullable Object... values) {
        ArrayNode node = MAPPER.createArrayNode();
        for (Object value : values) {
            node.add(value(value));
        }
        return node;
    }

    private static JsonNode value(@Nullable Object value) {
        return switch (value) {
            case null -> MAPPER.nullNode();
            case JsonNode node -> node;
            case List<?> list -> array(list.toArray());
            default -> MAPPER.valueToTree(value);
        };
    }

    /// Every text inside a node, one a line, in order.
    static String texts(JsonNode node) {
        var out = new StringBuilder();
        collect(node, out);
        return out.toString();
    }

    private static void collect(JsonNode node, StringBuilder out) {
        if (node.isString()) {
            out.append(node.asString()).append('\n');
        } else {
            node.forEach(inner -> collect(inner, out));
        }
    }
}
