package dev.autoresearch.proposers.scripted;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One piece of a streamed answer.
///
/// @param event the name of a server-sent event, `null` where the dialect names none
record Frame(@Nullable String event, String data) {

    static Frame of(JsonNode data) {
        return new Frame(null, data.toString());
    }

    static Frame of(String event, JsonNode data) {
        return new Frame(event, data.toString());
    }
}
