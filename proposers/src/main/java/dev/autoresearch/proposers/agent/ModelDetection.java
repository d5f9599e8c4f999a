package dev.autoresearch.proposers.agent;

import dev.autoresearch.config.ModelChoice;
import dev.autoresearch.config.Price;
import dev.autoresearch.config.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/// Which language model could be asked here, where the user named none: by the key that is there, else the first that an
/// Ollama of theirs has.
final class ModelDetection {
    /// Capable ones of a middling price; which they are is no secret, and `llm` names others.
    static final Map<Provider, String> USUAL = usual();

    private static final String OLLAMA = "http://127.0.0.1:11434";
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int LARGEST_ANSWER = 1 << 20;

    private ModelDetection() {}

    private static Map<Provider, String> usual() {
        var models = new LinkedHashMap<Provider, String>();
        models.put(Provider.ANTHROPIC, "claude-sonnet-5-5");
        models.put(Provider.OPENAI, "gpt-5.4");
        models.put(Provider.GEMINI, "gemini-3.5-flash");
        return models;
    }

    /// Looks at the keys in this environment, then asks Ollama.
    static Optional<ModelChoice> look(Map<String, String> environment) {
        return USUAL.entrySet().stream()
                .filter(entry -> !environment.getOrDefault(entry.getKey().keyVariable(), "").isBlank())
                .map(entry -> ModelChoice.of(entry.getKey(), entry.getValue())).findFirst()
                .or(() -> ollama(environment.getOrDefault("OLLAMA_HOST", "")));
    }

    /// Why this model, one phrase.
    static String reason(ModelChoice model) {
        return model.provider() == Provider.OLLAMA
                ? "Ollama answers and has " + model.name()
                : model.provider().keyVariable() + " is set: " + model.name();
    }

    private static Optional<ModelChoice> ollama(String host) {
        String url = host.isBlank() ? OLLAMA : address(host);
        try (var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            var request = HttpRequest.newBuilder(URI.create(url + "/api/tags")).timeout(PATIENCE).build();
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                String name = new ObjectMapper().readTree(body.readNBytes(LARGEST_ANSWER)).path("models").path(0)
                        .path("name").asString("");
                return name.isBlank()
                        ? Optional.empty()
                        : Optional.of(new ModelChoice(Provider.OLLAMA, name, host.isBlank() ? "" : url, "", 1,
                                OptionalDouble.empty(), ModelChoice.DEFAULT_OUTPUT, Optional.<Price>empty()));
            }
        } catch (IOException | JacksonException | IllegalArgumentException nobody) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /// The address that `OLLAMA_HOST` means: the variable also tells the service where to listen.
    private static String address(String host) {
        String url = host.contains("://") ? host : "http://" + host;
        String reached = url.replaceFirst("/+$", "").replace("//0.0.0.0", "//127.0.0.1");
        return reached.matches("https?://[^/]*:\\d+.*") ? reached : reached + ":11434";
    }
}
