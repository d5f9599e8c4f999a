package dev.autoresearch.journal.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Scale;
import dev.autoresearch.journal.Axis;
import dev.autoresearch.journal.Comparison.Estimate;
import org.junit.jupiter.api.Test;

/// How an improvement is worded.
class ClaimTextTest {
    private static Estimate estimate(Direction direction, Scale scale, double gain, double low, double high) {
        return new Estimate(new Axis("m", direction, scale, false), 12, gain, low, high);
    }

    @Test
    void aShareOfTheStartIsGivenInPercentWhicheverWayIsBetter() {
        assertThat(ClaimText.figures(estimate(Direction.LOWER, Scale.LOG, -Math.log(0.9), -Math.log(0.92),
                -Math.log(0.88)))).isEqualTo("m 10.0 % (95 % interval 8.0 to 12.0 %)");
        assertThat(ClaimText.figures(estimate(Direction.HIGHER, Scale.LOG, Math.log(1.1), Math.log(1.08),
                Math.log(1.12)))).isEqualTo("m 10.0 % (95 % interval 8.0 to 12.0 %)");
    }

    @Test
    void aDifferenceStaysADifference() {
        assertThat(ClaimText.figures(estimate(Direction.HIGHER, Scale.ADDITIVE, 0.0312, -0.001, 0.07)))
                .isEqualTo("m 0.0312 (95 % interval -0.001 to 0.07)");
    }

    @Test
    void aMetricWithoutNoiseNeedsNoInterval() {
        assertThat(ClaimText.figures(estimate(Direction.LOWER, Scale.LOG, Math.log(2), Math.log(2), Math.log(2))))
                .isEqualTo("m 50.0 % (the same every time)");
    }

    @Test
    void aTinyImprovementKeepsItsFirstDigits() {
        assertThat(ClaimText.figures(estimate(Direction.LOWER, Scale.LOG, 0.00012, -0.0001, 0.0004)))
                .isEqualTo("m 0.012 % (95 % interval -0.010 to 0.040 %)");
    }
}
