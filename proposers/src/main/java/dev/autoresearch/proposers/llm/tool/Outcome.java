package dev.autoresearch.proposers.llm.tool;

/// What a tool call gave.
///
/// @param text    for the model
/// @param failed  whether it could not be done
/// @param changed whether it changed the desk
public record Outcome(String text, boolean failed, boolean changed) {

    static Outcome of(String text) {
        return new Outcome(text, false, false);
    }

    static Outcome changed(String text) {
        return new Outcome(text, false, true);
    }

    static Outcome failed(String text) {
        return new Outcome(text, true, false);
    }
}
