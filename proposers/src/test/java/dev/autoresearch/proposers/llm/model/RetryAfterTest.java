package dev.autoresearch.proposers.llm.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final JsonNode NOTHING = new ObjectMapper().createObjectNode();

    @Test
    void secondsDatesAndMillisecondsAreUnderstood() {
        assertThat(read("Retry-After", "30")).isEqualTo(Duration.ofSeconds(30));
        assertThat(read("retry-after", "0.5")).isEqualTo(Duration.ofMillis(500));
        assertThat(read("retry-after", "Sun, 1 Mar 2026 12:01:30 GMT")).isEqualTo(Duration.ofSeconds(90));
        assertThat(read("retry-after", "2", "retry-after-ms", "1500")).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void theResetOfTheLimitThatIsUsedUpCounts() {
        assertThat(read("anthropic-ratelimit-requests-remaining", "0", "anthropic-ratelimit-requests-reset",
                "2026-03-01T12:00:20Z", "anthropic-ratelimit-tokens-remaining", "5000",
                "anthropic-ratelimit-tokens-reset", "2026-03-01T13:00:00Z")).isEqualTo(Duration.ofSeconds(20));
        assertThat(read("x-ratelimit-remaining-tokens", "0", "x-ratelimit-reset-tokens", "6m0.25s"))
                .isEqualTo(Duration.ofMillis(360_250));
        assertThat(read("x-ratelimit-remaining-requests", "9", "x-ratelimit-reset-requests", "6m"))
                .isEqualTo(Duration.ZERO);
    }

    @Test
    void aDelayInTheBodyCounts() {
        JsonNode error = new ObjectMapper().readTree(
                "{\"details\":[{\"@type\":\"x\"},{\"@type\":\"RetryInfo\",\"retryDelay\":\"37s\"}]}");
        assertThat(RetryAfter.read(Map.of(), error, NOW)).isEqualTo(Duration.ofSeconds(37));
    }

    @Test
    void nonsenseAndThePastAreNoWait() {
        for (String value : List.of("", "soon", "-3", "NaN", "1e999", "Sun, 1 Mar 2020 12:01:30 GMT", "5 x", "0")) {
            assertThat(read("retry-after", value)).as(value).isEqualTo(Duration.ZERO);
        }
        assertThat(read("retry-after", "99999999999")).isEqualTo(Duration.ofDays(31));
    }

    private static Duration read(String... headers) {
        var all = new TreeMap<String, List<String>>();
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], List.of(headers[i + 1]));
        }
        return RetryAfter.read(all, NOTHING, NOW);
    }
}
