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
