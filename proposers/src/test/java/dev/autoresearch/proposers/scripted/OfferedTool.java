package dev.autoresearch.proposers.scripted;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A tool that a request offers to the model.
///
/// @param schema    the JSON schema of its arguments, an empty object when it has none
/// @param freeform  it takes a text instead of arguments
/// @param namespace the group that it is in and that a call must name, `null` for none
record OfferedTool(String name, JsonNode schema, boolean freeform, @Nullable String namespace) {

    static OfferedTool of(String name, JsonNode schema) {
        return new OfferedTool(name, schema, false, null);
    }
}
