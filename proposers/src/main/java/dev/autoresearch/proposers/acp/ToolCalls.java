package dev.autoresearch.proposers.acp;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// An agent's tool calls by their names, only the latest of them. Not thread-safe.
final class ToolCalls {
    private static final int MOST = 500;

    private final Map<String, ToolCall> known = new LinkedHashMap<>();

    /// Adds what an update or a question for permission says.
    ///
    /// @return all that is known of the call
    ToolCall add(JsonNode said) {
        String id = said.path("toolCallId").asString("");
        ToolCall before = known.remove(id);
        ToolCall call = (before == null ? ToolCall.unknown(id) : before).plus(said);
        known.put(id, call);
        if (known.size() > MOST) {
            known.remove(known.keySet().iterator().next());
        }
        return call;
    }
}
