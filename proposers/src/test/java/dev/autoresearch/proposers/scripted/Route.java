package dev.autoresearch.proposers.scripted;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/// What an address asks for.
///
/// @param script the script that the address names: `/s/NAME/…`
/// @param path   the rest of the path
record Route(Optional<String> script, String path) {
    private static final Pattern PREFIX = Pattern.compile("/s/([^/]+)(/.*)?");
    private static final Pattern GEMINI = Pattern.compile(".*/models/([^/:]+):(\\w+)");

    static Route of(String path) {
        Matcher prefixed = PREFIX.matcher(path);
        if (!prefixed.matches()) {
            return new Route(Optional.empty(), path);
        }
        return new Route(Optional.of(prefixed.group(1)), prefixed.group(2) == null ? "/" : prefixed.group(2));
    }

    /// The dialect in which the model is asked, empty when the address asks for something else.
    Optional<Dialect> dialect() {
        Matcher gemini = GEMINI.matcher(path);
        if (gemini.matches()) {
            return switch (gemini.group(2)) {
                case "generateContent" -> Optional.of(new GeminiDialect(gemini.group(1), false));
                case "streamGenerateContent" -> Optional.of(new GeminiDialect(gemini.group(1), true));
                default -> Optional.empty();
            };
        }
        return path.endsWith("/chat/completions")
                ? Optional.of(new ChatDialect())
                : path.endsWith("/responses")
                        ? Optional.of(new ResponsesDialect())
                        : path.endsWith("/messages")
                                ? Optional.of(new AnthropicDialect())
                                : path.endsWith("/api/chat") ? Optional.of(new OllamaDialect()) : Optional.empty();
    }

    /// The fixed answer to a question that is not for the model, empty where nobody serves the address.
    Optional<ObjectNode> fixed() {
        String model = "scripted-model";
        if (path.endsWith("/v1beta/models")) {
            return Optional.of(Json.object("models", Json.array(Json.object("name", "models/" + model,
                    "supportedGenerationMethods", Json.array("generateContent", "countTokens")))));
        }
        if (path.endsWith("/models")) {
            return Optional.of(Json.object("object", "list", "has_more", false, "data",
                    Json.array(Json.object("id", model, "object", "model", "type", "model", "created", 0, "owned_by",
                            "autoresearch", "display_name", "Scripted model"))));
        }
        if (path.endsWith("/messages/count_tokens")) {
            return Optional.of(Json.object("input_tokens", Tokens.DEFAULT.input()));
        }
        if (path.endsWith(":countTokens")) {
            return Optional.of(Json.object("totalTokens", Tokens.DEFAULT.input()));
        }
        if (path.endsWith("/api/tags")) {
            return Optional.of(Json.object("models", Json.array(Json.object("name", model, "model", model))));
        }
        if (path.endsWith("/api/show")) {
            return Optional.of(Json.object("capabilities", Json.array("completion", "tools"), "model_info",
                    Json.object("general.architecture", "scripted", "scripted.context_length", 100_000)));
        }
        if (path.endsWith("/api/version")) {
            return Optional.of(Json.object("version", "0.0.0"));
        }
        return Optional.empty();
    }
}
