package dev.autoresearch.proposers.scripted;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A wire format in which a model is asked and answers. Stateless.
sealed interface Dialect permits ChatDialect, ResponsesDialect, AnthropicDialect, GeminiDialect, OllamaDialect {

    /// The name in the log.
    String name();

    /// The tools that the request offers.
    List<OfferedTool> tools(JsonNode body);

    /// The talk so far.
    List<Turn> turns(JsonNode body);

    /// The model that the request asks for.
    default String model(JsonNode body) {
        return body.path("model").asString("");
    }

    /// Whether the request wants a stream.
    default boolean streams(JsonNode body) {
        return body.path("stream").asBoolean(false);
    }

    /// Whether clients keep the ids of tool calls; where not, marks stand in the text.
    default boolean keepsIds() {
        return true;
    }

    /// The answer in one piece.
    ObjectNode whole(Reply reply);

    /// The answer as a stream.
    List<Frame> frames(Reply reply, JsonNode body);

    /// The body of an HTTP error.
    ObjectNode error(int status, String message);

    /// The media type of a stream.
    default String streamType() {
        return "text/event-stream";
    }

    /// A frame as it is sent.
    default String written(Frame frame) {
        return (frame.event() == null ? "" : "event: " + frame.event() + "\n") + "data: " + frame.data() + "\n\n";
    }
}
