package dev.autoresearch.proposers.scripted;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Gemini; it does not keep the ids of calls, as some clients do not.
final class GeminiClient extends Client {
    private String lastName = "";

    GeminiClient(String base, boolean stream) {
        super(base, stream);
    }

    @Override
    String path() {
        return stream ? "/v1beta/models/m:streamGenerateContent?alt=sse" : "/v1beta/models/m:generateContent";
    }

    @Override
    ObjectNode request() {
        ObjectNode upper = Json.object("type", "OBJECT", "properties",
                Json.object("file_path", Json.object("type", "STRING")), "required", List.of("file_path"));
        return Json.object("contents", messages, "tools", tools
                ? Json.array(Json.object("functionDeclarations",
                        Json.array(Json.object("name", "read_file", "parameters", upper),
                                Json.object("name", "replace", "parametersJsonSchema", EDIT))))
                : Json.array());
    }

    @Override
    Answer read(int status, List<JsonNode> parts) {
        String name = "";
        String stop = "";
        JsonNode arguments = Json.object();
        ArrayNode kept = Json.array();
        var text = new StringBuilder();
        for (JsonNode part : parts) {
            JsonNode candidate = part.path("candidates").path(0);
            stop = candidate.path("finishReason").asString(stop);
            for (JsonNode piece : candidate.path("content").path("parts")) {
                text.append(piece.path("text").asString(""));
                if (piece.has("functionCall")) {
                    name = piece.path("functionCall").path("name").asString();
                    arguments = piece.path("functionCall").path("args");
                    kept.add(Json.object("functionCall", Json.object("name", name, "args", arguments)));
                }
            }
        }
        if (!text.isEmpty()) {
            kept.insert(0, Json.object("text", text.toString()));
        }
        messages.add(Json.object("role", "model", "parts", kept));
        lastName = name;
        JsonNode usage = parts.getLast().path("usageMetadata");
        return new Answer(status, name, arguments, text.toString(), stop, usage.path("promptTokenCount").asLong(),
                usage.path("candidatesTokenCount").asLong() + usage.path("thoughtsTokenCount").asLong());
    }

    @Override
    void user(String text) {
        messages.add(Json.object("role", "user", "parts", Json.array(Json.object("text", text))));
    }

    @Override
    void result(String text) {
        messages.add(Json.object("role", "user", "parts", Json.array(Json.object("functionResponse",
                Json.object("name", lastName, "response", Json.object("output", text))))));
    }
}
