package dev.autoresearch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who proposes, which models are asked and who judges, as the user writes it: read in full, written back alike, and no
/// key ever taken from the file.
class ProposerSettingsTest {
    private static final String SMALL = """
            scope: {modify: [src/**]}
            run: {command: ./run.sh}
            metrics: [{name: score}]
            """;
    private static final AgentSettings USUAL = AgentSettings.USUAL;
    private static final ModelChoice OPENAI = ModelChoice.of(Provider.OPENAI, "a");

    private static ProposerChoice proposer(String yaml) {
        return ConfigurationReader.parse(SMALL + "proposer: " + yaml, "x").proposer();
    }

    private static ProposerChoice agent(String kind, String command, AgentSettings settings) {
        return new ProposerChoice(kind, command, ProposerChoice.DEFAULT_TIMEOUT, settings, LlmSettings.NONE,
                ProposerChoice.DEFAULT_BRIEF);
    }

    private static ProposerChoice llm(LlmSettings settings) {
        return new ProposerChoice("llm", "", ProposerChoice.DEFAULT_TIMEOUT, USUAL, settings,
                ProposerChoice.DEFAULT_BRIEF);
    }

    private static ProposerChoice llm(ModelChoice... models) {
        return llm(new LlmSettings(List.of(models), LlmSettings.DEFAULT_TURNS, List.of()));
    }

    static Stream<Arguments> forms() {
        var inAcp = new AgentSettings("", AgentSettings.DEFAULT_TURNS, List.of(), List.of(), Confinement.AUTO,
                "default", true);
        var full = new AgentSettings("opus", 30, List.of("--verbose", ""), List.of("MY_KEY"), Confinement.ON, "",
                false);
        return Stream.of(Arguments.of("search", ProposerChoice.SEARCH),
                Arguments.of("claude", agent("claude", "", USUAL)), Arguments.of("auto", agent("auto", "", USUAL)),
                Arguments.of("prune", agent("prune", "", USUAL)),
                Arguments.of("{command: ./p.sh}", agent("command", "./p.sh", USUAL)),
                Arguments.of("{kind: command, command: ./p.sh}", agent("command", "./p.sh", USUAL)),
                Arguments.of("{kind: search, timeout: 5m}",
                        new ProposerChoice("search", "", Duration.ofMinutes(5))),
                Arguments.of("{claude: }", agent("claude", "", USUAL)),
                Arguments.of("{codex: {}}", agent("codex", "", USUAL)),
                Arguments.of("{kind: codex, command: /opt/codex}", agent("codex", "/opt/codex", USUAL)),
                Arguments.of("{claude: {model: opus, turns: 30, arguments: [--verbose, ''], confine: on,"
                        + " pass-environment: [MY_KEY]}, timeout: 10m, brief-tokens: 12k}",
                        new ProposerChoice("claude", "", Duration.ofMinutes(10), full, LlmSettings.NONE, 12_000)),
                Arguments.of("{kind: claude, timeout: 10m, model: opus, turns: 30, arguments: [--verbose, ''],"
                        + " confine: on, pass-environment: MY_KEY, brief-tokens: 12k}",
                        new ProposerChoice("claude", "", Duration.ofMinutes(10), full, LlmSettings.NONE, 12_000)),
                Arguments.of("{kind: claude, claude: {model: opus}}", agent("claude", "",
                        new AgentSettings("opus", 40, List.of(), List.of(), Confinement.AUTO, "", false))),
                Arguments.of("{auto: {confine: off}}", agent("auto", "",
                        new AgentSettings("", 40, List.of(), List.of(), Confinement.OFF, "", false))),
                Arguments.of("{agent: my-agent --json, confine: off}", agent("agent", "my-agent --json",
                        new AgentSettings("", 40, List.of(), List.of(), Confinement.OFF, "", false))),
                Arguments.of("{acp: gemini --acp, mode: default, allow-commands: true}",
                        agent("acp", "gemini --acp", inAcp)),
                Arguments.of("{acp: {command: gemini --acp, mode: default, allow-commands: true}}",
                        agent("acp", "gemini --acp", inAcp)),
                Arguments.of("{kind: acp, command: gemini --acp}", agent("acp", "gemini --acp", USUAL)),
                Arguments.of("\n  acp: gemini --acp", agent("acp", "gemini --acp", USUAL)),
                Arguments.of("{llm: {provider: openai, model: a}}", llm(OPENAI)),
                Arguments.of("{kind: llm, provider: openai, model: a}", llm(OPENAI)),
                Arguments.of("{llm: {models: [{provider: openai, model: a}]}}", llm(OPENAI)),
                Arguments.of("{llm: {provider: anthropic, model: b, key: MY_KEY_VARIABLE, temperature: 0.7,"
                        + " base-url: 'https://llm.example.org', max-output: 8k, turns: 9,"
                        + " commands: ['git log --oneline -5', ls]}}",
                        llm(new LlmSettings(List.of(new ModelChoice(Provider.ANTHROPIC, "b", "https://llm.example.org",
                                "MY_KEY_VARIABLE", 1, OptionalDouble.of(0.7), 8_000, Optional.empty())), 9,
                                List.of("git log --oneline -5", "ls")))),
                Arguments.of("{llm: {models: [{provider: openai, model: a, weight: 2,"
                        + " price: {input: 1.25, cached: 0.125, output: 10}}, {provider: ollama, model: b}], turns: 20}}",
                        llm(new LlmSettings(List.of(
                                new ModelChoice(Provider.OPENAI, "a", "", "", 2, OptionalDouble.empty(),
                                        ModelChoice.DEFAULT_OUTPUT, Optional.of(new Price(1.25, 0.125, 10))),
                                ModelChoice.of(Provider.OLLAMA, "b")), 20, List.of()))),
                Arguments.of("{llm: {provider: compatible, model: a, base-url: 'http://127.0.0.1:8080/v1',"
                        + " price: {input: 3, output: 15}}}",
                        llm(new ModelChoice(Provider.COMPATIBLE, "a", "http://127.0.0.1:8080/v1", "", 1,
                                OptionalDouble.empty(), ModelChoice.DEFAULT_OUTPUT,
                                Optional.of(new Price(3, 3, 15))))));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyFormOfAProposerIsReadAndWrittenBackAlike(String yaml, ProposerChoice choice) {
        Configuration read = ConfigurationReader.parse(SMALL + "proposer: " + yaml, "x");
        assertThat(read.proposer()).isEqualTo(choice);
        assertThat(ConfigurationSchemaTest.errors(SMALL + "proposer: " + yaml)).isEmpty();
        String written = ConfigurationWriter.yaml(read);
        assertThat(ConfigurationReader.parse(written, "written")).as(written).isEqualTo(read);
        assertThat(ConfigurationSchemaTest.errors(written)).as(written).isEmpty();
    }

    @Test
    void modelsJudgesAndCapsAreReadFromALongFile() throws IOException {
        Configuration read = ConfigurationReader.parse(ConfigurationReaderTest.fixture("agents.yaml"), "x");
        assertThat(read.proposer().llm().models()).extracting(ModelChoice::name).containsExactly("a", "org/b", "c");
        assertThat(read.proposer().llm().models()).extracting(ModelChoice::weight).containsExactly(2.0, 1.0, 1.0);
        assertThat(read.proposer().llm().models()).extracting(ModelChoice::key).containsExactly("OPENAI_API_KEY",
                "MY_KEY_VARIABLE", "GEMINI_API_KEY");
        assertThat(read.proposer().briefTokens()).isEqualTo(12_000);
        assertThat(read.metrics().get(1).extractor()).isEqualTo(new Extractor.Judged(new JudgeSettings(
                "eval/rubric.md", Globs.of("out/*.md"), new ModelChoice(Provider.OLLAMA, "judge-7b",
                        "http://localhost:11434", "", 1, OptionalDouble.empty(), ModelChoice.DEFAULT_OUTPUT,
                        Optional.empty()),
                5, OptionalLong.of(7), 1, 5)));
        assertThat(read.budget()).isEqualTo(new Budget(Budget.UNLIMITED, Budget.UNLIMITED, Duration.ZERO, 10,
                5_000_000, 10, 0.5, 300_000));
        assertThat(read.guard().rework()).isZero();
        assertThat(read.strategy().ladder()).isEqualTo(StrategySettings.Ladder.ON);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"output | ''", "[output] | output", "out/*.md | out/*.md"})
    void aJudgeReadsTheRunsOutputOrFiles(String of, String globs) {
        Configuration read = ConfigurationReader.parse(SMALL.replace("{name: score}",
                "{name: score, extract: {llm-judge: {rubric: ./r.md, of: " + of + ", provider: ollama, model: a}}}"),
                "x");
        Globs expected = globs.isEmpty() ? Globs.NONE : Globs.of(globs);
        assertThat(read.primary().extractor()).isEqualTo(new Extractor.Judged(new JudgeSettings("r.md", expected,
                ModelChoice.of(Provider.OLLAMA, "a"), 3, OptionalLong.empty(), 0, 10)));
        assertThat(ConfigurationReader.parse(ConfigurationWriter.yaml(read), "written")).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"run: {command: ./run.sh, proxy: {command: x, metric: {name: short_score, extract: %s}}}",
            "holdout: {command: x, extract: %s}", "stages: [{name: one, metrics: [{name: score, extract: %s}]}]",
            "stages: [{name: one, modify: docs/**, metrics: [{name: score, extract: %s}]}]"})
    void whereverARubricIsNamedNoCandidateMayChangeIt(String place) {
        String judge = "{llm-judge: {rubric: RUBRIC, provider: ollama, model: a}}";
        String yaml = place.startsWith("run")
                ? SMALL.replaceFirst("run:.*", String.format(place, judge))
                : SMALL + String.format(place, judge);
        assertThat(ConfigurationReader.parse(yaml.replace("RUBRIC", "eval/r.md"), "x")).isNotNull();
        String changing = place.contains("docs") ? "docs/r.md" : "src/r.md";
        assertThat(refusal(yaml.replace("RUBRIC", changing)).details()).hasSize(1).first().asString()
                .contains("llm-judge.rubric: '" + changing + "', which a candidate may change");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk-proj-Zm9vYmFyYmF6cXV4", "AIzaSyA1bcdefghijklmnopqrstuvwxyz0",
            "gsk_a1b2c3d4e5f6g7h8i9j0k1",
            "0123456789abcdef0123456789abcdef", "hf_abcdefghijklmnopqrst1234", "Bearer abc"})
    void aKeyItselfIsRefusedAndNeverShown(String key) {
        for (String place : List.of("proposer: {llm: {provider: openai, model: a, key: '%s'}}",
                "proposer: {kind: llm, provider: openai, model: a, key: '%s'}",
                "proposer: {llm: {models: [{provider: openai, model: a, key: '%s'}]}}",
                "proposer: {llm: {provider: openai, model: a, base-url: 'https://%s@x.org'}}")) {
            Refusal refusal = refusal(SMALL + String.format(place, key));
            assertThat(refusal.details()).hasSize(1);
            assertThat(refusal.toString() + refusal.details()).doesNotContain(key);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ANTHROPIC_API_KEY", "my_long_variable_name_2_for_the_other_account", "K", "_K1",
            "AVERYLONGVARIABLENAMEWITHOUTABREAK"})
    void namesOfVariablesAreTaken(String name) {
        assertThat(proposer("{llm: {provider: openai, model: a, key: " + name + "}}").llm().models().getFirst().key())
                .isEqualTo(name);
    }

    @Test
    void whatAnyoneSetsIsReadBackAlike() {
        List<String> texts = List.of("x", "a b", "a: b", "#", "it's", "\"q\"", "{}", "[a]", "on", "off", "null", "1e3",
                "--x=y", "é", "\ttab", "$(x)", "output");
        for (long seed = 1; seed <= 2_000; seed++) {
            var random = new Random(seed);
            Configuration configuration = Configuration.builder().modify("src/**").command("x")
                    .metric("a", Direction.LOWER, judge(random, texts)).proposer(choice(random, texts))
                    .budget(new Budget(Budget.UNLIMITED, 7, Duration.ZERO, cents(random), tokens(random), 10,
                            cents(random), tokens(random)))
                    .guard(new Guard(one(random, texts), Duration.ofMinutes(random.nextInt(9) + 1L),
                            one(random, List.of(Guard.When.values())), random.nextInt(101)))
                    .strategy(new StrategySettings(2, 3, 4, one(random, List.of(StrategySettings.Ladder.values()))))
                    .build();
            String yaml = ConfigurationWriter.yaml(configuration);
            assertThat(ConfigurationReader.parse(yaml, "written")).as("seed %d:%n%s", seed, yaml)
                    .isEqualTo(configuration);
        }
    }

    private static double cents(Random random) {
        return random.nextInt(3) == 0 ? 0 : random.nextInt(1_000) / 100.0;
    }

    private static long tokens(Random random) {
        return random.nextInt(3) == 0 ? Budget.UNLIMITED : random.nextLong(1, 1L << 40);
    }

    private static ProposerChoice choice(Random random, List<String> texts) {
        String kind = one(random, ProposerChoice.KINDS);
        boolean program = ProposerChoice.PROGRAMS.contains(kind);
        boolean acp = kind.equals("acp");
        boolean agent = program || acp || List.of("agent", "auto").contains(kind);
        boolean turns = agent && !kind.equals("agent");
        boolean command = List.of("command", "acp", "agent").contains(kind) || (program && random.nextBoolean());
        var settings = new AgentSettings((program || acp) && random.nextBoolean() ? one(random, texts) : "",
                turns && random.nextBoolean() ? random.nextInt(1, 99) : AgentSettings.DEFAULT_TURNS,
                program ? some(random, texts) : List.of(), agent ? some(random, List.of("A", "b_1")) : List.of(),
                agent ? one(random, List.of(Confinement.values())) : Confinement.AUTO,
                acp && random.nextBoolean() ? one(random, texts) : "", acp && random.nextBoolean());
        var llm = !kind.equals("llm")
                ? LlmSettings.NONE
                : new LlmSettings(
                        Stream.generate(() -> model(random, texts, true)).limit(random.nextInt(1, 4)).toList(),
                        random.nextInt(1, 40), some(random, texts));
        return new ProposerChoice(kind, command ? one(random, texts) : "", Duration.ofSeconds(random.nextInt(1, 9_000)),
                settings, llm, random.nextBoolean() ? ProposerChoice.DEFAULT_BRIEF : random.nextInt(4_000, 99_000));
    }

    private static ModelChoice model(Random random, List<String> texts, boolean weighted) {
        Provider provider = one(random, List.of(Provider.values()));
        boolean placed = provider == Provider.COMPATIBLE || random.nextBoolean();
        return new ModelChoice(provider, one(random, texts), placed ? "http://[::1]:" + random.nextInt(65_536) : "",
                random.nextBoolean() ? "" : "KEY_" + random.nextInt(9),
                weighted && random.nextBoolean() ? random.nextDouble() + 0.001 : 1,
                random.nextBoolean() ? OptionalDouble.empty() : OptionalDouble.of(random.nextDouble() * 2),
                random.nextBoolean() ? ModelChoice.DEFAULT_OUTPUT : random.nextInt(1, 99_999),
                random.nextBoolean()
                        ? Optional.empty()
                        : Optional.of(new Price(random.nextInt(1, 99) / 8.0, random.nextInt(1, 99) / 80.0, 10)));
    }

    private static Extractor judge(Random random, List<String> texts) {
        int low = random.nextInt(-5, 5);
        return new Extractor.Judged(new JudgeSettings("eval/" + random.nextInt(99) + ".md",
                Globs.of(some(random, List.of("output", "out/*.md", "a b"))), model(random, texts, false),
                random.nextInt(1, 9),
                random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextInt() >>> 1),
                low, low + random.nextInt(1, 99) / 4.0));
    }

    private static <T> T one(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static List<String> some(Random random, List<String> all) {
        var some = new ArrayList<String>();
        for (int i = random.nextInt(3); i > 0; i--) {
            some.add(one(random, all));
        }
        return some;
    }

    private static Refusal refusal(String yaml) {
        return catchThrowableOfType(Refusal.class, () -> ConfigurationReader.parse(yaml, "autoresearch.yaml"));
    }
}
