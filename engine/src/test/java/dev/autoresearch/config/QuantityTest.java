package dev.autoresearch.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {

    @ParameterizedTest
    @CsvSource({"90s,90000", "10m,600000", "2h,7200000", "500ms,500", "1h30m,5400000", "1d,86400000", "45,45000",
            "1.5s,1500", "1h 30m,5400000", "10 min,600000", "0,0", "1m500ms,60500"})
    void readsDurations(String text, long millis) {
        assertThat(Quantity.duration(text)).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "-5s", "10 minutes ago", "5x", "1e3s", "1.s", "999999999999999d", "10m5", "∞",
            "NaN"})
    void refusesOtherDurations(String text) {
        assertThat(Quantity.duration(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"16MB,16000000", "64KiB,65536", "1024,1024", "2 GB,2000000000", "1.5k,1500", "1GiB,1073741824",
            "10B,10"})
    void readsSizes(String text, long bytes) {
        assertThat(Quantity.bytes(text)).hasValue(bytes);
    }

    @ParameterizedTest
    @CsvSource({"100,100", "5M,5000000", "200k,200000", "1.5M,1500000", "2B,2000000000", "3.0,3"})
    void readsCounts(String text, long count) {
        assertThat(Quantity.count(text)).hasValue(count);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5", "1e9", "5 apples", "999999999999999G", "0x10", ".5"})
    void refusesOtherCounts(String text) {
        assertThat(Quantity.count(text)).isEmpty();
        assertThat(Quantity.bytes(text.isEmpty() ? "B" : "-" + text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"10 USD,10", "$10,10", "10,10", "2.50,2.5", "USD 3,3", "4$,4"})
    void readsMoney(String text, double dollars) {
        assertThat(Quantity.dollars(text)).contains(dollars);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10 EUR", "-1", "ten", "$", "1e3", "NaN", "$10 USD x"})
    void refusesOtherMoney(String text) {
        assertThat(Quantity.dollars(text)).isEmpty();
    }

    @Test
    void readsBackTheDurationsItWrites() {
        var random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            Duration duration = Duration.ofMillis(random.nextLong(1L << random.nextInt(1, 40)));
            assertThat(Quantity.duration(Quantity.text(duration))).contains(duration);
        }
    }
}
