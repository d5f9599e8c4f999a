package dev.autoresearch.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Mode;
import dev.autoresearch.config.Scale;
import dev.autoresearch.journal.Axis;
import dev.autoresearch.journal.Calibration;
import dev.autoresearch.journal.Noise;
import dev.autoresearch.journal.Reference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// How many runs of the unchanged project are made, and what they teach.
class CalibratingTest {

    private static int runs(Mode mode, Duration wall, long allowed) {
        Calibrating calibrating = new Calibrating(List.of(Play.LOWER), mode, 0, allowed);
        int runs = 0;
        while (calibrating.ask().isPresent()) {
            calibrating.tell(new Sample(Map.of(Play.METRIC, 100.0 + runs), wall));
            runs++;
        }
        return runs;
    }

    @Test
    void longRunsAreRepeatedLess() {
        assertThat(runs(Mode.VERIFIED, Duration.ofSeconds(60), 600)).isEqualTo(6);
        assertThat(runs(Mode.VERIFIED, Duration.ofSeconds(61), 600)).isEqualTo(3);
        assertThat(runs(Mode.VERIFIED, Duration.ofSeconds(301), 600)).isEqualTo(2);
        assertThat(runs(Mode.SINGLE, Duration.ofSeconds(1), 600)).isEqualTo(1);
        assertThat(runs(Mode.RECORD, Duration.ofSeconds(1), 600)).isEqualTo(1);
        assertThat(runs(Mode.VERIFIED, Duration.ofSeconds(1), 4)).isEqualTo(4);
        assertThat(runs(Mode.VERIFIED, Duration.ofSeconds(1), 0)).isEqualTo(1);
    }

    @Test
    void everyRunHasItsOwnLot() {
        Calibrating calibrating = new Calibrating(List.of(Play.LOWER), Mode.VERIFIED, 40, 600);
        for (long lot = 41; lot <= 46; lot++) {
            assertThat(calibrating.ask()).map(Ask.Run::lot).contains(lot);
            calibrating.tell(Play.sample(100));
        }
        assertThat(calibrating.ask()).isEqualTo(Optional.empty());
        assertThatThrownBy(() -> calibrating.tell(Play.sample(100))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void valuesAboveZeroAreComparedAsSharesAndEqualOnesHaveNoNoise() {
        Axis loss = new Axis("loss", Direction.LOWER, Scale.LOG, false);
        Axis forced = new Axis("gap", Direction.HIGHER, Scale.ADDITIVE, false);
        Axis size = new Axis("size", Direction.LOWER, Scale.LOG, false);
        Calibrating calibrating = new Calibrating(List.of(Play.LOWER, loss, forced, size), Mode.VERIFIED, 6, 2);
        calibrating.tell(new Sample(Map.of(Play.METRIC, 100.0, "loss", 1.0, "gap", 5.0, "size", 7.0),
                Duration.ofSeconds(2)));
        calibrating.tell(new Sample(Map.of(Play.METRIC, 110.0, "loss", -1.0, "gap", 4.0, "size", 7.000000001),
                Duration.ofSeconds(4)));
        Calibration found = calibrating.result("here", Duration.ofSeconds(9));
        assertThat(found.axes()).extracting(Axis::scale).containsExactly(Scale.LOG, Scale.ADDITIVE, Scale.ADDITIVE,
                Scale.LOG);
        assertThat(found.axes()).extracting(Axis::deterministic).containsExactly(false, false, false, true);
        assertThat(found.deviations()).containsOnlyKeys(Play.METRIC, "loss", "gap");
        assertThat(found.deviations().getOrDefault(Play.METRIC, List.of()).getFirst()).isCloseTo(Math.log(1.1),
                within(1e-12));
        assertThat(found.deviations().getOrDefault("gap", List.of())).containsExactly(1.0);
        assertThat(found.reference()).extracting(Reference::run).containsExactly(7L, 8L);
        assertThat(found.timing().run()).isEqualTo(Duration.ofSeconds(3));
        assertThat(found.timing().prepare()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void oneRunShowsNoLackOfNoise() {
        Calibrating calibrating = new Calibrating(List.of(Play.LOWER), Mode.SINGLE, 0, 600);
        calibrating.tell(Play.sample(100));
        assertThat(calibrating.result("here", Duration.ZERO).axes().getFirst().deterministic()).isFalse();
        assertThatThrownBy(() -> new Calibrating(List.of(Play.LOWER), Mode.SINGLE, 0, 600)
                .tell(Play.sample(Double.NaN))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noiseMovesToALinearAxisToFirstOrder() {
        Noise noise = Play.calibrated(Play.LOWER, 100, 101, 100, 101, 100, 101);
        Noise linear = Calibrating.additive(noise, Play.METRIC);
        assertThat(linear.axes().getFirst().scale()).isEqualTo(Scale.ADDITIVE);
        assertThat(linear.deviations().getOrDefault(Play.METRIC, List.of())).allSatisfy(
                deviation -> assertThat(deviation).isCloseTo(1, within(0.001)));
        assertThat(Calibrating.additive(linear, Play.METRIC)).isEqualTo(linear);
    }
}
