package dev.autoresearch.proposers.llm.model;

/// A tool that a model wants called.
///
/// @param id        names the call in the conversation; empty where the service gives none
/// @param name      of the tool, as the model wrote it
/// @param arguments should be a JSON object, but is what the model wrote
public record ToolCall(String id, String name, String arguments) {

    /// Its length, for estimates.
    long characters() {
        return (long) name.length() + arguments.length();
    }
}
