package dev.autoresearch.proposers.llm.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// What one response says of itself, read event by event, so that a stream that breaks has said it too: tokens, how it
/// ended, a refusal, an error.
final class Tally {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Dialect dialect;

    // Negative: not said.
    long input = -1;
    long cached = -1;
    long cacheWrite = -1;
    long output = -1;
    long reasoning = -1;

    /// Why the response ended, in the service's own word; empty until it says so.
    String finish = "";

    /// The error in the stream, empty for none: its kind and its text.
    String errorKind = "";
    String error = "";

    /// Why the model declined; null when it did not.
    @Nullable
    String refusal;

    /// Whether nothing follows.
    boolean closed;

    /// Tool calls that the dialect reads itself.
    final List<ToolCall> calls = new ArrayList<>();

    Tally(Dialect dialect) {
        this.dialect = dialect;
    }

    /// Reads one event.
    ///
    /// @throws tools.jackson.core.JacksonException if it is not JSON
    void read(@Nullable String event, @Nullable String data) {
        if (data == null || data.isBlank()) {
            return;
        }
        if (data.strip().equals("[DONE]")) {
            closed = true;
            return;
        }
        dialect.read(MAPPER.readTree(data), this);
        if ("error".equals(event) && error.isEmpty()) {
            error(MAPPER.readTree(data));
        }
    }

    /// Whether the response has said that it is complete and nothing follows.
    boolean ended() {
        return closed;
    }

    /// Whether the response has come to an end of its own.
    boolean finished() {
        return closed || !finish.isEmpty();
    }

    /// Notes an error object, or a text.
    void error(JsonNode node) {
        errorKind = node.path("type").asString("") + " " + node.path("code").asString("") + " "
                + node.path("status").asString("");
        error = node.isString() ? node.asString() : node.path("message").asString(node.toString());
    }

    /// The tokens, with estimates for what was not said.
    ///
    /// @param request    to estimate the input from
    /// @param characters of the answer that were seen
    Usage usage(Request request, long characters) {
        boolean inputSaid = input >= 0 || cached > 0;
        boolean outputSaid = finished() && output >= 0;
        long seen = Request.tokens(characters);
        return new Usage(inputSaid ? Math.max(0, input) : request.estimatedTokens(), Math.max(0, cached),
                Math.max(0, cacheWrite), outputSaid ? output : Math.max(output, seen), Math.max(0, reasoning),
                !inputSaid || !outputSaid);
    }
}
