package dev.autoresearch.setup.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.ConfigurationReader;
import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Scale;
import dev.autoresearch.journal.Axis;
import dev.autoresearch.journal.Calibration;
import dev.autoresearch.journal.Noise;
import dev.autoresearch.journal.Timing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// The arithmetic of what is to be expected, exactly.
class EstimateTest {
    private static final Offset<Double> EXACT = within(1e-9);

    private static Configuration configuration(String... lines) {
        return ConfigurationReader.parse("""
                scope: {modify: [x]}
                metrics: [{name: score, direction: higher}]
                """ + String.join("\n", lines) + "\n", "test");
    }

    private static Estimate measured(Configuration configuration, double run, double prepare, List<Tariff> tariffs) {
        var timing = new Timing(Duration.ofMillis((long) (run * 1000)), Duration.ofMillis((long) (prepare * 1000)));
        return Estimate.of(configuration, Optional.empty(), false, Optional.of(timing), tariffs);
    }

    private static void range(Range range, double low, double high) {
        assertThat(range.low()).isCloseTo(low, EXACT);
        assertThat(range.high()).isCloseTo(high, EXACT);
    }

    @Test
    void anExperimentIsItsRunsOnePreparationAndTheTimeToThink() {
        Estimate estimate = measured(configuration("run: {command: x, prepare: y}", "decide: {mode: single}",
                "budget: {experiments: 100, wall: 1h, runs: 40}"), 9, 1, List.of());
        range(estimate.pace().runs(), 1, 1);
        range(estimate.pace().seconds(), 10, 11);
        range(estimate.perHour(), 3600 / 11.0, 360);
        assertThat(estimate.cost()).isEqualTo(Cost.FREE);
        assertThat(estimate.uncapped()).isFalse();
        assertThat(estimate.caps()).extracting(Until::cap).containsExactly("100 experiments", "40 runs", "1h");
        range(estimate.caps().get(0).seconds(), 1000, 1100);
        range(estimate.caps().get(1).experiments(), 40, 40);
        range(estimate.caps().get(2).experiments(), 3600 / 11.0, 360);
        range(estimate.caps().get(2).seconds(), 3600, 3600);
    }

    @Test
    void aModeThatTestsItsKeepsNeedsFromOneLookToTheShortestRace() {
        Configuration auto = configuration("run: {command: x}");
        range(measured(auto, 2, 0, List.of()).pace().seconds(), 2, 17);
        range(Pace.runs(configuration("run: {command: x}", "decide: {mode: fast}"), Noise.UNKNOWN), 1, 7);
        range(Pace.runs(configuration("run: {command: x}", "decide: {mode: near-threshold}"), Noise.UNKNOWN), 1, 3);
        range(Pace.runs(configuration("run: {command: x}", "repeats: 5"), Noise.UNKNOWN), 5, 5);
        Noise exact = Noise.UNKNOWN.calibrated(new Calibration("m",
                List.of(new Axis("score", Direction.HIGHER, Scale.LOG, true)), List.of(), Map.of(),
                new Timing(Duration.ofSeconds(3), Duration.ofSeconds(4))), Map.of());
        Pace pace = Pace.calibrated(auto, exact).orElseThrow();
        range(pace.runs(), 1, 2);
        range(pace.seconds(), 7, 11);
        assertThat(pace.basis()).contains("baseline");
    }

    @Test
    void withoutAMeasurementTheTimeLimitsAreABoundAndSaidToBeOne() {
        Estimate estimate = Estimate.of(configuration("run: {command: x, timeout: 1m}", "decide: {mode: single}"),
                Optional.empty(), false, Optional.empty(), List.of());
        assertThat(estimate.pace().limit()).isTrue();
        range(estimate.pace().seconds(), 61, 61);
        range(estimate.perHour(), 3600 / 61.0, 3600 / 61.0);
        assertThat(estimate.pace().basis()).contains("nothing was measured");
        assertThat(Pace.limited(configuration("run: {command: x}", "decide: {mode: single}")).seconds().high())
                .isCloseTo(601, EXACT);
    }

    @Test
    void tokensFollowFromTheBriefAndMoneyFromThePrices() {
        // Half of 10,000 tokens, 3 answers of 400: 5,000 + 2 × 1,000 fresh, 2 × 5,000 + 1,000 cached, 1,200 out.
        Talk brief = Talk.brief(10_000, 30);
        assertThat(brief.tokens()).isEqualTo(7_000 + 11_000 + 1_200);
        assertThat(brief.dollars(Tariff.of("m", 3, 0.3, 15))).isCloseTo((7_000 * 3 + 11_000 * 0.3 + 1_200 * 15) / 1e6,
                EXACT);
        // 10,000 tokens, 20 answers of 1,000: 10,000 + 19 × 3,000 fresh, 19 × 10,000 + 3,000 × 171 cached, 20,000 out.
        Talk thorough = Talk.thorough(10_000, 30);
        assertThat(thorough.tokens()).isEqualTo(67_000 + 190_000 + 513_000 + 20_000);
        assertThat(Talk.thorough(10_000, 1).tokens()).isEqualTo(11_000);
    }

    @Test
    void aCapOnMoneyOrTokensComesAfterSoManyExperimentsAsItPaysFor() {
        Configuration configuration = configuration("run: {command: x}", "decide: {mode: single}",
                "proposer: {llm: {models: [{provider: anthropic, model: m}]}}", "budget: {cost: 10 USD, tokens: 5M}");
        Estimate estimate = measured(configuration, 5, 0, List.of(Tariff.of("m", 3, 0.3, 15)));
        Range each = estimate.cost().dollars();
        assertThat(each.low()).isPositive().isLessThan(each.high());
        assertThat(estimate.cost().basis()).startsWith("assumed: ");
        range(estimate.pace().seconds(), 20, 185);
        Until cost = estimate.caps().getFirst();
        assertThat(cost.cap()).isEqualTo("$10.00");
        range(cost.experiments(), 10 / each.high(), 10 / each.low());
        range(cost.dollars(), 10, 10);
        range(cost.seconds(), 10 / each.high() * 20, 10 / each.low() * 185);
        range(estimate.caps().get(1).experiments(), 5e6 / estimate.cost().tokens().high(),
                5e6 / estimate.cost().tokens().low());
        range(estimate.hourly(), each.low() * 3600 / 185, each.high() * 180);
        assertThat(estimate.uncapped()).isFalse();
    }

    @Test
    void severalModelsCostFromTheCheapestToTheDearestAndAnUnknownPriceIsNoPrice() {
        Configuration configuration = configuration("run: {command: x}",
                "proposer: {llm: {models: [{provider: anthropic, model: m}]}}");
        Range cheap = measured(configuration, 5, 0, List.of(Tariff.of("a", 1, 0.1, 5))).cost().dollars();
        Range dear = measured(configuration, 5, 0, List.of(Tariff.of("b", 10, 1, 50))).cost().dollars();
        Estimate both = measured(configuration, 5, 0, List.of(Tariff.of("a", 1, 0.1, 5), Tariff.of("b", 10, 1, 50)));
        range(both.cost().dollars(), cheap.low(), dear.high());
        assertThat(both.uncapped()).isTrue();
        Estimate unknown = measured(configuration, 5, 0, List.of(Tariff.unknown("mystery")));
        assertThat(unknown.cost().priced()).isFalse();
        assertThat(unknown.cost().basis()).contains("mystery");
        assertThat(unknown.cost().dollars()).isEqualTo(Range.ZERO);
        assertThat(unknown.uncapped()).isTrue();
        assertThat(measured(configuration, 5, 0, List.of(Tariff.of("free", 0, 0, 0))).uncapped()).isFalse();
    }

    @Test
    void theTableOfDomainsIsTheOneThatWasPublished() {
        assertThat(Domain.all()).extracting(Domain::name).containsExactly("prompt", "training", "sql", "docker", "load",
                "infrastructure");
        Domain training = Domain.all().get(1);
        assertThat(training.dollars()).isEqualTo(new Range(0.10, 5));
        assertThat(training.perHour()).isEqualTo(new Range(3, 12));
        assertThat(training.night()).isEqualTo(new Range(2.40, 480));
    }

    @Test
    void aRangeIsInOrderAndItsMiddleHalfLeavesOutliersOut() {
        range(Range.middle(List.of(1.0, 2.0, 3.0, 4.0, 1000.0)), 2, 4);
        range(Range.middle(List.of(7.0)), 7, 7);
        assertThatThrownBy(() -> new Range(2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Range.ZERO.in(1)).isInstanceOf(IllegalArgumentException.class);
    }
}
