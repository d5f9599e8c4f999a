package dev.autoresearch.proposers.acp;

import tools.jackson.databind.JsonNode;

/// The last message of an agent, put together from its pieces. Not thread-safe.
final class TurnText {
    private static final int LONGEST = 200_000;

    private final StringBuilder text = new StringBuilder();
    private String message = "";
    private boolean apart;

    /// A turn begins.
    void begin() {
        text.setLength(0);
        message = "";
        apart = false;
    }

    /// An update of any kind came.
    void update(JsonNode update) {
        switch (update.path("sessionUpdate").asString("")) {
            case "agent_message_chunk" -> add(update);
            case "tool_call", "tool_call_update", "agent_thought_chunk" -> apart = true;
            default -> {
                // may come within a message
            }
        }
    }

    /// The last message; empty when there was none.
    String last() {
        return text.toString().strip();
    }

    private void add(JsonNode update) {
        String piece = update.path("content").path("text").asString("");
        if (piece.isEmpty()) {
            return;
        }
        String id = update.path("messageId").asString("");
        if (id.isEmpty() ? apart : !id.equals(message)) {
            text.setLength(0);
        }
        message = id;
        apart = false;
        text.append(piece);
        if (text.length() > LONGEST) {
            text.delete(0, text.length() - LONGEST);
        }
    }
}
