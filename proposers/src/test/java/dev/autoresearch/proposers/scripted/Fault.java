package dev.autoresearch.proposers.scripted;

import java.time.Duration;
import tools.jackson.databind.JsonNode;

/// How an answer goes wrong.
public sealed interface Fault {

    /// An HTTP status with the dialect's error body.
    ///
    /// @param retryAfter the header Retry-After, empty for none
    record Status(int status, String retryAfter, String message) implements Fault {}

    /// Nothing is sent, then the connection closes.
    record Hang(Duration time) implements Fault {}

    /// The connection closes in the middle of the answer.
    ///
    /// @param events how many streamed events come first; an answer that is not streamed is cut in half
    /// @param stall  how long nothing comes before the connection closes
    record Cut(int events, Duration stall) implements Fault {}

    /// One event, or the whole body when not streamed, is no JSON.
    record Malformed() implements Fault {}

    /// The model declines; the text is its reason where the dialect has a place for it.
    record Refusal(String text) implements Fault {}

    /// The answer ends because it became too long; tool calls are left out.
    record Length() implements Fault {}

    /// Whether the client gets no answer that it can use.
    default boolean spoils() {
        return switch (this) {
            case Refusal refusal -> false;
            case Length length -> false;
            case Status status -> true;
            case Hang hang -> true;
            case Cut cut -> true;
            case Malformed malformed -> true;
        };
    }

    /// Reads the object of a step's key `fault`.
    static Fault of(JsonNode node) {
        Duration hang = Script.seconds(node.path("hang"));
        if (node.has("status")) {
            return new Status(node.path("status").asInt(), node.path("retry_after").asString(""),
                    node.path("message").asString("scripted fault"));
        }
        if (node.has("cut")) {
            return new Cut(node.path("cut").asInt(), hang);
        }
        if (node.has("hang")) {
            return new Hang(hang);
        }
        if (node.has("refusal")) {
            return new Refusal(node.path("refusal").asString(""));
        }
        if (node.path("malformed").asBoolean(false)) {
            return new Malformed();
        }
        if (node.path("length").asBoolean(false)) {
            return new Length();
        }
        throw new IllegalArgumentException("A script knows no such fault: " + node);
    }
}
