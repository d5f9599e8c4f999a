package dev.autoresearch.proposers.scripted;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A little agent that speaks one dialect: it keeps the conversation and offers tools to read and to edit.
abstract sealed class Client permits ChatClient, ResponsesClient, AnthropicClient, GeminiClient, OllamaClient {
    static final HttpClient HTTP = HttpClient.newHttpClient();

    /// What came back: the status, the tool call if there was one, the text, the end, the tokens.
    record Answer(int status, String tool, JsonNode arguments, String text, String stop, long input, long output) {}

    final String base;
    final boolean stream;
    final ArrayNode messages = Json.array();
    boolean tools = true;

    Client(String base, boolean stream) {
        this.base = base;
        this.stream = stream;
    }

    static Client of(String dialect, String base, boolean stream) {
        return switch (dialect) {
            case "chat" -> new ChatClient(base, stream);
            case "responses" -> new ResponsesClient(base, stream);
            case "anthropic" -> new AnthropicClient(base, stream);
            case "gemini" -> new GeminiClient(base, stream);
            case "ollama" -> new OllamaClient(base, stream);
            default -> throw new IllegalArgumentException(dialect);
        };
    }

    static List<String> dialects() {
        return List.of("chat", "responses", "anthropic", "gemini", "ollama");
    }

    abstract String path();

    abstract ObjectNode request();

    /// What the stream's events or the whole body say, put together; adds the model's turn to the conversation.
    abstract Answer read(int status, List<JsonNode> parts);

    abstract void user(String text);

    /// Tells the model what its last tool call gave.
    abstract void result(String text);

    /// Sends the conversation as it stands.
    Answer ask() throws IOException {
        HttpResponse<String> response = send();
        if (response.statusCode() != 200) {
            return new Answer(response.statusCode(), "", Json.object(), response.body(), "", 0, 0);
        }
        var parts = new ArrayList<JsonNode>();
        if (stream) {
            response.body().lines().map(line -> line.startsWith("data: ") ? line.substring(6) : line)
                    .filter(line -> line.startsWith("{")).forEach(line -> parts.add(Json.MAPPER.readTree(line)));
        } else {
            parts.add(Json.MAPPER.readTree(response.body()));
        }
        return read(response.statusCode(), parts);
    }

    HttpResponse<String> send() throws IOException {
        ObjectNode body = request();
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path()))
                .header("Authorization", "Bearer " + ScriptedModel.KEY).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())).build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    static ObjectNode schema(String... properties) {
        ObjectNode out = Json.object();
        for (String property : properties) {
            out.set(property, Json.object("type", "string"));
        }
        return Json.object("type", "object", "properties", out, "required", List.of(properties));
    }

    static final ObjectNode READ = schema("file_path");
    static final ObjectNode EDIT = schema("file_path", "old_string", "new_string");
}

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
