package dev.autoresearch.objective;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.Metric;
import dev.autoresearch.journal.Ending;
import dev.autoresearch.journal.RunRecord;
import dev.autoresearch.journal.Surroundings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// Numbers in and out, units, and what several runs amount to.
class NumbersTest {
    private static final int TRIES = 15_000;

    @Test
    void whateverAProgramPrintsOfADoubleIsReadBackExactly() {
        long seed = 7;
        var random = new Random(seed);
        for (int i = 0; i < TRIES; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            String text = Double.toString(value);
            Numbers.Parsed parsed = Numbers.parse(text);
            if (Double.isFinite(value)) {
                assertThat(parsed).as("seed %d, %s", seed, text).isEqualTo(new Numbers.Parsed.Finite(value));
                assertThat(Numbers.parse(String.format(Locale.ROOT, "%+.17e", value))).as("seed %d, %s", seed, text)
                        .isEqualTo(new Numbers.Parsed.Finite(value));
            } else {
                assertThat(parsed).as("seed %d, %s", seed, text).isInstanceOf(Numbers.Parsed.Not.class);
            }
        }
    }

    @Test
    void randomTextIsNeverANumberThatJavaOrAPersonWouldNotSee() {
        long seed = 11;
        var random = new Random(seed);
        String alphabet = "0123456789+-.,_eExX nNaAfFdDlL%'";
        for (int i = 0; i < TRIES; i++) {
            var text = new StringBuilder();
            for (int length = random.nextInt(8); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            if (Numbers.parse(text.toString()) instanceof Numbers.Parsed.Finite(double value)) {
                assertThat(text.toString()).as("seed %d", seed).matches("[-+0-9.eE]+");
                assertThat(value).as("seed %d, %s", seed, text).isEqualTo(Double.parseDouble(text.toString()));
            }
        }
    }

    @Test
    void peopleSeeShortNumbersInNoLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            var expected = Map.of(142.0, "142", 0.99790000001, "0.9979", 1234567.0, "1234570", -0.5, "-0.5", 0.0, "0",
                    1e-9, "1e-9", 2.5e20, "2.5e20", 112_057.53, "112058");
            expected.forEach((value, text) -> assertThat(Numbers.forPeople(value)).isEqualTo(text));
            assertThat(Numbers.forPeople(-0.0)).isEqualTo("0");
            assertThat(Numbers.percent(142, 118)).isEqualTo("-16.9 %");
            assertThat(Numbers.percent(-10, -5)).isEqualTo("+50.0 %");
            assertThat(Numbers.percent(0, 5)).isEmpty();
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void whatPeopleSeeIsCloseToTheNumber() {
        var random = new Random(13);
        for (int i = 0; i < TRIES; i++) {
            double value = random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
            assertThat(Double.parseDouble(Numbers.forPeople(value))).as("seed 13, %s", value).isCloseTo(value,
                    Offset.offset(Math.abs(value) * 5.1e-6));
        }
    }

    @Test
    void aUnitComesFromTheMetricOrItsNamesEnding() {
        assertThat(Units.time(metric("p99_ms", ""), 1.5)).isEqualTo(1500);
        assertThat(Units.time(metric("p99_ms", "s"), 1.5)).isEqualTo(1.5);
        assertThat(Units.time(metric("wall", "min"), 90)).isEqualTo(1.5);
        assertThat(Units.time(metric("time_min", ""), 90)).isEqualTo(90);
        assertThat(Units.time(metric("wall", "bananas"), 90)).isEqualTo(90);
        assertThat(Units.time(metric("wall.µs", ""), 1)).isCloseTo(1e6, Offset.offset(1e-6));
        assertThat(Units.size(metric("memory_gb", ""), 1L << 31)).isEqualTo(2);
        assertThat(Units.size(metric("size", "KB"), 2048)).isEqualTo(2);
        assertThat(Units.size(metric("size", ""), 2048)).isEqualTo(2048);
        assertThat(Units.size(metric("mb", ""), 2048)).isEqualTo(2048);
    }

    @Test
    void aMeasurementIsTheMedianOfItsRunsAndTheSumOfTheirCost() {
        Measurement measurement = Measurement.of(List.of(run(3, 100), run(1, 300), run(100, -1)));
        Series series = measurement.metrics().getOrDefault("m", Series.of(List.of(0.0)));
        assertThat(series.centre()).isEqualTo(3);
        assertThat(series.spread()).isCloseTo(2 * 1.4826, Offset.offset(1e-12));
        assertThat(measurement.centres()).isEqualTo(Map.of("m", 3.0));
        assertThat(measurement.wall()).isEqualTo(Duration.ofSeconds(3));
        assertThat(measurement.peakMemory()).isEqualTo(300);
        assertThat(Series.of(List.of(1.0, 2.0)).centre()).isEqualTo(1.5);
        assertThat(Series.of(List.of(5.0)).spread()).isZero();
        assertThat(Series.of(List.of(Double.MAX_VALUE, Double.MAX_VALUE)).centre()).isEqualTo(Double.MAX_VALUE);
    }

    private static RunRecord run(double value, long memory) {
        return new RunRecord(new Ending.Exited(0), Duration.ofSeconds(1), Duration.ofSeconds(1), memory,
                Map.of("m", value), "", "", 0, 0, Surroundings.UNKNOWN, "test");
    }

    private static Metric metric(String name, String unit) {
        return new Metric(name, Direction.LOWER, false, unit, new Extractor.WallTime());
    }
}
