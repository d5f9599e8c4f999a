package dev.autoresearch.setup.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.Take;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Metrics that a program prints are found in its text.
class PrintedTest {

    @ParameterizedTest
    @ValueSource(strings = {"print(f\"p99_ms: {value:.3f}\")", "printf(\"p99_ms: %.3f\\n\", value);",
            "echo \"p99_ms: $value\"", "console.log(`p99_ms: ${value}`);", "std::cout << \"p99_ms: \" << value;",
            "System.out.println(\"p99_ms: \" + value);", "fmt.Printf(\"p99_ms: %f\\n\", value)",
            "println!(\"p99_ms: {:.3}\", value);", "print('p99_ms:', value)", "awk '{ print \"p99_ms: \" $2 }'",
            "puts \"p99_ms: #{value}\"", "print(\"p99_ms:          %d\" % value)"})
    void aNameAndAColonBeforeAValueIsAMetric(String line) {
        assertThat(Printed.in("bench", "\n" + line + "\n")).contains(new Printed("p99_ms", Direction.LOWER,
                new Extractor.Line("p99_ms", Take.LAST), "bench:2"));
    }

    @Test
    void metricLinesWinOverLabels() {
        assertThat(Printed.in("b.sh", "echo \"total_ms: $t\"\necho \"METRIC hit_rate_hits=$h\"\n"))
                .containsExactly(new Printed("hit_rate_hits", Direction.HIGHER, new Extractor.MetricLines(Take.ONLY),
                        "b.sh:2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"# prints \"p99_ms: {value}\"", "raise ValueError(f\"error: {reason}\")",
            "{\"p99_ms\": value}", "print(f\"colour: {value}\")", "print(\"see: the manual\")"})
    void messagesCommentsAndKeysAreNoMetrics(String line) {
        assertThat(Printed.in("bench", line)).isEmpty();
    }

    @Test
    void costsOfARunStandBehindWhatItIsFor() {
        List<Printed> found = Printed.in("t.py", "print(f\"peak_memory_mb: {m}\")\nprint(f\"val_loss: {l}\")\n");

        assertThat(found).extracting(Printed::name).containsExactly("val_loss", "peak_memory_mb");
    }
}
