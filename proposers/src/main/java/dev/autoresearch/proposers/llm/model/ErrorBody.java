package dev.autoresearch.proposers.llm.model;

// Services agree on statuses more than on bodies; what a body adds is read here: its words, and waits that it names.

import dev.autoresearch.proposers.text.OneLine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.MissingNode;

/// The refusal of a request by a service, read into an answer.
final class ErrorBody {
    private static final int TEXT = 300;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ErrorBody() {}

    /// The answer that an HTTP status other than success stands for.
    static Answer answer(int status, Map<String, List<String>> headers, String body, Instant now) {
        JsonNode error = error(body);
        String message = error.path("message").asString(error.isString() ? error.asString() : body);
        String what = what("HTTP " + status, message);
        String kind = (error.path("type").asString("") + " " + error.path("code").asString("") + " "
                + error.path("details")).toLowerCase(Locale.ROOT);
        Duration wait = RetryAfter.read(headers, error, now);
        return switch (status) {
            case 401, 402, 403 -> new Answer.Unauthorized(what);
            case 429 -> kind.contains("insufficient_quota")
                    ? new Answer.Unauthorized(what)
                    : new Answer.RateLimited(what, wait, Usage.NONE);
            case 400 -> kind.contains("api_key_invalid") ? new Answer.Unauthorized(what) : new Answer.BadRequest(what);
            case 408, 409, 425 -> new Answer.Overloaded(what, wait, Usage.NONE);
            default -> status >= 500 ? new Answer.Overloaded(what, wait, Usage.NONE) : new Answer.BadRequest(what);
        };
    }

    /// The answer that an error in the middle of a stream stands for.
    static Answer answer(String kind, String message, Usage usage) {
        String low = kind.toLowerCase(Locale.ROOT);
        String what = what("an error in the stream", message);
        if (low.contains("rate_limit") || low.contains("429") || low.contains("resource_exhausted")) {
            return new Answer.RateLimited(what, Duration.ZERO, usage);
        }
        if (low.contains("authentication") || low.contains("permission")) {
            return new Answer.Unauthorized(what);
        }
        if (low.contains("invalid_request") || low.contains("invalid_argument") || low.contains("not_found")) {
            return new Answer.BadRequest(what);
        }
        return new Answer.Overloaded(what, Duration.ZERO, usage);
    }

    private static String what(String event, String message) {
        String line = OneLine.of(message, TEXT);
        return line.isEmpty() ? event : event + ": " + line;
    }

    private static JsonNode error(String body) {
        try {
            JsonNode node = MAPPER.readTree(body);
            JsonNode first = node.isArray() ? node.path(0) : node;
            return first.has("error") ? first.path("error") : first;
        } catch (JacksonException notJson) {
            return MissingNode.getInstance();
        }
    }
}
