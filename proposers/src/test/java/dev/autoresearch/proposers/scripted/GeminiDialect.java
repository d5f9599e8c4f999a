package dev.autoresearch.proposers.scripted;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Gemini's generateContent; its requests name the model and the stream in the address.
record GeminiDialect(String model, boolean stream) implements Dialect {

    @Override
    public String name() {
        return "gemini";
    }

    @Override
    public String model(JsonNode body) {
        return model;
    }

    @Override
    public boolean streams(JsonNode body) {
        return stream;
    }

    @Override
    public List<OfferedTool> tools(JsonNode body) {
        return body.path("tools").valueStream().flatMap(group -> either(group, "functionDeclarations",
                "function_declarations").valueStream())
                .map(tool -> OfferedTool.of(tool.path("name").asString(""),
                        lower(either(tool, "parametersJsonSchema", "parameters"))))
                .toList();
    }

    /// The schema with its types as JSON Schema spells them: `OBJECT` is `object`.
    private static JsonNode lower(JsonNode schema) {
        if (schema.isArray()) {
            return Json.array(schema.valueStream().map(GeminiDialect::lower).toArray());
        }
        if (!schema.isObject()) {
            return schema;
        }
        ObjectNode out = Json.object();
        schema.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            out.set(entry.getKey(), entry.getKey().equals("type") && value.isString()
                    ? Json.MAPPER.valueToTree(value.asString().toLowerCase(Locale.ROOT))
                    : lower(value));
        });
        return out;
    }

    private static JsonNode either(JsonNode node, String name, String other) {
        return node.has(name) ? node.path(name) : node.path(other);
    }

    @Override
    public List<Turn> turns(JsonNode body) {
        var turns = new ArrayList<Turn>();
        turns.add(new Turn(Turn.Role.SYSTEM, Json.texts(either(body, "systemInstruction", "system_instruction")),
                false));
        for (JsonNode content : body.path("contents")) {
            boolean model = content.path("role").asString("").equals("model");
            Turn.Role role = model
                    ? Turn.Role.MODEL
                    : holds(content, "functionResponse") ? Turn.Role.TOOL : Turn.Role.USER;
            turns.add(new Turn(role, Json.texts(content), holds(content, "functionCall")));
        }
        return turns;
    }

    private static boolean holds(JsonNode content, String part) {
        return content.path("parts").valueStream().anyMatch(inner -> inner.has(part));
    }

    @Override
    public ObjectNode whole(Reply reply) {
        return chunk(reply, parts(reply), true);
    }

    @Override
    public List<Frame> frames(Reply reply, JsonNode body) {
        var parts = new ArrayList<ObjectNode>();
        for (ObjectNode part : parts(reply)) {
            List<String> pieces = Reply.pieces(part.path("text").asString(""));
            pieces.forEach(piece -> parts.add(part.deepCopy().put("text", piece)));
            if (pieces.isEmpty()) {
                parts.add(part);
            }
        }
        var frames = new ArrayList<Frame>();
        for (int i = 0; i < parts.size(); i++) {
            frames.add(Frame.of(chunk(reply, List.of(parts.get(i)), i == parts.size() - 1)));
        }
        if (parts.isEmpty()) {
            frames.add(Frame.of(chunk(reply, List.of(), true)));
        }
        return frames;
    }

    private static List<ObjectNode> parts(Reply reply) {
        var parts = new ArrayList<ObjectNode>();
        if (!reply.think().isEmpty()) {
            parts.add(Json.object("text", reply.think(), "thought", true));
        }
        if (!reply.text().isEmpty() && !reply.refused()) {
            parts.add(Json.object("text", reply.text()));
        }
        for (ToolCall call : reply.calls()) {
            parts.add(Json.object("functionCall",
                    Json.object("id", call.id(), "name", call.name(), "args", call.arguments())));
        }
        return parts;
    }

    private static ObjectNode chunk(Reply reply, List<ObjectNode> parts, boolean last) {
        ObjectNode candidate = Json.object("content", Json.object("role", "model", "parts", parts), "index", 0);
        if (reply.refused()) {
            candidate.remove("content");
        }
        if (last) {
            candidate.put("finishReason", switch (reply.stop()) {
                case DONE, TOOLS -> "STOP";
                case LENGTH -> "MAX_TOKENS";
                case REFUSED -> "SAFETY";
            });
        }
        return Json.object("candidates", Json.array(candidate), "modelVersion", reply.model(), "responseId",
                UUID.randomUUID().toString(), "usageMetadata", usage(reply.usage()));
    }

    /// Here the reasoning stands beside the rest of the output, not in it.
    private static ObjectNode usage(Tokens tokens) {
        long said = tokens.output() - tokens.reasoning();
        return Json.object("promptTokenCount", tokens.input(), "candidatesTokenCount", said, "thoughtsTokenCount",
                tokens.reasoning(), "cachedContentTokenCount", tokens.cached(), "totalTokenCount",
                tokens.input() + tokens.output());
    }

    @Override
    public ObjectNode error(int status, String message) {
        String word = switch (status) {
            case 400 -> "INVALID_ARGUMENT";
            case 401 -> "UNAUTHENTICATED";
            case 403 -> "PERMISSION_DENIED";
            case 404 -> "NOT_FOUND";
            case 429 -> "RESOURCE_EXHAUSTED";
            case 503 -> "UNAVAILABLE";
            default -> "INTERNAL";
        };
        return Json.object("error", Json.object("code", status, "message", message, "status", word));
    }
}
