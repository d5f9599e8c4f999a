package dev.autoresearch.objective;

import tools.jackson.databind.JsonNode;

/// A JSON value as a number: numbers, and texts that hold nothing but one.
final class JsonNumbers {
    private JsonNumbers() {}

    static Numbers.Parsed parse(JsonNode node) {
        if (node.isNumber()) {
            return Numbers.finite(node.doubleValue(Double.NaN), node.asString());
        }
        if (node.isString()) {
            return Numbers.parse(node.stringValue());
        }
        String kind = node.isObject() ? "an object" : node.isArray() ? "a list" : node.toString();
        return new Numbers.Parsed.Not("is " + kind + ", which is not a number,");
    }
}
