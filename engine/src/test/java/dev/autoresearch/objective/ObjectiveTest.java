package dev.autoresearch.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.ConfigurationReader;
import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.Metric;
import dev.autoresearch.config.Proxy;
import dev.autoresearch.config.Scale;
import dev.autoresearch.journal.Axis;
import dev.autoresearch.journal.Claim;
import dev.autoresearch.journal.DiffStat;
import dev.autoresearch.journal.Way;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The rules as tables: settings and numbers in, ways and values out. Metrics are `ms` (lower), `accuracy` (higher) and
/// `mb` (lower) unless a row says otherwise.
class ObjectiveTest {
    private static final String METRICS = "metrics: [{name: ms}, {name: accuracy}, {name: mb}]\n";
    private static final Map<String, Double> BASELINE = Map.of("ms", 100.0, "accuracy", 0.5, "mb", 10.0);
    private static final DiffStat SIMPLER = new DiffStat(1, 1, 5, -9);
    private static final DiffStat LONGER = new DiffStat(1, 12, 2, 40);

    private static Configuration configuration(String more) {
        String metrics = more.contains("metrics:") ? "" : METRICS;
        return ConfigurationReader.parse(
                "scope: {modify: [src/**]}\nrun: {command: ./run.sh}\n" + metrics + more.replace("; ", "\n"), "test");
    }

    private static Objective objective(String more) {
        return new Objective(configuration(more), BASELINE);
    }

    private static DiffStat diff(String word) {
        return switch (word) {
            case "simpler" -> SIMPLER;
            case "longer" -> LONGER;
            default -> DiffStat.NONE;
        };
    }

    /// `ms 3, mb 5` as a map.
    private static Map<String, Double> numbers(String text) {
        var numbers = new LinkedHashMap<String, Double>();
        for (String part : text.strip().split(", *", -1)) {
            if (!part.isEmpty()) {
                String[] words = part.split(" ", -1);
                numbers.put(words[0], Double.valueOf(words[1]));
            }
        }
        return numbers;
    }

    private static String shown(List<Way> ways) {
        return ways.stream()
                .map(way -> way.name() + ": "
                        + way.claims().stream().map(ObjectiveTest::shown).collect(Collectors.joining(" & ")))
                .collect(Collectors.joining(" | "));
    }

    private static String shown(Claim claim) {
        BigDecimal margin = new BigDecimal(claim.margin()).setScale(4, RoundingMode.HALF_EVEN).stripTrailingZeros();
        return claim.metric() + " " + (claim.better() ? "better" : "not worse") + " " + margin.abs().toPlainString();
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource(delimiter = ';', quoteCharacter = '"', value = {
            // primary; a gain of 1 % of ms is -ln(0.99), of accuracy ln(1.01)
            "decide: {} ; same ; better ms: ms better 0",
            "decide: {min-effect: 1%} ; same ; better ms: ms better 0.0101",
            "decide: {} ; longer ; better ms: ms better 0",
            "decide: {} ; simpler ; equal but simpler: ms not worse 0.005",
            "decide: {tolerance: 2%, min-effect: 1%} ; simpler ; equal but simpler: ms not worse 0.0198",
            "decide: {on-tie: discard} ; simpler ; better ms: ms better 0",
            "decide: {on-tie: keep} ; same ; equal or better: ms not worse 0.005",
            "decide: {on-tie: keep} ; longer ; equal or better: ms not worse 0.005",
            "decide: {tolerance: 0} ; simpler ; equal but simpler: ms not worse 0",
            // a line costs
            "decide: {min-gain-per-line: 0.1%} ; longer ; better ms: ms better 0.0101",
            "decide: {min-gain-per-line: 0.1%, min-effect: 1%} ; longer ; better ms: ms better 0.0202",
            "decide: {min-gain-per-line: 0.1%} ; same ; better ms: ms better 0",
            "decide: {min-gain-per-line: 0.1%, on-tie: keep} ; longer ; better ms: ms better 0.0101",
            "decide: {min-gain-per-line: 0.1%, on-tie: keep} ; same ; equal or better: ms not worse 0.005",
            // pareto
            "decide: {rule: pareto} ; same ; better ms and accuracy, mb not worse: ms better 0 & accuracy not worse 0.005"
                    + " & mb not worse 0.005 | better accuracy and ms, mb not worse: accuracy better 0 & ms not worse 0.005"
                    + " & mb not worse 0.005 | better mb and ms, accuracy not worse: mb better 0 & ms not worse 0.005"
                    + " & accuracy not worse 0.005",
            "decide: {rule: pareto} ; simpler ; equal but simpler: ms not worse 0.005 & accuracy not worse 0.005"
                    + " & mb not worse 0.005",
            // lexicographic
            "decide: {rule: lexicographic, min-effect: 1%} ; same ; better ms: ms better 0.0101"
                    + " | better accuracy and ms not worse: accuracy better 0.01 & ms not worse 0.005"
                    + " | better mb and ms, accuracy not worse: mb better 0.0101 & ms not worse 0.005"
                    + " & accuracy not worse 0.005",
            // weighted
            "decide: {rule: weighted, score: accuracy / ms} ; same ; better score: score better 0",
            "decide: {rule: weighted, weights: {ms: 1}, min-effect: 1%} ; same ; better score: score better 0.01",
            "decide: {rule: weighted, score: ms, direction: lower, tolerance: 1%} ; simpler"
                    + " ; equal but simpler: score not worse 0.01"})
    void theWaysToWin(String settings, String diff, String expected) {
        Objective objective = objective(settings);
        assertThat(shown(objective.ways(diff(diff), objective.axes(), BASELINE))).isEqualTo(expected);
    }

    @Test
    void underPrimaryAMetricWithAToleranceMustNotGetWorse() {
        Objective objective = objective("metrics: [{name: ms}, {name: mb, tolerance: 10%}, {name: kb}]");
        assertThat(objective.names()).containsExactly("ms", "mb");
        assertThat(shown(objective.ways(DiffStat.NONE, objective.axes(), BASELINE)))
                .isEqualTo("better ms and mb not worse: ms better 0 & mb not worse 0.0953");
        assertThat(shown(objective.ways(SIMPLER, objective.axes(), BASELINE)))
                .isEqualTo("equal but simpler: ms not worse 0.005 & mb not worse 0.0953");
    }

    @Test
    void theToleranceOfAMetricThatIsToBeHighIsTakenFromBelow() {
        Objective objective = objective("metrics: [{name: accuracy, tolerance: 10%}]");
        Claim claim = objective.ways(SIMPLER, objective.axes(), BASELINE).getFirst().claims().getFirst();
        Axis axis = objective.axes().getFirst();
        assertThat(axis.y(100) - axis.y(90) + claim.margin()).isCloseTo(0, offset(1e-12));
    }

    @Test
    void onALinearAxisAShareIsOneOfTheIncumbentsSize() {
        Objective objective = objective("decide: {min-effect: 1%, scale: additive}");
        assertThat(objective.axes()).allMatch(axis -> axis.scale() == Scale.ADDITIVE);
        assertThat(shown(objective.ways(DiffStat.NONE, objective.axes(), Map.of("ms", -200.0))))
                .isEqualTo("better ms: ms better 2");
        assertThat(shown(objective.ways(SIMPLER, objective.axes(), Map.of("ms", 200.0))))
                .isEqualTo("equal but simpler: ms not worse 1");
        Claim equal = objective.ways(SIMPLER, objective.axes(), Map.of("ms", 0.0)).getFirst().claims().getFirst();
        assertThat(equal.margin()).as("equal to 0 is not worse").isPositive().isLessThan(1e-9);
    }

    @Test
    void aGainThatNobodyCanMakeIsDemandedWithoutInfinities() {
        Objective objective = objective("decide: {min-gain-per-line: 50%}");
        assertThat(objective.ways(LONGER, objective.axes(), BASELINE).getFirst().claims().getFirst().margin())
                .isFinite().isLessThan(-20);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', value = {
            "ms 250, mb 10 ; better ms, whose gate is not reached: ms better 0",
            "ms 150, mb 10 ; better accuracy: accuracy better 0",
            "ms 250, mb 30 ; better ms and mb not worse, whose gate is not reached: ms better 0 & mb not worse 0.005"
                    + " | better mb and ms not worse, whose gate is not reached: mb better 0 & ms not worse 0.005"})
    void underThresholdTheGatesComeFirst(String standing, String expected) {
        Objective objective = objective("metrics: [{name: accuracy}, {name: ms}, {name: mb}, {name: kb}]; "
                + "constraints: [ms < 200, mb <= 2 × baseline]; decide: {rule: threshold}");
        assertThat(objective.names()).containsExactly("accuracy", "ms", "mb");
        assertThat(shown(objective.ways(DiffStat.NONE, objective.axes(), numbers(standing)))).isEqualTo(expected);
    }

    @Test
    void underThresholdOnlyGatesThatTheIncumbentHoldsDiscardAtOnce() {
        Objective objective = objective("metrics: [{name: accuracy}, {name: ms}, {name: mb}]; "
                + "constraints: [ms < 200, mb < 20]; decide: {rule: threshold}");
        assertThat(objective.broken(numbers("ms 300, mb 30"))).as("the unchanged project").isEmpty();
        assertThat(objective.broken(numbers("ms 240, mb 10"), numbers("ms 250, mb 10"))).isEmpty();
        assertThat(objective.broken(numbers("ms 240, mb 25"), numbers("ms 250, mb 10"))).contains("mb 25 is not < 20");
        assertThat(objective.broken(numbers("ms 240, mb 10"), numbers("ms 150, mb 10")))
                .contains("ms 240 is not < 200");
    }

    @ParameterizedTest(name = "{0} with {1}")
    @CsvSource(delimiter = ';', value = {"ms < 200 ; ms 240 ; ms 240 is not < 200",
            "ms < 200 ; ms 200 ; ms 200 is not < 200",
            "ms <= 200 ; ms 200 ; ''", "ms < 200 ; ms 199 ; ''",
            "accuracy >= 0.6 ; accuracy 0.5 ; accuracy 0.5 is not >= 0.6",
            "accuracy > 0.5 ; accuracy 0.5 ; accuracy 0.5 is not > 0.5",
            "mb <= 1.1 × baseline ; mb 12 ; mb 12 is not <= 11 (1.1 × baseline)",
            "mb <= baseline ; mb 10.00001 ; mb 10.00001 is not <= 10 (baseline)", "mb <= baseline ; mb 10 ; ''",
            "mb < 5 ; ms 100 ; ''", "ms < -1 ; ms 0 ; ms 0 is not < -1"})
    void aHardConstraintIsBrokenWithASentence(String constraint, String run, String sentence) {
        Objective objective = objective("constraints: ['" + constraint + "']");
        assertThat(objective.broken(numbers(run), BASELINE).orElse("")).isEqualTo(sentence);
        assertThat(objective.broken(numbers(run)).orElse("")).isEqualTo(sentence);
    }

    @Test
    void aLimitByTheBaselineHoldsNothingWhileThereIsNone() {
        Objective objective = new Objective(configuration("constraints: [mb <= 1.1 × baseline]"), Map.of());
        assertThat(objective.broken(numbers("mb 1000"))).isEmpty();
    }

    @ParameterizedTest(name = "{0} with {1}")
    @CsvSource(delimiter = ';', value = {
            // twenty percent over the limit at a price of a half is ten percent worse
            "'{limit: mb <= 10, price: 0.5}' ; ms 100, mb 12 ; ms 110",
            "'{limit: mb <= 10, price: 0.5}' ; ms 100, mb 9 ; ms 100",
            "'{limit: mb <= baseline, price: 2}' ; ms 100, mb 15 ; ms 200",
            "'{limit: accuracy >= 0.5, price: 1}' ; ms 100, accuracy 0.4 ; ms 120",
            "'{limit: mb <= 10, price: 0.5}' ; ms -110, mb 12 ; ms -100",
            "'{limit: mb <= 10, price: 0.5}' ; ms 0, mb 12 ; ms 0",
            "'{limit: mb <= 10, price: 0.5}, {limit: accuracy > 1, price: 1}' ; ms 100, mb 12, accuracy 0.5 ; ms 165"})
    void aSoftConstraintIsPricedIn(String constraints, String run, String expected) {
        Objective objective = objective("constraints: [" + constraints + "]");
        assertThat(objective.broken(numbers(run), BASELINE)).isEmpty();
        assertClose(objective.values(numbers(run)), numbers(expected));
    }

    @Test
    void whatIsToBeHighIsDividedByThePrice() {
        Objective objective = objective(
                "metrics: [{name: accuracy}, {name: mb}]; constraints: [{limit: mb < 10, price: 1}]");
        assertClose(objective.values(numbers("accuracy 0.6, mb 12")), numbers("accuracy 0.5"));
    }

    @ParameterizedTest(name = "{0} with {1}")
    @CsvSource(delimiter = ';', value = {
            // as often as on the unchanged project is 1 each
            "weights: {accuracy: 0.5, ms: 0.3, mb: 0.2} ; ms 100, accuracy 0.5, mb 10 ; score 1",
            "weights: {accuracy: 0.5, ms: 0.3, mb: 0.2} ; ms 50, accuracy 0.5, mb 20 ; score 1.2",
            "weights: {accuracy: 0.5, ms: 0.3}, normalise: false ; ms 50, accuracy 0.5 ; score 0.256",
            "score: 0.5 * accuracy + 0.3 * (1 / ms) ; ms 50, accuracy 1 ; score 1.6",
            "score: 0.5 * accuracy + 0.3 * (1 / ms), normalise: false ; ms 50, accuracy 1 ; score 0.506",
            "score: max(ms, mb), direction: lower ; ms 50, mb 20 ; score 2"})
    void severalMetricsMakeOneScore(String settings, String run, String expected) {
        assertClose(objective("decide: {rule: weighted, " + commas(settings) + "}").values(numbers(run)),
                numbers(expected));
    }

    /// A formula with commas needs quotes in a map of one line.
    private static String commas(String settings) {
        return settings.replaceAll("score: ([^:]*?)(, normalise|, direction|$)", "score: '$1'$2");
    }

    @ParameterizedTest(name = "{0} with {1}")
    @CsvSource(delimiter = ';', value = {
            "weights: {ms: 1} ; ms 0 ; score has no value: ms is 0, and as it is to be low its inverse counts",
            "weights: {ms: 1} ; mb 1 ; score has no value: there is no ms",
            "score: 1 / ms ; ms 0 ; score has no value: 1 / ms divides by 0",
            "score: log(accuracy) ; accuracy -1 ; score has no value: log(accuracy) is the logarithm of -2",
            "score: exp(ms), normalise: false ; ms 1000 ; score has no value: exp(ms) is too large for a number"})
    void whereThereIsNoScoreItIsSaidWhy(String settings, String run, String why) {
        Objective objective = objective("decide: {rule: weighted, " + settings + "}");
        assertThat(objective.values(numbers(run))).isEmpty();
        assertThat(objective.missing(numbers(run))).contains(why);
    }

    @Test
    void nothingIsDividedByABaselineThatIsNotKnownOrZero() {
        Configuration weighted = configuration("decide: {rule: weighted, weights: {accuracy: 2}}");
        assertThat(new Objective(weighted, Map.of()).values(numbers("accuracy 3"))).containsEntry("score", 6.0);
        assertThat(new Objective(weighted, numbers("accuracy 0")).missing(numbers("accuracy 3")).orElse(""))
                .contains("accuracy is 0 on the unchanged project", "unless decide.normalise is false");
    }

    @Test
    void theScoreOfARunIsTheSameWhateverTheOrderOfItsMetrics() {
        Objective objective = objective("decide: {rule: weighted, weights: {accuracy: 0.1, ms: 0.7, mb: 0.2}}");
        assertThat(objective.values(numbers("ms 31, accuracy 0.37, mb 7.7")))
                .isEqualTo(objective.values(numbers("mb 7.7, ms 31, accuracy 0.37")));
    }

    @Test
    void aMissingMetricThatDecidesIsToldAndOthersAreNot() {
        assertThat(objective("decide: {}").missing(numbers("accuracy 1"))).contains("ms has no value, and it decides");
        assertThat(objective("decide: {}").missing(numbers("ms 1"))).isEmpty();
        assertThat(objective("decide: {rule: pareto}").missing(numbers("ms 1, mb 2")))
                .contains("accuracy has no value, and it decides");
        assertThat(objective("decide: {}").values(numbers("ms 1, mb 2"))).containsExactly(Map.entry("ms", 1.0));
    }

    @ParameterizedTest
    @CsvSource({"ms, 90, 91, false", "ms, 90, 90, true", "ms, 90, 80, true", "accuracy, 0.9, 0.8, false",
            "accuracy, 0.9, 0.9, true", "accuracy, 0.9, 0.95, true"})
    void theTargetIsReachedFromTheRightSide(String metric, double target, double value, boolean reached) {
        Objective objective = objective("metrics: [{name: " + metric + "}]; target: " + target);
        assertThat(objective.reached(Map.of(metric, value))).isEqualTo(reached);
        assertThat(objective.reached(Map.of())).isFalse();
    }

    @Test
    void theTargetUnderWeightedIsOneOfTheScore() {
        Objective objective = objective("decide: {rule: weighted, weights: {ms: 1}}; target: 2");
        assertThat(objective.reached(numbers("ms 51"))).isFalse();
        assertThat(objective.reached(numbers("ms 50"))).isTrue();
        assertThat(objective("decide: {}").reached(numbers("ms 1"))).as("no target").isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"short 10 ; short 10 ; ''", "short 10.2 ; short 10 ; ''",
            "short 10.3 ; short 10 ; the stand-in's short 10.3 is worse than 10 (+3.0 %) by more than the allowed 2 %",
            "short 5 ; short 10 ; ''", "short 99 ; ms 3 ; ''", "ms 3 ; short 10 ; ''"})
    void aClearlyWorseStandInSortsACandidateOut(String seen, String standing, String reason) {
        Configuration configuration = configuration("").toBuilder().proxy(new Proxy("x",
                Duration.ofMinutes(1),
                new Metric("short", Direction.LOWER, false, "",
                        new Extractor.LastLine()),
                0.02)).build();
        assertThat(new Objective(configuration, BASELINE)
                .sortedOut(configuration.run().proxy().orElseThrow(), numbers(seen), numbers(standing)).orElse(""))
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"time_ms, wall-time, 250, PT0.25S", "time_s, wall-time, 2.5, PT2.5S", "time_s, wall-time, NaN, PT0S",
            "time_s, wall-time, -1, PT0S", "time_s, cpu-time, 2.5, PT0S", "time_s, wall-time, 1e300, PT0S"})
    void aRunMayBeCutWhereItsWallTimeDecides(String name, String extract, double worst, Duration expected) {
        Objective objective = objective("metrics: [{name: " + name + ", direction: lower, extract: " + extract + "}]");
        assertThat(objective.cutoff(worst)).isEqualTo(expected);
    }

    @Test
    void aScoreMadeOfAWallTimeCutsNoRun() {
        assertThat(objective("metrics: [{name: ms, extract: wall-time}]; decide: {rule: weighted, weights: {ms: 1}}")
                .cutoff(5)).isZero();
    }

    @Test
    void theHoldoutHasTheDecidingMetricAndNothingElse() {
        Objective objective = objective("constraints: [ms < 1]; holdout: {command: x, extract: last-line}; "
                + "decide: {rule: pareto, scale: additive}");
        assertThat(objective.holdoutAxis()).isEqualTo(new Axis("ms", Direction.LOWER, Scale.ADDITIVE, false));
        assertThat(objective.ofHoldout().axes()).containsExactly(objective.holdoutAxis());
        assertThat(objective.ofHoldout().broken(numbers("ms 5"))).isEmpty();
        assertThat(objective.ofHoldout().values(numbers("ms 5"))).containsExactly(Map.entry("ms", 5.0));
    }

    private static void assertClose(Map<String, Double> values, Map<String, Double> expected) {
        assertThat(values.keySet()).containsExactlyElementsOf(expected.keySet());
        expected.forEach((name, number) -> assertThat(values.getOrDefault(name, Double.NaN)).as(name)
                .isCloseTo(number, offset(1e-9)));
    }
}
