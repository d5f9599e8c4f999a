package dev.autoresearch.proposers.llm;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.LlmSettings;
import dev.autoresearch.config.ModelChoice;
import dev.autoresearch.config.Price;
import dev.autoresearch.config.ProposerChoice;
import dev.autoresearch.config.AgentSettings;
import dev.autoresearch.config.Provider;
import dev.autoresearch.exec.Stop;
import dev.autoresearch.journal.Setback;
import dev.autoresearch.proposer.Brief;
import dev.autoresearch.proposer.Proposal;
import dev.autoresearch.proposers.Samples;
import dev.autoresearch.proposers.ShellExecutor;
import dev.autoresearch.proposers.llm.model.Asking;
import dev.autoresearch.proposers.llm.model.Limits;
import dev.autoresearch.proposers.llm.model.Models;
import dev.autoresearch.proposers.scripted.Script;
import dev.autoresearch.proposers.scripted.ScriptedModel;
import dev.autoresearch.proposers.scripted.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// A project, a scripted model, and proposers between them, for tests.
final class Room implements AutoCloseable {
    static final Configuration CONFIGURATION = Samples.configuration(List.of(), "src/**");

    final Path home;
    final Path desk;
    final ScriptedModel server = ScriptedModel.with(Script.of("none", Step.say("nothing")));

    Watched watched = new Watched();
    Limits limits = Asking.LIMITS;
    Duration patience = Duration.ofSeconds(60);
    Duration timeout = Duration.ofMinutes(2);
    int turns = 30;
    int maxOutput = 1000;

    @Nullable
    Price price = new Price(3, 0.3, 15);

    Room(Path home) throws IOException {
        this.home = home;
        this.desk = Files.createDirectories(home.resolve("desk"));
        Files.createDirectories(desk.resolve("src"));
        Files.writeString(desk.resolve("src/main.c"), "int level = 6;\n");
        Files.writeString(desk.resolve("README.md"), "# Read me\n");
    }

    void follow(Script script) {
        server.follow(script);
    }

    String file(String path) throws IOException {
        return Files.readString(desk.resolve(path));
    }

    List<JsonNode> lines(String path) throws IOException {
        var mapper = new ObjectMapper();
        return Files.readAllLines(home.resolve(path)).stream().map(mapper::readTree).toList();
    }

    ModelChoice choice(Provider provider) {
        return new ModelChoice(provider, "scripted-1", server.baseUrl(), "", 1, OptionalDouble.empty(), maxOutput,
                Optional.ofNullable(price));
    }

    LlmProposer proposer(Provider provider) {
        return proposer(List.of(choice(provider)));
    }

    LlmProposer proposer(List<ModelChoice> models) {
        var choice = new ProposerChoice("llm", "", timeout, AgentSettings.USUAL,
                new LlmSettings(models, turns, List.of()), ProposerChoice.DEFAULT_BRIEF);
        return new LlmProposer(choice, new Models(limits, InstantSource.system()), Prices.builtIn(),
                new ShellExecutor(), Map.of(), Asking.KEYS, number -> home.resolve("runs/" + number),
                new Patience.Pace(patience, Duration.ofMillis(50)));
    }

    Proposal propose(Provider provider) {
        try (LlmProposer proposer = proposer(provider)) {
            return propose(proposer, 5, 1, null);
        }
    }

    Proposal propose(LlmProposer proposer, int number, int attempt, @Nullable Setback setback) {
        return propose(proposer, number, attempt, setback, new Stop());
    }

    Proposal propose(LlmProposer proposer, int number, int attempt, @Nullable Setback setback, Stop stop) {
        return proposer.propose(brief(number, attempt, setback, 42 + number), desk, stop);
    }

    Brief brief(int number, int attempt, @Nullable Setback setback, long seed) {
        Brief plain = Samples.brief(CONFIGURATION, number, attempt, seed, "");
        return new Brief(number, attempt, plain.mode(), seed, plain.tag(), plain.configuration(), plain.baseline(),
                plain.incumbent(), plain.recent(), plain.best(), plain.messages(), setback, plain.left(),
                plain.noise(), plain.knowledge(), plain.counsel(), watched);
    }

    @Override
    public void close() {
        server.close();
    }
}
