package dev.autoresearch.benchmarks.arena;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.journal.RaceRules;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// How often a single decision keeps, and what it costs, for gains in standard deviations of a run.
class OneDecisionTest {
    private static final int TRIALS = 20_000;
    private static final long SEED = 20_261_125;
    private static final double CV = 0.02;
    private static final int SEASONED = 60;
    private static final int FRESH = 6;

    private record Limits(double gain, int calibration, double keepLow, double keepHigh, double runsLow,
            double runsHigh) {}

    @TestFactory
    Stream<DynamicTest> aDecisionKeepsWhatIsBetterAndNotTheRest() {
        return Stream.of(new Limits(-1, SEASONED, 0, 0.0003, 1, 1.25), new Limits(0, SEASONED, 0, 0.0016, 3.0, 3.3),
                new Limits(0, FRESH, 0, 0.0035, 3.0, 3.3), new Limits(1, SEASONED, 0.36, 0.39, 18.7, 19.8),
                new Limits(2, SEASONED, 0.859, 0.879, 14.2, 15.2), new Limits(3, SEASONED, 0.98, 1, 9.7, 10.4),
                new Limits(5, SEASONED, 0.999, 1, 7.0, 7.7))
                .map(limits -> DynamicTest.dynamicTest(
                        "gain " + limits.gain() + " CV after " + limits.calibration() + " runs", () -> {
                            Trials trials = Trials.of(new Trials.Setting(MachineNoise.CLEAN, CV, limits.gain() * CV,
                                    limits.calibration(), RaceRules.VERIFIED, 0, 0), TRIALS, SEED);
                            MonteCarlo.record(String.format(Locale.ROOT,
                                    "one decision, gain %.0f CV, %d runs before: keep %.4f [%.4f, %.4f], runs"
                                            + " %.2f [%.2f, %.2f]",
                                    limits.gain(), limits.calibration(), trials.keep(),
                                    limits.keepLow(), limits.keepHigh(), trials.runs(), limits.runsLow(),
                                    limits.runsHigh()));
                            assertThat(trials.keep()).as("keeps").isBetween(limits.keepLow(), limits.keepHigh());
                            assertThat(trials.runs()).as("runs").isBetween(limits.runsLow(), limits.runsHigh());
                        }));
    }

    /// Fixed level 0.05: it is that of the fifth race after three keeps.
    @TestFactory
    Stream<DynamicTest> aRaceAloneKeepsNoMoreEqualsThanItsLevel() {
        return Stream.of(MachineNoise.CLEAN, MachineNoise.TAILS, MachineNoise.BOTH, MachineNoise.HARD)
                .flatMap(noise -> Stream.of(true, false).map(line -> DynamicTest.dynamicTest(
                        noise.name() + (line ? "" : ", without the futility line"), () -> {
                            double futility = line ? RaceRules.VERIFIED.futility() : 1e9;
                            RaceRules all = new RaceRules(-1e9, -1e9, futility, 0.4, 3, 48);
                            Trials trials = Trials.of(new Trials.Setting(noise, CV, 0, SEASONED, all, 3, 4), TRIALS,
                                    SEED);
                            double limit = line ? 0.015 : 0.05;
                            MonteCarlo.record(String.format(Locale.ROOT, "race alone, %s%s: keep %.4f [at most %.3f]",
                                    noise.name(),
                                    line ? "" : " without the line", trials.keep(), limit));
                            assertThat(trials.keep()).isLessThanOrEqualTo(limit);
                        })));
    }
}
