package dev.autoresearch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationReaderTest {
    private static final String REST = "scope: {modify: [src/**]}\nrun: {command: ./run.sh}\n";
    private static final String SMALL = REST + "metrics: [{name: score}]\n";

    @Test
    void readsTheDocumentedExample() throws IOException {
        Configuration read = ConfigurationReader.parse(fixture("design.yaml"), "autoresearch.yaml");
        assertThat(read.goal()).isEqualTo("Make the tokenizer faster without changing its output");
        assertThat(read.scope()).isEqualTo(new Scope(Globs.of("src/main/java/**/Tokenizer.java", "conf/*.json"),
                Globs.of("README.md", "src/bench/**"), Globs.of("data/**"), Globs.of("eval/holdout/**")));
        assertThat(read.run()).isEqualTo(new RunSettings("./have-everything.sh", "", Optional.empty(),
                "mvn -q -DskipTests package",
                "java -jar target/bench.jar", new TimeLimit.Fixed(Duration.ofMinutes(10)), Duration.ofMinutes(30),
                Duration.ofMinutes(5), ".", Map.of("LANG", "C.UTF-8"), List.of(), Globs.of("target/result.json"),
                16_000_000));
        assertThat(read.metrics()).containsExactly(
                new Metric("p99_ms", Direction.LOWER, false, "ms", new Extractor.Regex("^p99_ms: (\\S+)", Take.ONLY)),
                new Metric("throughput", Direction.HIGHER, false, "",
                        new Extractor.Json("target/result.json", "/rps")),
                new Metric("memory_gb", Direction.LOWER, false, "", new Extractor.PeakMemory()));
        assertThat(read.guard()).isEqualTo(new Guard("mvn -q test", Duration.ofMinutes(5)));
        assertThat(read.decide()).isEqualTo(Decide.DEFAULT);
        assertThat(read.repeats()).isEqualTo(Repeats.AUTO);
        assertThat(read.budget()).isEqualTo(new Budget(100, Budget.UNLIMITED, Duration.ofHours(8), 10, 5_000_000, 3));
        assertThat(read.proposer()).isEqualTo(ProposerChoice.SEARCH);
        assertThat(read.workspace()).isEqualTo(new WorkspaceSettings(WorkspaceSettings.Kind.WORKTREE,
                List.of("node_modules", ".venv"), List.of("data/cache"), List.of(), "autoresearch"));
        assertThat(read.results()).isEqualTo(ResultsProfile.KARPATHY);
        assertThat(read.reportEvery()).isEqualTo(10);
        assertThat(read.crashRetries()).isEqualTo(2);
        assertThat(read.noNewDependencies()).isTrue();
    }

    @Test
    void readsEveryKeyInItsLongForm() throws IOException {
        Configuration read = ConfigurationReader.parse(fixture("everything.yaml"), "autoresearch.yaml");
        assertThat(read.run()).isEqualTo(new RunSettings("./check.sh", "", Optional.empty(), "make",
                "./bench.sh | tee out",
                new TimeLimit.Fixed(Duration.ofMinutes(90)), Duration.ofMinutes(20), Duration.ofSeconds(90), "bench",
                Map.of("LANG", "C.UTF-8", "THREADS", "4", "EMPTY", ""), List.of("HF_TOKEN"), Globs.of("out/*.json"),
                65_536));
        assertThat(read.metrics()).extracting(Metric::extractor).containsExactly(
                new Extractor.Line("hits", Take.LAST), new Extractor.Json("", "/a/b~1c/0"),
                new Extractor.Json("out/b.json", ""), new Extractor.MetricLines(Take.MEAN),
                new Extractor.Shell("grep x run.log | tail -1"), new Extractor.FileSize("target/app.jar"),
                new Extractor.Report(ReportFormat.JMH, "target/jmh.json", ""),
                new Extractor.Report(ReportFormat.HYPERFINE, "h.json", "mean"),
                new Extractor.Report(ReportFormat.GO_BENCH, "", ""), new Extractor.Line("h", Take.ONLY),
                new Extractor.MetricLines(Take.ONLY), new Extractor.LastLine(), new Extractor.WallTime(),
                new Extractor.CpuTime(), new Extractor.ExitCode());
        assertThat(read.metrics().get(1).directionInferred()).isTrue();
        assertThat(read.metrics().getFirst().directionInferred()).isFalse();
        assertThat(read.decide()).isEqualTo(Decide.DEFAULT.with(Decide.OnTie.KEEP).withMinEffect(0.01));
        assertThat(read.repeats()).isEqualTo(new Repeats(5, false));
        assertThat(read.crashRetries()).isZero();
        assertThat(read.budget())
                .isEqualTo(new Budget(200_000, Budget.UNLIMITED, Duration.ofDays(1), 2.5, 1_500_000, 5));
        assertThat(read.proposer())
                .isEqualTo(new ProposerChoice("command", "./propose.sh --fast", Duration.ofMinutes(5)));
        assertThat(read.knobs()).extracting(Knob::range).containsExactly(new Knob.Range.Numbers(1, 64, true, true),
                new Knob.Range.Numbers(0.1, 0.9, false, false), new Knob.Range.Numbers(0.001, 1000, false, true),
                new Knob.Range.Choices(List.of("lru", "fifo", "2")));
        assertThat(read.workspace()).isEqualTo(new WorkspaceSettings(WorkspaceSettings.Kind.WORKTREE,
                List.of("node_modules"), List.of("data/cache"), List.of("target"), "autoexp"));
        assertThat(read.results()).isEqualTo(ResultsProfile.FULL);
        assertThat(read.reportEvery()).isEqualTo(25);
        assertThat(read.noNewDependencies()).isFalse();
    }

    @Test
    void needsOnlyACommandAMetricAndWhatMayChange() throws IOException {
        Configuration read = ConfigurationReader.parse(SMALL, "autoresearch.yaml");
        assertThat(read).isEqualTo(Configuration.builder().modify("src/**").command("./run.sh")
                .metric(new Metric("score", Direction.HIGHER, true, "", new Extractor.MetricLines(Take.ONLY))).build());
        assertThat(read.run().timeout()).isEqualTo(new TimeLimit.FromBaseline());
        assertThat(ConfigurationReader.parse("\uFEFF" + SMALL.replace("\n", "\r\n"), "x")).isEqualTo(read);

        Configuration shorter = ConfigurationReader.parse(fixture("short.yaml"), "autoresearch.yaml");
        assertThat(shorter.guard()).isEqualTo(new Guard("make test", Duration.ofMinutes(10)));
        assertThat(shorter.workspace().kind()).isEqualTo(WorkspaceSettings.Kind.IN_PLACE);
        assertThat(shorter.proposer())
                .isEqualTo(new ProposerChoice("acp", "my-agent --acp", ProposerChoice.DEFAULT_TIMEOUT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{modify: [src/**], protect: [src/eval/**]}", "{modify: ['**'], hidden: [eval]}",
            "{modify: [src/a.py], protect: [src/b.py]}", "{modify: ['*.json'], protect: ['conf/*.json']}",
            "{modify: [a/x], read: [a/x], protect: [ab]}"})
    void aNarrowerScopeInsideAWiderOneIsFine(String scope) {
        assertThat(
                ConfigurationReader.parse(SMALL.replace("{modify: [src/**]}", scope), "x").scope().modify().isEmpty())
                .isFalse();
    }

    @Test
    void tellsEveryMistakeAtOnceInTheOrderOfTheFile() {
        Refusal refusal = refusal("""
                metrics:
                  - {name: value}
                run: {comand: x}
                repeats: often
                """);
        assertThat(refusal.exit()).isEqualTo(Exit.CONFIGURATION);
        assertThat(refusal.getMessage())
                .isEqualTo("autoresearch.yaml cannot be used: 5 findings, nothing was changed.");
        assertThat(refusal.details()).hasSize(5).isSorted();
        assertThat(refusal.next()).isNotBlank();
    }

    @Test
    void messagesCarryNoControlCharactersAndStayShort() {
        Refusal refusal = refusal(SMALL + "repeats: \"\\e[31m" + "x".repeat(5_000) + "\\u202E\"\n");
        assertThat(refusal.details().getFirst()).doesNotContain("\u001b", "\u202e").hasSizeLessThan(200);
        var many = new StringBuilder(SMALL);
        for (int i = 0; i < 5_000; i++) {
            many.append("wrong").append(i).append(": 1\n");
        }
        assertThat(refusal(many.toString()).details()).hasSize(51).last().isEqualTo("and 4950 more");
    }

    @Test
    void aliasesWorkWithinReason() {
        Configuration read = ConfigurationReader
                .parse(SMALL.replace("[src/**]", "&code [src/**]") + "workspace: {share: &s [a], copy: *s}", "x");
        assertThat(read.workspace().copy()).containsExactly("a");
        assertThat(ConfigurationReader.parse("<<: {goal: x, repeats: 3}\n" + SMALL + "repeats: 5", "x"))
                .matches(merged -> merged.goal().equals("x") && merged.repeats().count() == 5);
        assertThat(refusal("a: &a [x]\nb: [" + "*a, ".repeat(60) + "]").details().getFirst()).contains("aliases");
        assertThat(refusal("scope: &s\n  modify: *s\n" + SMALL.substring(SMALL.indexOf('\n') + 1)).details())
                .hasSize(1);
    }

    @Test
    void refusesFilesThatCannotBeAConfiguration(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("autoresearch.yaml");
        assertThatThrownBy(() -> ConfigurationReader.read(file)).isInstanceOf(Refusal.class)
                .hasMessageContaining("does not exist");
        Files.write(file, "goal: größer".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> ConfigurationReader.read(file)).isInstanceOf(Refusal.class)
                .hasMessageContaining("not UTF-8");
        Files.writeString(file, "#".repeat(ConfigurationReader.LARGEST + 1));
        assertThatThrownBy(() -> ConfigurationReader.read(file)).isInstanceOf(Refusal.class)
                .hasMessageContaining("larger than");
        assertThatThrownBy(() -> ConfigurationReader.read(folder)).isInstanceOf(Refusal.class);
        Files.writeString(file, SMALL);
        assertThat(ConfigurationReader.read(file).primary().name()).isEqualTo("score");
    }

    @Test
    void findsTheNearestFileButNotBeyondTheRepository(@TempDir Path folder) throws IOException {
        Path repository = Files.createDirectories(folder.resolve("repository"));
        Path deep = Files.createDirectories(repository.resolve("a/b"));
        Files.writeString(folder.resolve("autoresearch.yaml"), SMALL);
        assertThat(ConfigurationReader.find(deep)).contains(folder.resolve("autoresearch.yaml"));
        Files.writeString(repository.resolve(".git"), "gitdir: elsewhere");
        assertThat(ConfigurationReader.find(deep)).isEmpty();
        Files.writeString(repository.resolve("autoresearch.yml"), SMALL);
        assertThat(ConfigurationReader.find(deep)).contains(repository.resolve("autoresearch.yml"));
        Files.writeString(repository.resolve("a/autoresearch.yaml"), SMALL);
        assertThat(ConfigurationReader.find(deep)).contains(repository.resolve("a/autoresearch.yaml"));
    }

    @Test
    void aCallerOfTheLibraryNeedsNoCommand() {
        Configuration built = Configuration.builder().goal("g").modify("conf.json").metric("score", Direction.HIGHER)
                .build();
        assertThat(built.run().command()).isEmpty();
        assertThat(built.primary().extractor()).isEqualTo(new Extractor.MetricLines(Take.ONLY));
        assertThatThrownBy(() -> Configuration.builder().metric("score", Direction.HIGHER).build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Configuration.builder().modify("a").build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Refusal refusal(String yaml) {
        return catchThrowableOfType(Refusal.class, () -> ConfigurationReader.parse(yaml, "autoresearch.yaml"));
    }

    static String fixture(String name) throws IOException {
        try (var in = ConfigurationReaderTest.class.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
