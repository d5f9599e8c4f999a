package dev.autoresearch.proposers.scripted;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Anthropic messages.
record AnthropicDialect() implements Dialect {

    @Override
    public String name() {
        return "anthropic";
    }

    @Override
    public List<OfferedTool> tools(JsonNode body) {
        return body.path("tools").valueStream().filter(tool -> tool.has("name"))
                .map(tool -> OfferedTool.of(tool.path("name").asString(), tool.path("input_schema"))).toList();
    }

    @Override
    public List<Turn> turns(JsonNode body) {
        var turns = new ArrayList<Turn>();
        turns.add(new Turn(Turn.Role.SYSTEM, Json.texts(body.path("system")), false));
        for (JsonNode message : body.path("messages")) {
            boolean model = message.path("role").asString("").equals("assistant");
            boolean result = holds(message, "tool_result");
            Turn.Role role = model ? Turn.Role.MODEL : result ? Turn.Role.TOOL : Turn.Role.USER;
            turns.add(new Turn(role, Json.texts(message), holds(message, "tool_use")));
        }
        return turns;
    }

    private static boolean holds(JsonNode message, String type) {
        return message.path("content").valueStream().anyMatch(part -> part.path("type").asString("").equals(type));
    }

    @Override
    public ObjectNode whole(Reply reply) {
        return message(reply, blocks(reply), stop(reply), usage(reply.usage(), reply.usage().output()));
    }

    @Override
    public List<Frame> frames(Reply reply, JsonNode body) {
        var frames = new ArrayList<Frame>();
        frames.add(event("message_start", "message", message(reply, List.of(), null, usage(reply.usage(), 1))));
        List<ObjectNode> blocks = blocks(reply);
        for (int i = 0; i < blocks.size(); i++) {
            ObjectNode block = blocks.get(i);
            frames.add(event("content_block_start", "index", i, "content_block", empty(block)));
            for (ObjectNode delta : deltas(block)) {
                frames.add(event("content_block_delta", "index", i, "delta", delta));
            }
            frames.add(event("content_block_stop", "index", i));
        }
        frames.add(event("message_delta", "delta", Json.object("stop_reason", stop(reply), "stop_sequence", null),
                "usage", Json.object("output_tokens", reply.usage().output())));
        frames.add(event("message_stop"));
        return frames;
    }

    private static List<ObjectNode> blocks(Reply reply) {
        var blocks = new ArrayList<ObjectNode>();
        if (!reply.think().isEmpty()) {
            blocks.add(Json.object("type", "thinking", "thinking", reply.think(), "signature", "c2lnbmVk"));
        }
        if (!reply.text().isEmpty()) {
            blocks.add(Json.object("type", "text", "text", reply.text()));
        }
        for (ToolCall call : reply.calls()) {
            blocks.add(Json.object("type", "tool_use", "id", "toolu_" + call.id(), "name", call.name(), "input",
                    call.arguments()));
        }
        return blocks;
    }

    private static ObjectNode empty(ObjectNode block) {
        ObjectNode out = block.deepCopy();
        for (String key : List.of("text", "thinking", "signature")) {
            if (out.has(key)) {
                out.put(key, "");
            }
        }
        if (out.has("input")) {
            out.set("input", Json.object());
        }
        return out;
    }

    private static List<ObjectNode> deltas(ObjectNode block) {
        var deltas = new ArrayList<ObjectNode>();
        switch (block.path("type").asString()) {
            case "text" -> Reply.pieces(block.path("text").asString())
                    .forEach(piece -> deltas.add(Json.object("type", "text_delta", "text", piece)));
            case "thinking" -> {
                Reply.pieces(block.path("thinking").asString())
                        .forEach(piece -> deltas.add(Json.object("type", "thinking_delta", "thinking", piece)));
                deltas.add(Json.object("type", "signature_delta", "signature", block.path("signature")));
            }
            default -> Reply.pieces(block.path("input").toString())
                    .forEach(piece -> deltas.add(Json.object("type", "input_json_delta", "partial_json", piece)));
        }
        return deltas;
    }

    private static Frame event(String type, Object... more) {
        ObjectNode data = Json.object("type", type);
        data.setAll(Json.object(more));
        return Frame.of(type, data);
    }

    private static ObjectNode message(Reply reply, List<ObjectNode> content, @Nullable String stop,
            ObjectNode usage) {
        return Json.object("id", "msg_" + UUID.randomUUID(), "type", "message", "role", "assistant", "model",
                reply.model(), "content", content, "stop_reason", stop, "stop_sequence", null, "usage", usage);
    }

    private static String stop(Reply reply) {
        return switch (reply.stop()) {
            case DONE -> "end_turn";
            case TOOLS -> "tool_use";
            case LENGTH -> "max_tokens";
            case REFUSED -> "refusal";
        };
    }

    private static ObjectNode usage(Tokens tokens, long output) {
        return Json.object("input_tokens", tokens.input() - tokens.cached() - tokens.cacheWrite(),
                "cache_creation_input_tokens", tokens.cacheWrite(), "cache_read_input_tokens", tokens.cached(),
                "output_tokens", output);
    }

    @Override
    public ObjectNode error(int status, String message) {
        String type = switch (status) {
            case 400 -> "invalid_request_error";
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 529 -> "overloaded_error";
            default -> "api_error";
        };
        return Json.object("type", "error", "error", Json.object("type", type, "message", message), "request_id",
                "req_scripted");
    }
}
