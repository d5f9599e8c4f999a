package dev.autoresearch.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.Budget;
import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.ConfigurationBuilder;
import dev.autoresearch.config.Decide;
import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Mode;
import dev.autoresearch.config.RaceLimit;
import dev.autoresearch.config.Scale;
import dev.autoresearch.journal.Axis;
import dev.autoresearch.journal.Noise;
import dev.autoresearch.journal.RaceRules;
import dev.autoresearch.journal.Timing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Which statistics follow from run time, noise and budget, and what is kept back for the claim.
class RegimeTest {
    private static ConfigurationBuilder asking() {
        return Configuration.builder().modify("x").metric("ms", Direction.LOWER);
    }

    private static Noise noise(Duration run, boolean deterministic, long runs, long verifying) {
        return new Noise("here", List.of(new Axis("ms", Direction.LOWER, Scale.LOG, deterministic)), List.of(),
                Map.of(),
                Map.of(), 0, 0, runs, verifying, new Timing(run, Duration.ZERO));
    }

    private static Regime regime(ConfigurationBuilder asked, Duration run) {
        return Regime.of(asked.build(), noise(run, false, 10, 0));
    }

    @Test
    void runsOfSecondsAreRacedAsTheRuleIsWritten() {
        Regime regime = regime(asking(), Duration.ofSeconds(4));
        assertThat(regime.mode()).isEqualTo(Mode.VERIFIED);
        assertThat(regime.race()).isEqualTo(RaceRules.VERIFIED);
        assertThat(regime.why()).contains("a run takes 4s", "noisy");
    }

    @Test
    void aMetricWithoutNoiseIsNotRaced() {
        Regime regime = Regime.of(asking().build(), noise(Duration.ofMinutes(20), true, 2, 0));
        assertThat(regime.mode()).isEqualTo(Mode.DETERMINISTIC);
    }

    @Test
    void scarceRunsGetTheFastRule() {
        var scarce = asking().budget(Budget.NONE.withExperiments(100).withRuns(250));
        assertThat(regime(scarce, Duration.ofSeconds(1)).mode()).isEqualTo(Mode.FAST);
    }

    @Test
    void aRaceOfLongRunsIsBoundedByRunsAndTimeButNeverBelowThreePairs() {
        assertThat(regime(asking(), Duration.ofMinutes(2)).race().maxPairs()).as("10 runs").isEqualTo(5);
        assertThat(regime(asking(), Duration.ofSeconds(270)).race().maxPairs()).as("30 minutes").isEqualTo(3);
        var generous = asking().budget(Budget.NONE.withRuns(400))
                .decide(Decide.DEFAULT.with(new RaceLimit(40, Duration.ofHours(3))));
        assertThat(regime(generous, Duration.ofMinutes(2)).race().maxPairs()).isEqualTo(20);
        var tight = asking().decide(Decide.DEFAULT.with(new RaceLimit(7, Duration.ofMinutes(1))));
        assertThat(regime(tight, Duration.ofMinutes(2)).race().maxPairs()).isEqualTo(3);
    }

    @Test
    void verifyingLongRunsTakesAtMostHalfOfTheNight() {
        var night = asking().budget(new Budget(Budget.UNLIMITED, Budget.UNLIMITED, Duration.ofHours(8), 0,
                Budget.UNLIMITED, 10));
        // 240 runs of two minutes in eight hours, 120 of them for verifying.
        assertThat(Regime.of(night.build(), noise(Duration.ofMinutes(2), false, 150, 100)).mode())
                .isEqualTo(Mode.VERIFIED);
        Regime spent = Regime.of(night.build(), noise(Duration.ofMinutes(2), false, 230, 116));
        assertThat(spent.mode()).isEqualTo(Mode.NEAR_THRESHOLD);
        assertThat(spent.why()).contains("half of all runs");
    }

    @Test
    void aNightOfFiveMinuteRunsGetsSingleRunsAndAReserveForTheClaim() {
        Budget budget = new Budget(Budget.UNLIMITED, Budget.UNLIMITED, Duration.ofHours(8), 0, Budget.UNLIMITED, 10);
        Noise noise = noise(Duration.ofSeconds(305), false, 2, 0);
        Regime regime = Regime.of(asking().budget(budget).build(), noise);
        assertThat(regime.mode()).isEqualTo(Mode.NEAR_THRESHOLD);
        assertThat(regime.mode().verifies()).isFalse();
        assertThat(regime.why()).contains("unverified until the final comparison");
        assertThat(Reserve.wall(budget, noise)).as("six pairs").isEqualTo(Duration.ofMinutes(61));
        assertThat(Reserve.pairs(budget, noise, Duration.ofMinutes(8 * 60 - 61))).isEqualTo(6);
    }

    @Test
    void whatIsAskedForByNameIsDone() {
        assertThat(regime(asking().repeats(1), Duration.ofSeconds(1)).mode()).isEqualTo(Mode.SINGLE);
        assertThat(regime(asking().repeats(3), Duration.ofHours(1)).mode()).isEqualTo(Mode.SEED_K);
        assertThat(regime(asking().decide(Decide.DEFAULT.with(Mode.RECORD)), Duration.ofSeconds(1)).mode())
                .isEqualTo(Mode.RECORD);
    }

    @Test
    void aBudgetOfRunsKeepsSixPercentButAtLeastSixPairsAndAtMostAThird() {
        Noise noise = noise(Duration.ofSeconds(1), false, 0, 0);
        assertThat(Reserve.runs(Budget.NONE.withRuns(600), noise)).isEqualTo(36);
        assertThat(Reserve.runs(Budget.NONE.withRuns(100), noise)).isEqualTo(12);
        assertThat(Reserve.runs(Budget.NONE.withRuns(18), noise)).isEqualTo(6);
        assertThat(Reserve.runs(Budget.NONE, noise)).isZero();
        assertThat(Reserve.left(Budget.NONE, noise)).isEqualTo(Budget.UNLIMITED);
    }
}
