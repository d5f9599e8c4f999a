package dev.autoresearch.proposers.llm.model;

import dev.langchain4j.model.chat.request.json.JsonObjectSchema;

/// A tool that a model may call.
///
/// @param description what it does and gives, for the model
/// @param parameters  its arguments
public record Tool(String name, String description, JsonObjectSchema parameters) {

    // The schema's own text says its size well enough for an estimate.
    long characters() {
        return (long) name.length() + description.length() + parameters.toString().length() / 2;
    }
}
