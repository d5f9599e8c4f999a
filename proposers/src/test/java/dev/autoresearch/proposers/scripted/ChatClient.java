package dev.autoresearch.proposers.scripted;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// OpenAI chat.
final class ChatClient extends Client {
    private String lastId = "";

    ChatClient(String base, boolean stream) {
        super(base, stream);
    }

    @Override
    String path() {
        return "/v1/chat/completions";
    }

    static ArrayNode functions() {
        return Json.array(
                Json.object("type", "function", "function", Json.object("name", "read_file", "parameters", READ)),
                Json.object("type", "function", "function", Json.object("name", "edit", "parameters", EDIT)));
    }

    @Override
    ObjectNode request() {
        return Json.object("model", "m", "messages", messages, "stream", stream, "tools",
                tools ? functions() : Json.array(), "stream_options", Json.object("include_usage", true));
    }

    @Override
    Answer read(int status, List<JsonNode> parts) {
        String name = "";
        String stop = "";
        var text = new StringBuilder();
        var arguments = new StringBuilder();
        long input = 0;
        long output = 0;
        for (JsonNode part : parts) {
            JsonNode choice = part.path("choices").path(0);
            JsonNode delta = choice.has("message") ? choice.path("message") : choice.path("delta");
            text.append(delta.path("content").asString("")).append(delta.path("refusal").asString(""));
            JsonNode call = delta.path("tool_calls").path(0);
            name += call.path("function").path("name").asString("");
            lastId = call.path("id").asString(lastId);
            arguments.append(call.path("function").path("arguments").asString(""));
            stop = choice.path("finish_reason").asString(stop);
            input = part.path("usage").path("prompt_tokens").asLong(input);
            output = part.path("usage").path("completion_tokens").asLong(output);
        }
        ObjectNode message = Json.object("role", "assistant", "content", text.toString());
        if (!name.isEmpty()) {
            message.set("tool_calls", Json.array(Json.object("id", lastId, "type", "function", "function",
                    Json.object("name", name, "arguments", arguments.toString()))));
        }
        messages.add(message);
        JsonNode parsed = arguments.isEmpty() ? Json.object() : Json.MAPPER.readTree(arguments.toString());
        return new Answer(status, name, parsed, text.toString(), stop, input, output);
    }

    @Override
    void user(String text) {
        messages.add(Json.object("role", "user", "content", text));
    }

    @Override
    void result(String text) {
        messages.add(Json.object("role", "tool", "tool_call_id", lastId, "content", text));
    }
}
