package dev.autoresearch.proposers.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.autoresearch.config.ModelChoice;
import dev.autoresearch.config.ProposerChoice;
import dev.autoresearch.config.Provider;
import dev.autoresearch.proposers.agent.AgentDetection.Candidate;
import dev.autoresearch.proposers.llm.Prices;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentDetectionTest {
    private static final String NOBODY = "127.0.0.1:1";

    @TempDir
    Path home;

    @TempDir
    Path programs;

    @Test
    void theFirstThatIsInstalledAndSignedInIsChosen() throws IOException {
        install("claude", "gemini", "codex");
        Files.createDirectories(home.resolve(".codex"));
        Files.writeString(home.resolve(".codex/auth.json"), "{}");
        Files.createDirectories(home.resolve(".gemini"));
        Files.writeString(home.resolve(".gemini/oauth_creds.json"), "{}");
        var found = AgentDetection.look(environment(Map.of()), home);
        assertThat(found.chosen()).isEqualTo(new Candidate("codex", true, programs.resolve("codex") + ", signed in"));
        assertThat(found.candidates()).extracting(Candidate::kind).containsExactly("claude", "codex", "gemini",
                "opencode", "pi", "qwen", "cline", "llm", "search");
        assertThat(found.candidates()).contains(new Candidate("claude", false, "is installed, but not signed in"),
                new Candidate("pi", false, "is not installed"));
    }

    @Test
    void aKeyIsASignIn() throws IOException {
        install("claude");
        assertThat(AgentDetection.look(environment(Map.of("ANTHROPIC_API_KEY", "k")), home).chosen())
                .isEqualTo(new Candidate("claude", true, programs.resolve("claude") + ", with ANTHROPIC_API_KEY"));
    }

    @Test
    void aFileMustSayWhatMakesItASignIn() throws IOException {
        install("claude");
        Files.writeString(home.resolve(".claude.json"), "{\"theme\":\"dark\"}");
        assertThat(AgentDetection.look("claude", environment(Map.of()), home).usable()).isFalse();
        Files.writeString(home.resolve(".claude.json"), "{\"oauthAccount\":{}}");
        assertThat(AgentDetection.look("claude", environment(Map.of()), home).usable()).isTrue();
    }

    @Test
    void aFolderOfTheUsersChoiceIsLookedAtInstead() throws IOException {
        install("codex");
        Files.writeString(home.resolve("auth.json"), "{}");
        assertThat(AgentDetection.look("codex", environment(Map.of("CODEX_HOME", home.toString())), home).usable())
                .isTrue();
    }

    @Test
    void withoutAProgramAModelWithAKeyIsChosen() {
        var found = AgentDetection.look(environment(Map.of("OPENAI_API_KEY", "k")), home);
        assertThat(found.chosen()).isEqualTo(new Candidate("llm", true, "OPENAI_API_KEY is set: gpt-5.4"));
        ProposerChoice auto = Offices.choice("auto", "", 7, Duration.ofMinutes(3));
        assertThat(found.choice(auto)).satisfies(choice -> {
            assertThat(choice.kind()).isEqualTo("llm");
            assertThat(choice.llm().models()).containsExactly(ModelChoice.of(Provider.OPENAI, "gpt-5.4"));
            assertThat(choice.timeout()).isEqualTo(Duration.ofMinutes(3));
        });
    }

    @Test
    void theModelThatAKeyStandsForHasAKnownPrice() {
        ModelDetection.USUAL.forEach((provider, name) -> assertThat(Prices.builtIn().of(ModelChoice.of(provider, name)))
                .as(name).isPresent());
        assertThat(Pricing.of(Prices.builtIn()).dollars("openai/gpt-5.4", new Tokens(1_000_000, 0, 0, 0)))
                .isPresent();
        assertThat(Pricing.of(Prices.builtIn()).dollars("my-own", new Tokens(1, 0, 0, 0))).isEmpty();
        assertThat(Pricing.of(Prices.builtIn()).dollars("", new Tokens(1, 0, 0, 0))).isEmpty();
    }

    @Test
    void aModelOnThisMachineNeedsNoKey() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] tags = "{\"models\":[{\"name\":\"qwen3-coder:30b\"}]}".getBytes(StandardCharsets.UTF_8);
        server.createContext("/api/tags", exchange -> {
            exchange.sendResponseHeaders(200, tags.length);
            exchange.getResponseBody().write(tags);
            exchange.close();
        });
        server.start();
        try {
            String host = "127.0.0.1:" + server.getAddress().getPort();
            var found = AgentDetection.look(environment(Map.of("OLLAMA_HOST", host)), home);
            assertThat(found.chosen())
                    .isEqualTo(new Candidate("llm", true, "Ollama answers and has qwen3-coder:30b"));
            assertThat(found.model()).hasValueSatisfying(model -> {
                assertThat(model.provider()).isEqualTo(Provider.OLLAMA);
                assertThat(model.baseUrl()).isEqualTo("http://" + host);
            });
        } finally {
            server.stop(0);
        }
    }

    @Test
    void withoutAnythingSearchIsChosen() {
        assertThat(AgentDetection.look(environment(Map.of()), home).chosen().kind()).isEqualTo("search");
    }

    private void install(String... names) throws IOException {
        for (String name : List.of(names)) {
            Files.createFile(programs.resolve(name),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        }
    }

    private Map<String, String> environment(Map<String, String> more) {
        var environment = new HashMap<>(Map.of("PATH", programs + ":/nowhere", "OLLAMA_HOST", NOBODY));
        environment.putAll(more);
        return environment;
    }
}
