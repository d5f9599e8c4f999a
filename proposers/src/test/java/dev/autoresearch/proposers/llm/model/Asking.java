package dev.autoresearch.proposers.llm.model;

import dev.autoresearch.config.ModelChoice;
import dev.autoresearch.config.Provider;
import dev.autoresearch.exec.Stop;
import dev.autoresearch.proposers.scripted.ScriptedModel;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Models at servers of tests, and simple requests.
public final class Asking {

    /// Every key that a model could look for.
    public static final Map<String, String> KEYS = Map.of("ANTHROPIC_API_KEY", ScriptedModel.KEY, "OPENAI_API_KEY",
            ScriptedModel.KEY, "GEMINI_API_KEY", ScriptedModel.KEY);

    /// Limits for tests.
    public static final Limits LIMITS = new Limits(Duration.ofSeconds(5), Duration.ofSeconds(20),
            Duration.ofSeconds(60));

    /// A tool with one text.
    public static final Tool READ = new Tool("read_file", "Reads a file.",
            JsonObjectSchema.builder().addStringProperty("path", "which").required("path").build());

    private Asking() {}

    /// A model of this provider at this address.
    public static ModelChoice choice(Provider provider, String url) {
        return new ModelChoice(provider, "scripted-1", url, "", 1, OptionalDouble.empty(), 1000, Optional.empty());
    }

    /// A request with these messages.
    public static Request request(Message... messages) {
        return new Request("You are careful.", List.of(messages), List.of(READ), 1000, OptionalDouble.empty(),
                OptionalLong.empty());
    }

    /// One answer.
    static Answer ask(Provider provider, String url, Limits limits, Request request, Stop stop) {
        try (var models = new Models(limits, InstantSource.system())) {
            return models.connect(choice(provider, url), KEYS).respond(request, Duration.ofMinutes(5), stop);
        }
    }
}
