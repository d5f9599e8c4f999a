package dev.autoresearch.proposers.scripted;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// OpenAI chat completions.
record ChatDialect() implements Dialect {

    @Override
    public String name() {
        return "chat";
    }

    @Override
    public List<OfferedTool> tools(JsonNode body) {
        return body.path("tools").valueStream().map(tool -> tool.path("function")).filter(f -> f.has("name"))
                .map(f -> OfferedTool.of(f.path("name").asString(), f.path("parameters"))).toList();
    }

    @Override
    public List<Turn> turns(JsonNode body) {
        return body.path("messages").valueStream().map(ChatDialect::turn).toList();
    }

    static Turn turn(JsonNode message) {
        Turn.Role role = switch (message.path("role").asString("")) {
            case "assistant" -> Turn.Role.MODEL;
            case "tool", "function" -> Turn.Role.TOOL;
            case "system", "developer" -> Turn.Role.SYSTEM;
            default -> Turn.Role.USER;
        };
        return new Turn(role, Json.texts(message), !message.path("tool_calls").isEmpty());
    }

    @Override
    public ObjectNode whole(Reply reply) {
        ObjectNode message = Json.object("role", "assistant", "content",
                reply.refused() || reply.text().isEmpty() ? null : reply.text());
        if (reply.refused()) {
            message.put("refusal", reply.text());
        }
        if (!reply.think().isEmpty()) {
            message.put("reasoning_content", reply.think());
        }
        if (!reply.calls().isEmpty()) {
            message.set("tool_calls", Json.array(reply.calls().stream().map(call -> Json.object("id", call.id(),
                    "type", "function", "function",
                    Json.object("name", call.name(), "arguments", call.arguments().toString()))).toArray()));
        }
        ObjectNode out = head(reply, "chat.completion");
        out.set("choices", Json.array(Json.object("index", 0, "message", message, "finish_reason", finish(reply))));
        out.set("usage", usage(reply.usage()));
        return out;
    }

    @Override
    public List<Frame> frames(Reply reply, JsonNode body) {
        ObjectNode head = head(reply, "chat.completion.chunk");
        var frames = new ArrayList<Frame>();
        frames.add(chunk(head, Json.object("role", "assistant", "content", ""), null));
        Reply.pieces(reply.think())
                .forEach(piece -> frames.add(chunk(head, Json.object("reasoning_content", piece), null)));
        String place = reply.refused() ? "refusal" : "content";
        Reply.pieces(reply.text()).forEach(piece -> frames.add(chunk(head, Json.object(place, piece), null)));
        for (int i = 0; i < reply.calls().size(); i++) {
            ToolCall call = reply.calls().get(i);
            frames.add(chunk(head, delta(Json.object("index", i, "id", call.id(), "type", "function", "function",
                    Json.object("name", call.name(), "arguments", ""))), null));
            for (String piece : Reply.pieces(call.arguments().toString())) {
                frames.add(chunk(head, delta(Json.object("index", i, "function", Json.object("arguments", piece))),
                        null));
            }
        }
        frames.add(chunk(head, Json.object(), finish(reply)));
        if (body.path("stream_options").path("include_usage").asBoolean(false)) {
            ObjectNode last = head.deepCopy();
            last.set("choices", Json.array());
            last.set("usage", usage(reply.usage()));
            frames.add(Frame.of(last));
        }
        frames.add(new Frame(null, "[DONE]"));
        return frames;
    }

    private static ObjectNode delta(ObjectNode call) {
        return Json.object("tool_calls", Json.array(call));
    }

    private static Frame chunk(ObjectNode head, ObjectNode delta, @Nullable String finish) {
        ObjectNode out = head.deepCopy();
        out.set("choices", Json.array(Json.object("index", 0, "delta", delta, "finish_reason", finish)));
        return Frame.of(out);
    }

    private static ObjectNode head(Reply reply, String kind) {
        return Json.object("id", "chatcmpl-" + UUID.randomUUID(), "object", kind, "created",
                Instant.now().getEpochSecond(), "model", reply.model());
    }

    private static String finish(Reply reply) {
        return switch (reply.stop()) {
            case DONE, REFUSED -> "stop";
            case TOOLS -> "tool_calls";
            case LENGTH -> "length";
        };
    }

    private static ObjectNode usage(Tokens tokens) {
        return Json.object("prompt_tokens", tokens.input(), "completion_tokens", tokens.output(), "total_tokens",
                tokens.input() + tokens.output(), "prompt_tokens_details",
                Json.object("cached_tokens", tokens.cached()), "completion_tokens_details",
                Json.object("reasoning_tokens", tokens.reasoning()));
    }

    @Override
    public ObjectNode error(int status, String message) {
        return openAiError(status, message);
    }

    static ObjectNode openAiError(int status, String message) {
        String type = switch (status) {
            case 400, 404 -> "invalid_request_error";
            case 401 -> "invalid_api_key";
            case 429 -> "rate_limit_exceeded";
            default -> "server_error";
        };
        return Json.object("error", Json.object("message", message, "type", type, "param", null, "code", type));
    }
}
