package dev.autoresearch.proposers.scripted;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Ollama's chat: lines of JSON, tool calls without ids, arguments as objects.
record OllamaDialect() implements Dialect {

    @Override
    public String name() {
        return "ollama";
    }

    @Override
    public boolean streams(JsonNode body) {
        return body.path("stream").asBoolean(true);
    }

    @Override
    public boolean keepsIds() {
        return false;
    }

    @Override
    public List<OfferedTool> tools(JsonNode body) {
        return new ChatDialect().tools(body);
    }

    @Override
    public List<Turn> turns(JsonNode body) {
        return new ChatDialect().turns(body);
    }

    @Override
    public ObjectNode whole(Reply reply) {
        ObjectNode message = message("content", reply.text());
        if (!reply.think().isEmpty()) {
            message.put("thinking", reply.think());
        }
        if (!reply.calls().isEmpty()) {
            message.set("tool_calls", calls(reply));
        }
        return ended(reply, message);
    }

    @Override
    public List<Frame> frames(Reply reply, JsonNode body) {
        var frames = new ArrayList<Frame>();
        Reply.pieces(reply.think()).forEach(piece -> {
            ObjectNode message = message("content", "");
            frames.add(Frame.of(line(reply, message.put("thinking", piece), false)));
        });
        Reply.pieces(reply.text())
                .forEach(piece -> frames.add(Frame.of(line(reply, message("content", piece), false))));
        if (!reply.calls().isEmpty()) {
            ObjectNode message = message("content", "");
            message.set("tool_calls", calls(reply));
            frames.add(Frame.of(line(reply, message, false)));
        }
        frames.add(Frame.of(ended(reply, message("content", ""))));
        return frames;
    }

    private static ObjectNode message(String name, String text) {
        return Json.object("role", "assistant", name, text);
    }

    private static JsonNode calls(Reply reply) {
        return Json.array(reply.calls().stream().map(call -> Json.object("function",
                Json.object("name", call.name(), "arguments", call.arguments()))).toArray());
    }

    private static ObjectNode line(Reply reply, ObjectNode message, boolean done) {
        return Json.object("model", reply.model(), "created_at", Instant.now().toString(), "message", message, "done",
                done);
    }

    private static ObjectNode ended(Reply reply, ObjectNode message) {
        ObjectNode out = line(reply, message, true);
        out.put("done_reason", reply.stop() == Reply.Stop.LENGTH ? "length" : "stop");
        out.put("prompt_eval_count", reply.usage().input());
        out.put("eval_count", reply.usage().output());
        out.put("total_duration", 1_000_000);
        return out;
    }

    @Override
    public ObjectNode error(int status, String message) {
        return Json.object("error", message);
    }

    @Override
    public String streamType() {
        return "application/x-ndjson";
    }

    @Override
    public String written(Frame frame) {
        return frame.data() + "\n";
    }
}
