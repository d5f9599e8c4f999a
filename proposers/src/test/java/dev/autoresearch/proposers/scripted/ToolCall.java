package dev.autoresearch.proposers.scripted;

import tools.jackson.databind.JsonNode;

/// A call that the model asks for.
///
/// @param arguments an object, or a text for a tool that takes one
record ToolCall(String id, OfferedTool tool, JsonNode arguments) {

    String name() {
        return tool.name();
    }
}
