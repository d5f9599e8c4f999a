package dev.autoresearch.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.autoresearch.journal.RaceRules;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The small formulas, with numbers worked out by hand.
class FiguresTest {

    @Test
    void theNoiseScaleLeavesOutAccidentsUnlessMostDeviationsAreZero() {
        assertThat(NoiseScale.of(List.of(1.0, 1.0, 1.0, 1.0, 1.0))).isCloseTo(1.158114, within(1e-6));
        assertThat(NoiseScale.of(List.of(0.0, 0.0, 0.0, 0.0, 5.0))).isCloseTo(2.589621, within(1e-6));
        assertThat(NoiseScale.of(List.of(1.0, 1.0, 1.0, 1.0, 100.0))).isCloseTo(1.158114, within(1e-6));
        assertThat(NoiseScale.of(Collections.nCopies(9, 0.0))).isEqualTo(1e-9);
    }

    @Test
    void theLevelRisesWithKeepsAndFallsWithRaces() {
        assertThat(Level.of(0, 0)).isEqualTo(0.015);
        assertThat(Level.of(0, 1)).isCloseTo(0.3 / 21, within(1e-15));
        assertThat(Level.of(9, 10)).isEqualTo(0.1);
        assertThat(Level.of(30, 10)).isEqualTo(0.1);
    }

    @Test
    void theEvidenceIsTheMeanOfThreeBets() {
        assertThat(EValue.of(6, 3)).isCloseTo((Math.exp(2.625) + Math.exp(4.5) + Math.exp(6)) / 3, within(1e-9))
                .isCloseTo(169.0835, within(1e-4));
        assertThat(EValue.of(0, 0)).isEqualTo(1);
    }

    @Test
    void aRaceIsGivenUpOnTheLineAndNotJustAboveIt() {
        FutilityLine line = FutilityLine.of(RaceRules.VERIFIED);
        for (int pairs = 1; pairs <= 48; pairs++) {
            double on = -1.2 + 0.4 * pairs;
            assertThat(line.reached(on, pairs)).isTrue();
            assertThat(line.reached(Math.nextUp(on), pairs)).isFalse();
        }
    }

    @Test
    void theTrimmedMeanHasItsWinsorisedInterval() {
        TrimmedMean mean = TrimmedMean.ofOne(IntStream.rangeClosed(1, 10).asDoubleStream().toArray(), 1);
        assertThat(mean.mean()).isEqualTo(5.5);
        assertThat(mean.high() - mean.mean()).isCloseTo(3.059604, within(1e-6));
        assertThat(mean.mean() - mean.low()).isCloseTo(3.059604, within(1e-6));
    }

    @Test
    void everyTwoPairsAreMirroredAndTheCoinIsFair() {
        PairOrder order = new PairOrder(20_261_125);
        int incumbentFirst = 0;
        for (int block = 0; block < 10_000; block++) {
            Arm odd = order.first(2 * block + 1);
            assertThat(order.first(2 * block + 2)).isNotEqualTo(odd).isEqualTo(order.second(2 * block + 1));
            incumbentFirst += odd == Arm.INCUMBENT ? 1 : 0;
        }
        assertThat(incumbentFirst / 10_000.0).isBetween(0.48, 0.52);
        long firsts = IntStream.range(0, 10_000).filter(seed -> new PairOrder(seed).first(1) == Arm.INCUMBENT).count();
        assertThat(firsts / 10_000.0).isBetween(0.48, 0.52);
    }
}
