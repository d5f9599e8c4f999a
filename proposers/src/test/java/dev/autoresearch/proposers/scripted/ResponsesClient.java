package dev.autoresearch.proposers.scripted;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// OpenAI Responses.
final class ResponsesClient extends Client {
    private String lastId = "";

    ResponsesClient(String base, boolean stream) {
        super(base, stream);
    }

    @Override
    String path() {
        return "/v1/responses";
    }

    @Override
    ObjectNode request() {
        return Json.object("model", "m", "instructions", "Be brief.", "input", messages, "stream", stream, "tools",
                tools
                        ? Json.array(Json.object("type", "function", "name", "read_file", "parameters", READ),
                                Json.object("type", "function", "name", "edit", "parameters", EDIT))
                        : Json.array());
    }

    @Override
    Answer read(int status, List<JsonNode> parts) {
        JsonNode response = stream ? parts.getLast().path("response") : parts.getFirst();
        String name = "";
        var text = new StringBuilder();
        JsonNode arguments = Json.object();
        for (JsonNode item : response.path("output")) {
            messages.add(item);
            if (item.path("type").asString().equals("function_call")) {
                name = item.path("name").asString();
                lastId = item.path("call_id").asString();
                arguments = Json.MAPPER.readTree(item.path("arguments").asString());
            }
            text.append(item.path("content").path(0).path("text").asString(""))
                    .append(item.path("content").path(0).path("refusal").asString(""));
        }
        return new Answer(status, name, arguments, text.toString(), response.path("status").asString(),
                response.path("usage").path("input_tokens").asLong(),
                response.path("usage").path("output_tokens").asLong());
    }

    @Override
    void user(String text) {
        messages.add(Json.object("role", "user", "content",
                Json.array(Json.object("type", "input_text", "text", text))));
    }

    @Override
    void result(String text) {
        messages.add(Json.object("type", "function_call_output", "call_id", lastId, "output", text));
    }
}
