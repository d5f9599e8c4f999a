package dev.autoresearch.proposers.scripted;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Ollama.
final class OllamaClient extends Client {

    OllamaClient(String base, boolean stream) {
        super(base, stream);
    }

    @Override
    String path() {
        return "/api/chat";
    }

    @Override
    ObjectNode request() {
        return Json.object("model", "m", "messages", messages, "stream", stream, "tools",
                tools ? ChatClient.functions() : Json.array());
    }

    @Override
    Answer read(int status, List<JsonNode> parts) {
        String name = "";
        JsonNode arguments = Json.object();
        var text = new StringBuilder();
        ObjectNode message = Json.object("role", "assistant");
        for (JsonNode part : parts) {
            text.append(part.path("message").path("content").asString(""));
            JsonNode calls = part.path("message").path("tool_calls");
            if (!calls.isEmpty()) {
                name = calls.path(0).path("function").path("name").asString();
                arguments = calls.path(0).path("function").path("arguments");
                message.set("tool_calls", calls);
            }
        }
        messages.add(message.put("content", text.toString()));
        JsonNode last = parts.getLast();
        return new Answer(status, name, arguments, text.toString(), last.path("done_reason").asString(),
                last.path("prompt_eval_count").asLong(), last.path("eval_count").asLong());
    }

    @Override
    void user(String text) {
        messages.add(Json.object("role", "user", "content", text));
    }

    @Override
    void result(String text) {
        messages.add(Json.object("role", "tool", "content", text));
    }
}
