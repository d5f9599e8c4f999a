package dev.autoresearch.proposers.scripted;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// OpenAI Responses.
record ResponsesDialect() implements Dialect {

    @Override
    public String name() {
        return "responses";
    }

    @Override
    public List<OfferedTool> tools(JsonNode body) {
        var tools = new ArrayList<OfferedTool>();
        body.path("tools").forEach(tool -> collect(tool, null, tools));
        return tools;
    }

    private static void collect(JsonNode tool, @Nullable String namespace, List<OfferedTool> into) {
        String name = tool.path("name").asString("");
        switch (tool.path("type").asString("")) {
            case "function" -> into.add(new OfferedTool(name, tool.path("parameters"), false, namespace));
            case "custom" -> into.add(new OfferedTool(name, Json.object(), true, namespace));
            case "local_shell" -> into.add(new OfferedTool("local_shell", Json.object(), false, null));
            case "namespace" -> tool.path("tools").forEach(inner -> collect(inner, name, into));
            default -> {
                // Hosted tools, such as a search of the web, are not for the model to call here.
            }
        }
    }

    @Override
    public List<Turn> turns(JsonNode body) {
        var turns = new ArrayList<Turn>();
        turns.add(new Turn(Turn.Role.SYSTEM, Json.texts(body.path("instructions")), false));
        JsonNode input = body.path("input");
        if (input.isString()) {
            turns.add(new Turn(Turn.Role.USER, input.asString(), false));
        } else {
            input.forEach(item -> turns.add(turn(item)));
        }
        return turns;
    }

    private static Turn turn(JsonNode item) {
        String type = item.path("type").asString("message");
        if (type.equals("message")) {
            return ChatDialect.turn(item);
        }
        Turn.Role role = type.endsWith("_output") ? Turn.Role.TOOL : Turn.Role.MODEL;
        return new Turn(role, Json.texts(item), type.endsWith("_call"));
    }

    @Override
    public ObjectNode whole(Reply reply) {
        return response(reply, reply.stop() == Reply.Stop.LENGTH ? "incomplete" : "completed", items(reply), true);
    }

    @Override
    public List<Frame> frames(Reply reply, JsonNode body) {
        var stream = new Events();
        ObjectNode opened = response(reply, "in_progress", List.of(), false);
        stream.add("response.created", "response", opened);
        stream.add("response.in_progress", "response", opened);
        List<ObjectNode> items = items(reply);
        for (int i = 0; i < items.size(); i++) {
            ObjectNode item = items.get(i);
            switch (item.path("type").asString()) {
                case "message" -> stream.message(i, item);
                case "reasoning" -> stream.reasoning(i, item);
                default -> stream.call(i, item);
            }
            stream.add("response.output_item.done", "output_index", i, "item", item);
        }
        ObjectNode closed = whole(reply);
        closed.set("id", opened.path("id"));
        stream.add("response." + closed.path("status").asString(), "response", closed);
        return stream.frames;
    }

    /// The events of one stream, numbered.
    private static final class Events {
        private final List<Frame> frames = new ArrayList<>();

        void add(String type, Object... more) {
            ObjectNode data = Json.object("type", type, "sequence_number", frames.size());
            data.setAll(Json.object(more));
            frames.add(Frame.of(type, data));
        }

        void opened(int index, ObjectNode item, String emptied, JsonNode empty) {
            ObjectNode begun = item.deepCopy();
            begun.set(emptied, empty);
            if (begun.has("status")) {
                begun.put("status", "in_progress");
            }
            add("response.output_item.added", "output_index", index, "item", begun);
        }

        void message(int index, ObjectNode item) {
            JsonNode part = item.path("content").path(0);
            boolean refusal = part.has("refusal");
            String key = refusal ? "refusal" : "text";
            String kind = refusal ? "response.refusal" : "response.output_text";
            Object[] at = {"output_index", index, "item_id", item.path("id"), "content_index", 0};
            opened(index, item, "content", Json.array());
            add("response.content_part.added", and(at, "part", emptied(part, key)));
            Reply.pieces(part.path(key).asString()).forEach(piece -> add(kind + ".delta", and(at, "delta", piece)));
            add(kind + ".done", and(at, key, part.path(key)));
            add("response.content_part.done", and(at, "part", part));
        }

        void reasoning(int index, ObjectNode item) {
            JsonNode part = item.path("summary").path(0);
            Object[] at = {"output_index", index, "item_id", item.path("id"), "summary_index", 0};
            opened(index, item, "summary", Json.array());
            add("response.reasoning_summary_part.added", and(at, "part", emptied(part, "text")));
            Reply.pieces(part.path("text").asString())
                    .forEach(piece -> add("response.reasoning_summary_text.delta", and(at, "delta", piece)));
            add("response.reasoning_summary_text.done", and(at, "text", part.path("text")));
            add("response.reasoning_summary_part.done", and(at, "part", part));
        }

        void call(int index, ObjectNode item) {
            boolean custom = item.has("input");
            String key = custom ? "input" : "arguments";
            String kind = custom ? "response.custom_tool_call_input" : "response.function_call_arguments";
            Object[] at = {"output_index", index, "item_id", item.path("id")};
            opened(index, item, key, Json.MAPPER.valueToTree(""));
            Reply.pieces(item.path(key).asString()).forEach(piece -> add(kind + ".delta", and(at, "delta", piece)));
            add(kind + ".done", and(at, key, item.path(key)));
        }

        private static ObjectNode emptied(JsonNode part, String key) {
            return ((ObjectNode) part.deepCopy()).put(key, "");
        }

        private static Object[] and(Object[] at, String name, Object value) {
            var all = new ArrayList<Object>(List.of(at));
            all.add(name);
            all.add(value);
            return all.toArray();
        }
    }

    private static List<ObjectNode> items(Reply reply) {
        var items = new ArrayList<ObjectNode>();
        if (!reply.think().isEmpty()) {
            items.add(Json.object("type", "reasoning", "id", id("rs_"), "summary",
                    Json.array(Json.object("type", "summary_text", "text", reply.think()))));
        }
        if (!reply.text().isEmpty()) {
            ObjectNode part = reply.refused()
                    ? Json.object("type", "refusal", "refusal", reply.text())
                    : Json.object("type", "output_text", "text", reply.text(), "annotations", Json.array());
            items.add(Json.object("type", "message", "id", id("msg_"), "role", "assistant", "status", "completed",
                    "content", Json.array(part)));
        }
        for (ToolCall call : reply.calls()) {
            boolean custom = call.tool().freeform();
            ObjectNode item = Json.object("type", custom ? "custom_tool_call" : "function_call", "id",
                    id(custom ? "ctc_" : "fc_"), "status", "completed", "call_id", call.id(), "name", call.name(),
                    custom ? "input" : "arguments",
                    custom ? call.arguments().asString() : call.arguments().toString());
            if (call.tool().namespace() != null) {
                item.put("namespace", call.tool().namespace());
            }
            items.add(item);
        }
        return items;
    }

    private static String id(String prefix) {
        return prefix + UUID.randomUUID();
    }

    private static ObjectNode response(Reply reply, String status, List<ObjectNode> output, boolean usage) {
        boolean cut = status.equals("incomplete");
        return Json.object("id", id("resp_"), "object", "response", "created_at", Instant.now().getEpochSecond(),
                "status", status, "model", reply.model(), "output", output, "usage",
                usage ? usage(reply.usage()) : null, "error", null, "incomplete_details",
                cut ? Json.object("reason", "max_output_tokens") : null, "instructions", null, "metadata",
                Json.object(), "parallel_tool_calls", true, "tool_choice", "auto", "tools", Json.array(),
                "temperature", 1, "top_p", 1);
    }

    private static ObjectNode usage(Tokens tokens) {
        return Json.object("input_tokens", tokens.input(), "input_tokens_details",
                Json.object("cached_tokens", tokens.cached()), "output_tokens", tokens.output(),
                "output_tokens_details", Json.object("reasoning_tokens", tokens.reasoning()), "total_tokens",
                tokens.input() + tokens.output());
    }

    @Override
    public ObjectNode error(int status, String message) {
        return ChatDialect.openAiError(status, message);
    }
}
