package dev.autoresearch.proposers.scripted;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Anthropic.
final class AnthropicClient extends Client {
    private String lastId = "";

    AnthropicClient(String base, boolean stream) {
        super(base, stream);
    }

    @Override
    String path() {
        return "/v1/messages";
    }

    @Override
    ObjectNode request() {
        return Json.object("model", "m", "max_tokens", 100, "system", "Be brief.", "messages", messages, "stream",
                stream, "tools",
                tools
                        ? Json.array(Json.object("name", "Read", "input_schema", READ),
                                Json.object("name", "Edit", "input_schema", EDIT))
                        : Json.array());
    }

    @Override
    Answer read(int status, List<JsonNode> parts) {
        ArrayNode blocks = Json.array();
        JsonNode first = stream ? parts.getFirst().path("message") : parts.getFirst();
        JsonNode usage = first.path("usage");
        String stop = first.path("stop_reason").asString("");
        long output = usage.path("output_tokens").asLong();
        if (stream) {
            var json = new StringBuilder();
            for (JsonNode part : parts) {
                switch (part.path("type").asString()) {
                    case "content_block_start" -> {
                        blocks.add(part.path("content_block").deepCopy());
                        json.setLength(0);
                    }
                    case "content_block_delta" -> {
                        ObjectNode block = (ObjectNode) blocks.get(blocks.size() - 1);
                        JsonNode delta = part.path("delta");
                        json.append(delta.path("partial_json").asString(""));
                        if (delta.has("text")) {
                            block.put("text", block.path("text").asString() + delta.path("text").asString());
                        }
                    }
                    case "content_block_stop" -> {
                        if (!json.isEmpty()) {
                            ((ObjectNode) blocks.get(blocks.size() - 1)).set("input",
                                    Json.MAPPER.readTree(json.toString()));
                        }
                    }
                    case "message_delta" -> {
                        stop = part.path("delta").path("stop_reason").asString();
                        output = part.path("usage").path("output_tokens").asLong();
                    }
                    default -> {
                    }
                }
            }
        } else {
            first.path("content").forEach(blocks::add);
        }
        messages.add(Json.object("role", "assistant", "content", blocks));
        String name = "";
        JsonNode arguments = Json.object();
        var text = new StringBuilder();
        for (JsonNode block : blocks) {
            text.append(block.path("text").asString(""));
            if (block.has("input")) {
                name = block.path("name").asString();
                arguments = block.path("input");
                lastId = block.path("id").asString();
            }
        }
        return new Answer(status, name, arguments, text.toString(), stop,
                usage.path("input_tokens").asLong() + usage.path("cache_read_input_tokens").asLong()
                        + usage.path("cache_creation_input_tokens").asLong(),
                output);
    }

    @Override
    void user(String text) {
        messages.add(Json.object("role", "user", "content", text));
    }

    @Override
    void result(String text) {
        messages.add(Json.object("role", "user", "content",
                Json.array(Json.object("type", "tool_result", "tool_use_id", lastId, "content", text))));
    }
}
