package dev.autoresearch.proposers.llm.model;

import dev.autoresearch.config.Exit;
import dev.autoresearch.config.ModelChoice;
import dev.autoresearch.config.Provider;
import dev.autoresearch.config.Refusal;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiStreamingChatModel;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Where a model is and how it is spoken to.
///
/// @param key empty where it needs none
record Service(ModelChoice choice, String key, String baseUrl) {

    /// The tokens that Ollama keeps in view; more than its own default, which silently forgets the beginning.
    private static final int CONTEXT = 32_768;

    private static final int SHORTEST_SECRET = 6;

    /// The service of a model.
    ///
    /// @throws Refusal if its key is not in the environment, or its base URL is none
    static Service of(ModelChoice choice, Map<String, String> environment) {
        String variable = choice.key();
        String key = environment.getOrDefault(variable, "").strip();
        boolean optional = switch (choice.provider()) {
            case COMPATIBLE, OLLAMA -> true;
            case ANTHROPIC, OPENAI, GEMINI -> false;
        };
        if (key.isEmpty() && !optional) {
            throw new Refusal(Exit.CONFIGURATION,
                    "The model " + name(choice) + " needs a key, and the environment variable " + variable
                            + " is not set.",
                    "Set it to your key (export " + variable + "=…), or name another variable by `key`.");
        }
        return new Service(choice, key, baseUrl(choice));
    }

    private static String baseUrl(ModelChoice choice) {
        String given = choice.baseUrl().isBlank() ? usualUrl(choice) : choice.baseUrl().strip();
        try {
            var url = new URI(given);
            String scheme = url.getScheme();
            if (url.getHost() != null && ("http".equals(scheme) || "https".equals(scheme))) {
                String path = url.getPath() == null ? "" : url.getPath();
                String bare = given.endsWith("/") ? given.substring(0, given.length() - 1) : given;
                return path.isEmpty() || path.equals("/") ? bare + version(choice.provider()) : bare;
            }
        } catch (URISyntaxException e) {
            // Refused below.
        }
        throw new Refusal(Exit.CONFIGURATION,
                "The base URL of the model " + name(choice) + " is '" + given + "', which is not an http(s) address.",
                "Write for example `base-url: http://localhost:8080/v1`.");
    }

    private static String usualUrl(ModelChoice choice) {
        return switch (choice.provider()) {
            case ANTHROPIC -> "https://api.anthropic.com";
            case OPENAI -> "https://api.openai.com";
            case GEMINI -> "https://generativelanguage.googleapis.com";
            case OLLAMA -> "http://localhost:11434";
            case COMPATIBLE -> throw new Refusal(Exit.CONFIGURATION,
                    "The model " + name(choice) + " has no base URL.",
                    "Write where it is, for example `base-url: http://localhost:8080/v1`.");
        };
    }

    private static String version(Provider provider) {
        return switch (provider) {
            case ANTHROPIC, OPENAI, COMPATIBLE -> "/v1";
            case GEMINI -> "/v1beta";
            case OLLAMA -> "";
        };
    }

    private static String name(ModelChoice choice) {
        return choice.provider().word() + "/" + choice.name();
    }

    /// The model's name in rows and messages.
    String name() {
        return name(choice);
    }

    /// Host and port, for messages.
    String place() {
        return URI.create(baseUrl).getAuthority();
    }

    Dialect dialect() {
        return Dialect.of(choice.provider());
    }

    /// Whether the protocol needs an id for every tool call, also where the model gave none.
    boolean needsIds() {
        return dialect() == Dialect.OPENAI || dialect() == Dialect.ANTHROPIC;
    }

    /// A text without the key, should a service repeat it.
    String without(String text) {
        return key.length() < SHORTEST_SECRET ? text : text.replace(key, "(key)");
    }

    /// A client for one request over one exchange.
    StreamingChatModel open(Exchange exchange, Request request) {
        @Nullable
        Double temperature = boxed(request.temperature());
        @Nullable
        Integer seed = seed(request.seed());
        return switch (choice.provider()) {
            case ANTHROPIC -> AnthropicStreamingChatModel.builder().httpClientBuilder(exchange).baseUrl(baseUrl)
                    .apiKey(key).modelName(choice.name()).maxTokens(request.maxOutput()).temperature(temperature)
                    .cacheSystemMessages(true).cacheTools(true).build();
            case OPENAI -> OpenAiStreamingChatModel.builder().httpClientBuilder(exchange).baseUrl(baseUrl).apiKey(key)
                    .modelName(choice.name()).maxCompletionTokens(request.maxOutput()).temperature(temperature)
                    .seed(seed).accumulateToolCallId(false).build();
            case COMPATIBLE -> OpenAiStreamingChatModel.builder().httpClientBuilder(exchange).baseUrl(baseUrl)
                    .apiKey(key.isEmpty() ? null : key).modelName(choice.name()).maxTokens(request.maxOutput())
                    .temperature(temperature).seed(seed).accumulateToolCallId(false).build();
            // Signatures of thoughts must come back with the calls that they belong to.
            case GEMINI -> GoogleAiGeminiStreamingChatModel.builder().httpClientBuilder(exchange).baseUrl(baseUrl)
                    .apiKey(key).modelName(choice.name()).maxOutputTokens(request.maxOutput())
                    .temperature(temperature).seed(seed).returnThinking(true).sendThinking(true).build();
            case OLLAMA -> OllamaStreamingChatModel.builder().httpClientBuilder(exchange).baseUrl(baseUrl)
                    .modelName(choice.name()).numPredict(request.maxOutput()).numCtx(CONTEXT).temperature(temperature)
                    .seed(seed).customHeaders(key.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + key))
                    .build();
        };
    }

    private static @Nullable Double boxed(OptionalDouble value) {
        return value.isPresent() ? Double.valueOf(value.getAsDouble()) : null;
    }

    private static @Nullable Integer seed(OptionalLong value) {
        return value.isPresent() ? Integer.valueOf(Math.floorMod(value.getAsLong(), Integer.MAX_VALUE)) : null;
    }
}
