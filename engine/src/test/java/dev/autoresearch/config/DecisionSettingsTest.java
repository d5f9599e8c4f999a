package dev.autoresearch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a candidate must show, as the user writes it: read in full, and each mistake told with its place.
class DecisionSettingsTest {
    /// Three lines; what a case adds stands from line 4 on.
    private static final String SMALL = """
            scope: {modify: [src/**]}
            run: {command: ./run.sh}
            metrics: [{name: p99_ms}, {name: accuracy}]
            """;
    private static final String ONE = SMALL.replace(", {name: accuracy}", "");

    private static Configuration read(String more) {
        return ConfigurationReader.parse(SMALL + more, "autoresearch.yaml");
    }

    @Test
    void oldFilesBehaveWellWithTheDefaults() {
        Configuration read = read("");
        assertThat(read.decide()).isEqualTo(Decide.DEFAULT);
        assertThat(read.mode()).isEqualTo(Mode.AUTO);
        assertThat(read.demands()).isEqualTo(Demands.NONE);
        assertThat(read.strategy()).isEqualTo(StrategySettings.CLIMB);
        assertThat(read.guard().present()).isFalse();
        assertThat(read.holdout().present()).isFalse();
        assertThat(read.stages()).isEmpty();
        assertThat(read("guard: make test").guard().when()).isEqualTo(Guard.When.IMPROVED);
    }

    @Test
    void everySettingOfADecisionIsRead() throws IOException {
        Configuration read = ConfigurationReader.parse(ConfigurationReaderTest.fixture("rules.yaml"), "rules.yaml");
        Set<String> names = Set.of("accuracy", "p99-ms", "memory_gb");
        var score = (Formula.Parsed.Sound) Formula
                .parse("0.5*accuracy + 0.3*(1/p99-ms) - 0.001*max(memory_gb,1)", names);
        assertThat(read.decide()).isEqualTo(new Decide(Decide.Rule.WEIGHTED, Mode.SEED_K, Decide.OnTie.DISCARD, 0.001,
                0.01, 0.0001, ScaleChoice.LOG, new RaceLimit(20, Duration.ofHours(1)), Rebuild.NEVER,
                new Checks(Checks.OFF, 40, true),
                Composite.of(score.formula()).normalised(false).towards(Direction.LOWER)));
        assertThat(read.mode()).isEqualTo(Mode.SEED_K);
        assertThat(read.seedRuns()).isEqualTo(4);
        Configuration pareto = ConfigurationReader.parse(
                SMALL.replace("p99_ms}", "p99_ms, tolerance: 0.02}").replace("accuracy}", "accuracy, tolerance: 1 %}")
                        + "decide: {rule: pareto}",
                "autoresearch.yaml");
        assertThat(pareto.metrics()).extracting(Metric::tolerance).containsExactly(OptionalDouble.of(0.02),
                OptionalDouble.of(0.01));
        assertThat(read.constraints()).containsExactly(
                new Constraint("p99-ms", Constraint.Comparison.BELOW, new Constraint.Limit.Absolute(200)),
                new Constraint("memory_gb", Constraint.Comparison.AT_MOST, new Constraint.Limit.OfBaseline(1.1)),
                new Constraint("memory_gb", Constraint.Comparison.AT_MOST, new Constraint.Limit.OfBaseline(1.5)),
                new Constraint("accuracy", Constraint.Comparison.AT_LEAST, new Constraint.Limit.Absolute(0.5), 0.5));
        assertThat(read.target()).hasValue(0.99);
        assertThat(read.guard()).isEqualTo(new Guard("make test", Duration.ofMinutes(10), Guard.When.KEPT));
        assertThat(read.holdout()).isEqualTo(new Holdout("./eval.sh", Duration.ofMinutes(5), 3,
                Optional.of(new Extractor.Line("held-out", Take.ONLY))));
        assertThat(read.holdoutMetric().name()).isEqualTo("accuracy");
        assertThat(read.run().smoke()).isEqualTo("./quick.sh");
        assertThat(read.run().proxy()).contains(new Proxy("./bench.sh --short", Duration.ofMinutes(2),
                new Metric("short_ms", Direction.LOWER, true, "", new Extractor.LastLine()), 0.03));
        assertThat(read.budget()).isEqualTo(Budget.NONE.withRuns(600));
        assertThat(read.strategy()).isEqualTo(new StrategySettings(10, 3, 40));
    }

    @ParameterizedTest
    @CsvSource({"'', AUTO", "repeats: 1, SINGLE", "repeats: 2, SEED_K", "repeats: auto, AUTO",
            "'decide: {mode: verified}', VERIFIED", "'decide: {mode: verified}\nrepeats: auto', VERIFIED",
            "'decide: {mode: near-threshold}\nrepeats: 1', NEAR_THRESHOLD", "'decide: {mode: record}', RECORD",
            "'decide: {mode: seed-k}', SEED_K", "'decide: {mode: deterministic}\nrepeats: 1', DETERMINISTIC"})
    void aNumberOfRepeatsMeansAModeUnlessOneIsGiven(String yaml, Mode mode) {
        assertThat(read(yaml).mode()).isEqualTo(mode);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"p99_ms < 200 | p99_ms < 200", "p99_ms<200 | p99_ms < 200",
            "p99_ms ≤ 2e2 | p99_ms <= 200", "p99_ms > -0.5 | p99_ms > -0.5", "p99_ms >= 0 | p99_ms >= 0",
            "p99_ms <= 1.1 × baseline | p99_ms <= 1.1 × baseline", "p99_ms <= 1.1x baseline | p99_ms <= 1.1 × baseline",
            "p99_ms <= 1.1 * baseline | p99_ms <= 1.1 × baseline", "p99_ms < baseline | p99_ms < baseline",
            "p99_ms <= baseline + 7 % | p99_ms <= 1.07 × baseline",
            "p99_ms >= baseline - 5% | p99_ms >= 0.95 × baseline",
            "p99_ms < 90 % of the baseline | p99_ms < 0.9 × baseline", "p99_ms < Baseline × 2 | p99_ms < 2 × baseline"})
    void aConstraintIsReadAsPeopleWriteIt(String written, String text) {
        assertThat(read("constraints: ['" + written + "']").constraints()).extracting(Constraint::text)
                .containsExactly(text);
    }

    @Test
    void weightsKeepTheirOrder() {
        Map<String, Double> weights = read("decide: {rule: weighted, weights: {p99_ms: 0.3, accuracy: 0.5}}").decide()
                .composite().weights();
        assertThat(weights).containsExactly(Map.entry("p99_ms", 0.3), Map.entry("accuracy", 0.5));
    }

    @Test
    void aStageIsAConfigurationOfItsOwn() throws IOException {
        Configuration read = ConfigurationReader.parse(ConfigurationReaderTest.fixture("stages.yaml"), "stages.yaml");
        assertThat(read.stages()).extracting(Stage::name).containsExactly("preprocess", "train", "inference");
        assertThat(read.stages()).extracting(Stage::plateau).containsExactly(10L, Checks.OFF, Checks.OFF);
        Configuration first = read.stages().getFirst().configuration();
        assertThat(first.scope().modify()).isEqualTo(Globs.of("prepare.conf"));
        assertThat(first.scope().protect()).isEqualTo(Globs.of("data/**"));
        assertThat(first.run().command()).isEqualTo("./quality.sh");
        assertThat(first.run().prepare()).isEqualTo("make");
        assertThat(first.guard().command()).isEqualTo("make test");
        assertThat(first.budget())
                .isEqualTo(new Budget(30, 90, Duration.ofHours(1), 0, Budget.UNLIMITED, 4));
        assertThat(first.constraints()).extracting(Constraint::text)
                .containsExactly("data_quality_score >= 0.5 × baseline");
        assertThat(first.knobs()).extracting(Knob::file).containsExactly("prepare.conf");
        Configuration second = read.stages().get(1).configuration();
        assertThat(second.primary().name()).isEqualTo("val_loss");
        assertThat(second.run().prepare()).isEqualTo("make train");
        assertThat(second.target()).hasValue(0.2);
        assertThat(second.guard()).isEqualTo(new Guard("make check", Duration.ofMinutes(10), Guard.When.FIRST));
        assertThat(read.stages().getLast().configuration().constraints()).isEmpty();
        assertThat(read.scope()).isEqualTo(first.scope());
        assertThat(read.run().command()).isEqualTo("./quality.sh");
        assertThat(read.metrics()).isEqualTo(first.metrics());
        assertThat(read.budget().experiments()).isEqualTo(100);
    }

    @Test
    void aStageHasWhatItDoesNotSayFromTheFile() {
        Configuration read = read("""
                constraints: [accuracy > 0.5]
                target: 10
                decide: {rule: pareto}
                stages:
                  - {name: a, modify: src/a}
                  - {name: b, metrics: [{name: size}, {name: score}], constraints: []}
                """);
        Configuration first = read.stages().getFirst().configuration();
        assertThat(first.metrics()).isEqualTo(read.metrics());
        assertThat(first.constraints()).isEqualTo(read.constraints());
        assertThat(first.target()).hasValue(10);
        Configuration second = read.stages().getLast().configuration();
        assertThat(second.scope()).isEqualTo(read.scope());
        assertThat(second.constraints()).isEmpty();
        assertThat(second.target()).as("a number for another metric").isEmpty();
        assertThat(second.decide().rule()).isEqualTo(Decide.Rule.PARETO);
    }

    private record Case(String yaml, List<String> parts) {}

    private static Case file(String yaml, String... parts) {
        return new Case(yaml, List.of(parts));
    }

    private static Case more(String line, String... parts) {
        return file(SMALL + line, parts);
    }

    private static Case decide(String settings, String... parts) {
        return more("decide: {" + settings + "}", parts);
    }

    private static Case constraint(String constraint, String... parts) {
        return more("constraints: [" + constraint + "]", parts);
    }

    private static Case score(String formula, String... parts) {
        return decide("rule: weighted, score: '" + formula + "'", parts);
    }

    private static final List<Case> CASES = List.of(
            // words and numbers
            decide("rule: best", "4: decide.rule: 'best'", "one of primary, weighted, pareto"),
            decide("mode: verifed", "4: decide.mode: 'verifed'", "did you mean verified"),
            decide("mode: seed_k", "did you mean seed-k"), decide("scale: logarithmic", "decide.scale:", "auto, log"),
            decide("rebuild: yes", "decide.rebuild: 'yes'", "one of auto, always, never"),
            decide("tolerance: 1", "decide.tolerance: '1'", "a share from 0 to below 1"),
            decide("tolerance: -1%", "decide.tolerance: '-1%'"),
            decide("min-gain-per-line: lots", "decide.min-gain-per-line: 'lots'", "a share"),
            decide("canary: 0", "decide.canary: '0'", "off or a whole number, at least 1"),
            decide("canary: never", "decide.canary: 'never'", "off or"),
            decide("recheck: 1.5", "decide.recheck: '1.5'"), decide("unkeep: maybe", "decide.unkeep: 'maybe'"),
            decide("unkeep: true", "unkeep without recheck", "add recheck: 50"),
            decide("race-limit: 10", "decide.race-limit: '10'", "a map with runs, wall"),
            decide("race-limit: {runs: 6}", "decide.race-limit.runs: '6'", "at least 7: one look and three pairs"),
            decide("race-limit: {wall: 0}", "decide.race-limit.wall: '0'", "above zero"),
            decide("race-limit: {time: 5m}", "decide.race-limit.time: unknown key", "expected one of runs, wall"),
            more("guard: {command: x, when: late}", "guard.when: 'late'", "one of first, improved, kept"),
            more("budget: {runs: 0}", "budget.runs: '0'", "at least 1"),
            more("target: fast", "4: target: 'fast'", "a number such as"), more("target: .nan", "target: '.nan'"),
            more("strategy: {explore-every: 1}", "strategy.explore-every: '1'", "off or a whole number, at least 2"),
            more("strategy: {explore-patience: 0}", "strategy.explore-patience: '0'", "at least 1"),
            more("strategy: {restart-after: often}", "strategy.restart-after: 'often'"),
            more("strategy: climb", "strategy: 'climb'", "a map with explore-every"),
            file(SMALL.replace("accuracy}", "accuracy, tolerance: 2}"), "3: metrics[1].tolerance: '2'", "a share"),
            // repeats and modes
            more("decide: {mode: verified}\nrepeats: 3", "5: repeats: 3 beside decide.mode verified",
                    "which chooses the number of runs itself", "write mode: seed-k"),
            more("repeats: 1\ndecide: {mode: fast}", "4: repeats: 1 beside", "write mode: single"),
            more("repeats: 2\ndecide: {mode: single}", "repeats: 2 beside decide.mode single"),
            more("repeats: 2\ndecide: {mode: record}", "repeats: 2 beside"),
            more("repeats: 2\ndecide: {mode: near-threshold}", "repeats: 2 beside"),
            more("repeats: 2\ndecide: {mode: deterministic}", "repeats: 2 beside"),
            more("repeats: 1\ndecide: {mode: seed-k}", "which needs several runs", "at least 2"),
            // rules and their metrics
            file(ONE + "decide: {rule: pareto}", "rule pareto with one metric", "at least two metrics"),
            file(ONE + "decide: {rule: lexicographic}", "rule lexicographic with one metric"),
            decide("rule: threshold", "4: decide: rule threshold without a gate", "for example constraints:"),
            more("constraints: [{limit: p99_ms < 5, price: 1}]\ndecide: {rule: threshold}", "without a gate"),
            more("constraints: [accuracy < 5]\ndecide: {rule: threshold}", "the gate accuracy < 5",
                    "accuracy is better higher"),
            decide("rule: weighted", "rule weighted without a score", "expected weights or score"),
            file(SMALL.replace("accuracy}", "accuracy, tolerance: 2 %}") + "decide: {rule: weighted, score: p99_ms}",
                    "rule weighted with a tolerance of its own for accuracy", "decide.tolerance"),
            decide("weights: {p99_ms: 1}", "decide.weights: weights beside rule primary", "write rule: weighted"),
            decide("score: p99_ms", "decide.score: score beside rule primary"),
            decide("normalise: false", "decide.normalise: normalise beside rule primary"),
            decide("rule: pareto, direction: higher", "decide.direction: direction beside rule pareto"),
            decide("rule: weighted, weights: {p99_ms: 1}, score: p99_ms", "both weights and score"),
            decide("rule: weighted, weights: {p99_ms: 1}, direction: lower", "direction beside weights"),
            decide("rule: weighted, score: p99_ms, direction: down", "decide.direction: 'down'", "lower or higher"),
            decide("rule: weighted, weights: {}", "decide.weights: an empty map"),
            decide("rule: weighted, weights: [1, 2]", "decide.weights: a list", "weights above 0 by metric"),
            decide("rule: weighted, weights: {p99ms: 1}",
                    "decide.weights.p99ms: the metric 'p99ms', which does not exist",
                    "one of p99_ms, accuracy", "did you mean p99_ms"),
            decide("rule: weighted, weights: {p99_ms: 0}", "decide.weights.p99_ms: '0'", "a number above 0"),
            decide("rule: weighted, weights: {p99_ms: -1}", "a number above 0"),
            decide("rule: weighted, weights: {p99_ms: much}", "decide.weights.p99_ms: 'much'"),
            // formulas
            score("p99_m / 2", "decide.score: the name 'p99_m' at character 1", "one of accuracy, p99_ms",
                    "did you mean p99_ms"),
            score("1 + 2", "a formula without a metric"), score("p99_ms + * 2", "'*' at character 10"),
            score("(p99_ms", "the end at character 8", "the ) that belongs to the ("),
            score("p99_ms 2", "'2' at character 8", "expected an operator such as + or *"),
            score("sqrt(p99_ms, 2)", "',' at character 12", "the one value of sqrt"),
            score("p99_ms ** 2", "'**' at character 8", "write ^ for a power"),
            score("log p99_ms", "'p99_ms' at character 5", "write log(…)"),
            score("score = p99_ms", "the name 'score' at character 1"),
            score("p99_ms > 2", "'>' at character 8"), score("1e999 * p99_ms", "'1e999' at character 1"),
            // constraints
            constraint("p99ms < 200", "4: constraints[0]: the metric 'p99ms', which does not exist",
                    "did you mean p99_ms"),
            constraint("p99_ms", "constraints[0]: 'p99_ms'", "a constraint such as p99_ms < 200"),
            constraint("p99_ms == 5", "constraints[0]: 'p99_ms == 5'", "use <, <=, > or >="),
            constraint("'p99_ms < 100 AND accuracy > 1'", "write each constraint as an entry of its own"),
            constraint("p99_ms < fast", "the limit 'fast'", "a number or a multiple of the baseline"),
            constraint("p99_ms < 200ms", "the limit '200ms'", "leave out the unit"),
            constraint("p99_ms < 5 %", "the limit '5 %'", "or baseline + 5 %"),
            constraint("p99_ms < 0 × baseline", "the limit '0 × baseline'"),
            constraint("p99_ms < -1 × baseline", "the limit '-1 × baseline'"),
            constraint("p99_ms < baseline + 5", "the limit 'baseline + 5'"),
            constraint("p99_ms < 1e999", "the limit '1e999'"), constraint("[a]", "constraints[0]: a list"),
            constraint("{price: 1}", "constraints[0].limit: missing", "for example limit: p99_ms < 200"),
            constraint("{limit: p99_ms < 5, price: 0}", "constraints[0].price: '0'", "a number above 0"),
            constraint("{limit: p99_ms < 5, cost: 1}", "constraints[0].cost: unknown key"),
            constraint("{limit: p99_ms < 0, price: 1}", "the limit 0 with a price", "counts as a share of it"),
            // holdout, proxy, smoke
            more("holdout: {every: 5}", "holdout.command: missing"),
            more("holdout: {command: x, every: 0}", "holdout.every: '0'", "a number of keeps, at least 1"),
            more("holdout: {command: x, timeout: long}", "holdout.timeout: 'long'"),
            more("holdout: {command: x, extract: peak}", "holdout.extract: 'peak'"),
            more("holdout: [x]", "holdout: a list", "a command such as ./eval.sh"),
            file(SMALL.replace("./run.sh}", "./run.sh, proxy: ./short}"), "2: run.proxy: './short'",
                    "a map with command"),
            file(SMALL.replace("./run.sh}", "./run.sh, proxy: {command: x}}"), "run.proxy.metric: missing"),
            file(SMALL.replace("./run.sh}", "./run.sh, proxy: {metric: {name: ms}}}"), "run.proxy.command: missing"),
            file(SMALL.replace("./run.sh}", "./run.sh, proxy: {command: x, metric: {name: ms}, allow: 2}}"),
                    "run.proxy.allow: '2'"),
            file(SMALL.replace("./run.sh}", "./run.sh, proxy: {command: x, metric: {name: ratio}}}"),
                    "the metric ratio without a direction"),
            file(SMALL.replace("./run.sh}", "./run.sh, proxy: {command: x, metric: {name: ms, tolerance: 1%}}}"),
                    "run.proxy.metric: a tolerance", "write allow"),
            file(SMALL.replace("./run.sh}", "./run.sh, proxy: {command: x, metric: {name: p99_ms}}}"),
                    "2: run: the metric p99_ms of the proxy", "for example short_p99_ms"),
            file(SMALL.replace("./run.sh}", "./run.sh, smoke: [x]}"), "run.smoke: a list"),
            // stages
            more("stages: []", "4: stages: an empty list", "at least one stage"),
            more("stages: {name: a}", "stages: a map", "put '- '"), more("stages: [a]", "stages[0]: 'a'", "a map with"),
            more("stages: [{modify: a}]", "stages[0].name: missing"),
            more("stages: [{name: a b}]", "stages[0].name: 'a b'", "letters, digits"),
            more("stages: [{name: a}, {name: a}]", "stages[1].name: the stage a a second time"),
            more("stages: [{name: a, plateau: 0}]", "stages[0].plateau: '0'", "off or a whole number"),
            more("stages: [{name: a, budget: {cost: 5 USD}}]", "stages[0].budget.cost: unknown key"),
            more("stages: [{name: a, target: x}]", "stages[0].target: 'x'"),
            more("stages: [{name: a, modify: []}]", "stages[0].modify: an empty list"),
            more("stages: [{name: a, modify: ../x}]", "stages[0].modify: '..' in"),
            more("constraints: [p99_ms < 5]\nstages: [{name: a}, {name: b, metrics: [{name: size}]}]",
                    "the metric 'p99_ms', which does not exist in the stage b", "one of size"),
            more("decide: {rule: pareto}\nstages: [{name: a}, {name: b, metrics: [{name: size}]}]",
                    "rule pareto with one metric in the stage b"),
            more("stages: [{name: a, constraints: [size < 5]}]", "stages[0].constraints[0]: the metric 'size'"),
            file("stages: [{name: a}]", "1: stages[0].modify: missing", "here or under scope"),
            file("stages: [{name: a, modify: x}]", "stages[0].command: missing", "here or under run"),
            file("stages: [{name: a, modify: x, command: y}]", "stages[0].metrics: missing"),
            file("scope: {protect: [a]}\nstages: [{name: a, modify: a/b, command: y, metrics: [{name: size}]}]",
                    "2: stages[0].modify: 'a/b', which lies wholly within scope.protect[0]"),
            more("knobs: [{file: conf, key: k, range: 1..2}]\nstages: [{name: a}]", "which may not change"));

    @TestFactory
    Stream<DynamicTest> eachMistakeIsToldWithItsPlaceAndWhatWasExpected() {
        return CASES.stream().map(one -> DynamicTest.dynamicTest(one.parts.getFirst(), () -> {
            Refusal refusal = catchThrowableOfType(Refusal.class, () -> ConfigurationReader.parse(one.yaml, "y:"));
            assertThat(refusal).as("accepted").isNotNull();
            assertThat(refusal.details())
                    .anySatisfy(line -> assertThat(line).contains(one.parts).contains("; expected "));
        }));
    }

    @Test
    void aMetricThatCannotBeUsedIsNotAlsoUnknown() {
        Refusal refusal = catchThrowableOfType(Refusal.class,
                () -> ConfigurationReader.parse(SMALL.replace("accuracy", "ratio") + "constraints: [ratio > 1]", "y"));
        assertThat(refusal.details()).hasSize(1);
    }
}
