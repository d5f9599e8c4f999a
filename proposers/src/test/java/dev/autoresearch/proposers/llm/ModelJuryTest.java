package dev.autoresearch.proposers.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.Budget;
import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.Globs;
import dev.autoresearch.config.JudgeSettings;
import dev.autoresearch.config.Metric;
import dev.autoresearch.config.ModelChoice;
import dev.autoresearch.config.Price;
import dev.autoresearch.config.Provider;
import dev.autoresearch.exec.Stop;
import dev.autoresearch.journal.EndReason;
import dev.autoresearch.journal.JournalReader;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.objective.Judgement;
import dev.autoresearch.proposer.Proposal;
import dev.autoresearch.proposer.Support;
import dev.autoresearch.proposers.llm.model.Models;
import dev.autoresearch.proposers.scripted.Fault;
import dev.autoresearch.proposers.scripted.Script;
import dev.autoresearch.proposers.scripted.ScriptedModel;
import dev.autoresearch.proposers.scripted.Step;
import dev.autoresearch.session.Autoresearch;
import dev.autoresearch.session.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A model as the judge of runs, against a scripted one.
class ModelJuryTest {
    private static final Step SEVEN = Step.say("{\"why\": \"clear\", \"score\": 7}");

    @TempDir
    private Path folder;

    @Test
    void theMeanOfTheRepeatsIsTheScoreOfTheFilesByTheRubric() throws IOException {
        write("rubric.md", "Clear texts score high.");
        write("out/a.md", "the first text");
        write("out/b.md", "the second text");
        write("secret.md", "not judged");
        try (var server = ScriptedModel.with(Script.of("seven", SEVEN).unmarked().withoutTools());
                var models = new Models()) {
            Judgement judgement = jury(models).judge(settings(server, Globs.of("out/*.md"), 3), folder,
                    folder.resolve("log"));
            assertThat(judgement).isInstanceOfSatisfying(Judgement.Scored.class, scored -> {
                assertThat(scored.score()).isEqualTo(7);
                assertThat(scored.spending().tokens())
                        .isEqualTo(server.log().usage().input() + server.log().usage().output());
                assertThat(scored.spending().dollars()).isPositive();
            });
            assertThat(server.log().count()).isEqualTo(3);
            assertThat(server.log().answered().getFirst().body().toString())
                    .contains("Clear texts score high", "the first text",
                            "the second text")
                    .doesNotContain("not judged");
        }
    }

    @Test
    void aLinkThatLeadsOutOfTheProjectIsNotRead() throws IOException {
        write("rubric.md", "Clear texts score high.");
        Path outside = Files.writeString(folder.resolveSibling(folder.getFileName() + ".outside"), "private");
        try (var models = new Models()) {
            Files.createSymbolicLink(folder.resolve("linked.md"), outside);
            assertThat(jury(models).judge(settings("http://127.0.0.1:9/v1", Globs.of("linked.md"), 1), folder,
                    folder.resolve("log"))).isInstanceOf(Judgement.Withheld.class);
        } finally {
            Files.delete(outside);
        }
    }

    @Test
    void aServiceThatFailsWithholdsTheScoreAndSaysWhy() throws IOException {
        write("rubric.md", "Clear texts score high.");
        write("log", "a text");
        try (var server = ScriptedModel
                .with(Script.of("refused", SEVEN.failing(new Fault.Status(401, "", "no key"))).unmarked()
                        .withoutTools());
                var models = new Models()) {
            assertThat(jury(models).judge(settings(server, Globs.NONE, 2), folder, folder.resolve("log")))
                    .isInstanceOfSatisfying(Judgement.Withheld.class, none -> assertThat(none.why()).isNotBlank());
        }
    }

    @Test
    void whatTheJudgeCostsIsInTheJournalAndEndsTheSessionAtItsCap() throws IOException, InterruptedException {
        write("rubric.md", "Clear texts score high.");
        write("text.md", "a text");
        git("init", "-q", "-b", "main");
        git("add", "-A");
        git("-c", "user.name=Test", "-c", "user.email=test@localhost", "commit", "-qm", "start");
        try (var server = ScriptedModel.with(Script.of("seven", SEVEN).unmarked().withoutTools());
                var models = new Models()) {
            var metric = new Metric("quality", Direction.HIGHER, false, "",
                    new Extractor.Judged(settings(server, Globs.of("text.md"), 1)));
            Configuration configuration = Configuration.builder().modify("text.md").metrics(List.of(metric))
                    .command("true").experiments(50)
                    .budget(new Budget(50, Budget.UNLIMITED, Duration.ZERO, 0.05, Budget.UNLIMITED, 10)).build();
            Outcome outcome = Autoresearch.in(folder).configuration(configuration).tag("t").seed(1)
                    .environment(Map.of("PATH", "/usr/bin:/bin"))
                    .jury(support -> new ModelJury(models, Prices.builtIn(), Map.of(), support, new Stop()))
                    .proposer((brief, desk, _) -> {
                        try {
                            Files.writeString(desk.resolve("text.md"), "text " + brief.experiment() + "\n");
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                        return Proposal.edited("another text");
                    }).start();
            assertThat(outcome.reason()).isEqualTo(EndReason.COST);
            double each = server.log().usage().input() / 1e6 * 3;
            assertThat(outcome.state().spending().dollars()).isLessThanOrEqualTo(0.05 + each);
            try (var runs = new JournalReader(new SessionFolder(folder, "t")).runs()) {
                assertThat(runs.filter(run -> run.purpose().measured()).map(run -> run.run().spending().tokens()))
                        .allMatch(tokens -> tokens > 0);
            }
        }
    }

    private ModelJury jury(Models models) {
        return new ModelJury(models, Prices.builtIn(), Map.of(), Support.NONE, new Stop());
    }

    private static JudgeSettings settings(ScriptedModel server, Globs of, int repeats) {
        return settings(server.baseUrl() + "/v1", of, repeats);
    }

    private static JudgeSettings settings(String url, Globs of, int repeats) {
        return new JudgeSettings("rubric.md", of,
                new ModelChoice(Provider.COMPATIBLE, "judge", url, "", 1, OptionalDouble.empty(), 256,
                        Optional.of(new Price(3, 0.3, 15))),
                repeats, OptionalLong.of(7), 0, 10);
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        assertThat(new ProcessBuilder(command).directory(folder.toFile()).start().waitFor()).isZero();
    }
}
