package dev.autoresearch.proposers.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.ProposerChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.ObjectMapper;

class AgentCallTest {
    @TempDir
    Path folder;

    static List<String> programs() {
        return ProposerChoice.PROGRAMS;
    }

    @ParameterizedTest
    @MethodSource("programs")
    void everyDescriptionIsWholeAndFillsEveryPlace(String name) throws IOException {
        AgentProgram program = AgentPrograms.named(name);
        assertThat(program.name()).isEqualTo(name);
        assertThat(program.notes()).isNotEmpty();
        assertThat(program.keys()).isNotEmpty();
        assertThat(program.writable()).isNotEmpty();
        assertThat(program.signedIn()).isNotEmpty();
        for (String session : List.of("", "0f2c44aa-1")) {
            AgentCall call = call(name, session, 0.5, "sealed/**");
            assertThat(call.script()).startsWith("#!/bin/sh\nexec " + program.program() + " ")
                    .doesNotContain("{").satisfies(script -> assertThat(script.contains("0f2c44aa-1"))
                            .isEqualTo(!session.isEmpty() && program.continues()));
        }
    }

    @Test
    void claudeIsHeldByItsOwnPermissions() throws IOException {
        assertThat(call("claude", "", 0.5, "sealed/**").script()).isEqualTo("""
                #!/bin/sh
                exec claude -p --output-format stream-json --verbose --include-partial-messages --max-turns 40 \
                --max-budget-usd 0.5000 --permission-mode acceptEdits --permission-prompts none --disallowedTools \
                'Bash(git *)' 'Edit(score.py)' 'Edit(data/**)' 'Edit(sealed/**)' 'Read(sealed/**)' --verbose \
                < %s/prompt.md
                """.formatted(folder));
    }

    @Test
    void codexGoesOnInItsConversationBehindItsOptions() throws IOException {
        assertThat(call("codex", "0f2c44aa-1", Double.POSITIVE_INFINITY).script())
                .endsWith(" --verbose resume 0f2c44aa-1 - < " + folder + "/prompt.md\n")
                .contains(" -s workspace-write ");
        assertThat(call("codex", "", Double.POSITIVE_INFINITY).script()).contains(" --verbose - < ");
    }

    @Test
    void opencodeIsDeniedWhatItMayNotDoBecauseAskingEndsIt() throws IOException {
        var permission = new ObjectMapper()
                .readTree(call("opencode", "", 1, "sealed/**").environment().get("OPENCODE_PERMISSION"));
        assertThat(permission.path("edit").toString()).isEqualTo("{\"*\":\"deny\",\"src/**\":\"allow\","
                + "\"target.txt\":\"allow\",\"score.py\":\"deny\",\"data/**\":\"deny\",\"sealed/**\":\"deny\"}");
        assertThat(permission.path("external_directory").asString()).isEqualTo("deny");
    }

    @Test
    void geminiHasItsLimitsAndTelemetryInASettingsFileOfOurs() throws IOException {
        AgentCall call = call("gemini", "", 1, "sealed/**");
        var settings = new ObjectMapper()
                .readTree(Path.of(call.environment().get("GEMINI_CLI_SYSTEM_SETTINGS_PATH")));
        assertThat(settings.at("/model/maxSessionTurns").isInt()).isTrue();
        assertThat(settings.at("/model/maxSessionTurns").asInt()).isEqualTo(40);
        assertThat(settings.at("/privacy/usageStatisticsEnabled").asBoolean(true)).isFalse();
        assertThat(Files.readString(folder.resolve("policy.toml")).lines()
                .filter(line -> line.equals("[[rule]]"))).hasSize(3);
        assertThat(Files.readString(folder.resolve("policy.toml")))
                .contains("argsPattern = '\"file_path\":(\"|\"[^\"]*/)score\\.py[/\"]'");
        assertThat(Files.readString(folder.resolve("defaults.json"))).isEqualTo("{}\n");
    }

    @Test
    void aProgramGetsItsOwnKeysAndNobodyElses() throws IOException {
        Map<String, String> user = Map.of("ANTHROPIC_API_KEY", "a", "OPENAI_API_KEY", "o", "GITHUB_TOKEN", "g",
                "CLAUDECODE", "1", "LANG", "C.UTF-8");
        Map<String, String> passed = Map.of("LANG", "C.UTF-8", "CLAUDECODE", "1");
        assertThat(call("claude", user, passed).environment()).containsEntry("ANTHROPIC_API_KEY", "a")
                .containsEntry("LANG", "C.UTF-8").doesNotContainKeys("OPENAI_API_KEY", "GITHUB_TOKEN", "CLAUDECODE");
        assertThat(call("codex", user, passed).environment()).containsEntry("OPENAI_API_KEY", "o")
                .doesNotContainKeys("ANTHROPIC_API_KEY", "GITHUB_TOKEN");
    }

    @Test
    void aPromptThatIsTooLongForAnArgumentIsReadFromItsFile() throws IOException {
        assertThat(call("cline", "", 1).script())
                .endsWith(" \"$(cat " + folder + "/prompt.md)\" < /dev/null\n");
        Files.writeString(folder.resolve("prompt.md"), "x".repeat(200_000));
        assertThat(prepared("cline", "", 1, Map.of(), Map.of()).script()).contains("'Read the whole of the file ");
    }

    @Test
    void anyCommandLineIsTakenAsItIs() throws IOException {
        var order = new AgentCall.Order(AgentProgram.custom(), "my-agent --quiet | tail -n 1",
                Offices.choice("agent", "", 40, Duration.ofMinutes(1)).agent(), Offices.configuration().scope(),
                folder, Map.of(), Map.of());
        Files.writeString(folder.resolve("prompt.md"), "Go.");
        assertThat(AgentCall.prepare(order, moment("", 1)).script()).isEqualTo(
                "#!/bin/sh\nexec /bin/sh -c 'my-agent --quiet | tail -n 1' < " + folder + "/prompt.md\n");
    }

    @Test
    void wordsReachTheProgramAsTheyAre() {
        assertThat(AgentCall.quoted("it's $HOME")).isEqualTo("'it'\\''s $HOME'");
        assertThat(AgentCall.quoted("")).isEqualTo("''");
        assertThat(AgentCall.quoted("a/b-c.d=e")).isEqualTo("a/b-c.d=e");
    }

    @Test
    void globsBecomePatternsThatCoverThem() {
        assertThat("\"file_path\":\"/p/src/a/Main.java\"")
                .containsPattern("\"file_path\":(\"|\"[^\"]*/)" + ScopePatterns.of("src/**/*.java"));
        assertThat("\"file_path\":\"/p/src/Main.java\"")
                .containsPattern("\"file_path\":(\"|\"[^\"]*/)" + ScopePatterns.of("src/**/*.java"))
                .doesNotContainPattern("\"file_path\":(\"|\"[^\"]*/)" + ScopePatterns.of("src/*.jav"));
        assertThat("\"file_path\":\"/p/data/x/y\"")
                .containsPattern("\"file_path\":(\"|\"[^\"]*/)" + ScopePatterns.of("data"))
                .containsPattern("\"file_path\":(\"|\"[^\"]*/)" + ScopePatterns.of("{data,eval}/[!a]/y"));
    }

    private AgentCall call(String name, String session, double dollars, String... hidden) throws IOException {
        Files.writeString(folder.resolve("prompt.md"), "Go.");
        return prepared(name, session, dollars, Map.of(), Map.of(), hidden);
    }

    private AgentCall call(String name, Map<String, String> user, Map<String, String> passed) throws IOException {
        Files.writeString(folder.resolve("prompt.md"), "Go.");
        return prepared(name, "", 1, user, passed);
    }

    private AgentCall prepared(String name, String session, double dollars, Map<String, String> user,
            Map<String, String> passed, String... hidden) throws IOException {
        var order = new AgentCall.Order(AgentPrograms.named(name), "",
                Offices.choice(name, "", 40, Duration.ofMinutes(1), "--verbose").agent(),
                Offices.configuration(hidden).scope(), folder, user, passed);
        return AgentCall.prepare(order, moment(session, dollars));
    }

    private AgentCall.Moment moment(String session, double dollars) {
        return new AgentCall.Moment(folder, folder.resolve("work"), folder, folder.resolve("prompt.md"), session,
                dollars,
                Duration.ofMinutes(1), null);
    }
}
