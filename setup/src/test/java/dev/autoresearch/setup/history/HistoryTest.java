package dev.autoresearch.setup.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.MetricLabel;
import dev.autoresearch.journal.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tables and logs of other tools as experiments.
class HistoryTest {
    private static final List<MetricLabel> LOSS = List.of(new MetricLabel("val_bpb", Direction.LOWER, ""));
    private static final Instant NOW = Instant.parse("2026-03-26T12:00:00Z");

    @Test
    void theTableOfTheSeedsIsReadAsItStandsThere() {
        List<Experiment> rows = rows("""
                commit\tval_bpb\tmemory_gb\tstatus\tdescription
                a1b2c3d\t0.997900\t44.0\tkeep\tbaseline
                c3d4e5f\t1.005000\t44.0\tdiscard\tswitch to GeLU activation
                d4e5f60\t0.000000\t0.0\tcrash\tdouble model width (OOM)
                """, LOSS);
        assertThat(rows).extracting(Experiment::status).containsExactly(Status.KEEP, Status.DISCARD, Status.CRASH);
        assertThat(rows.getFirst().metrics()).isEqualTo(Map.of("val_bpb", 0.9979));
        assertThat(rows.getFirst().peakMemory()).isEqualTo(44L << 30);
        assertThat(rows.getLast().metrics()).as("the zero of a crash is no number").isEmpty();
        assertThat(rows.getLast().description()).isEqualTo("double model width (OOM)");
    }

    @Test
    void everyLayoutIsKnownByItsHeader() {
        assertThat(rows("commit\tmetric_1\tmetric_2\tstatus\tdescription\nh8i9\ttimeout\t—\tcrash\tbatch 2048\n"
                .replace("h8i9", "0abc"), LOSS).getFirst().metrics()).isEmpty();
        assertThat(rows("commit\tmetric\tmemory_gb\tstatus\tdescription\nabcd123\tNA\t0.0\tcrash\tx\n", LOSS))
                .hasSize(1);
        assertThat(rows("commit\tmetric\tvalue\tstatus\tdescription\nabcd123\tval_bpb\t0.5\tkeep\tbaseline\n", LOSS)
                .getFirst().metrics()).isEqualTo(Map.of("val_bpb", 0.5));
        assertThat(rows("""
                commit\tval_bpb\tpeak_vram_gb\tmfu_pct\tstatus\tdescription
                a1b2c3d\t0.9979\t44.0\t39.8\tkeep\tbaseline
                """, LOSS).getFirst().metrics())
                .isEqualTo(Map.of("val_bpb", 0.9979, "peak_vram_gb", 44.0, "mfu_pct", 39.8));
    }

    @ParameterizedTest
    @CsvSource({"improved, KEEP", "keep (reworked), KEEP", "REVERTED, DISCARD", "metric-error, CRASH",
            "budget_exceeded, TIMEOUT", "drift, INCONCLUSIVE", "hook-blocked, NO_CHANGE", "explore, EXPLORE"})
    void theWordsOfOthersAreKeptBesideOurs(String word, Status status) {
        History history = History.read("results.tsv",
                "commit\tval_bpb\tmemory_gb\tstatus\tdescription\nabcd123\t0.5\t0.0\t" + word + "\tx\n", LOSS);
        assertThat(history.rows().getFirst().experiment().status()).isEqualTo(status);
        assertThat(history.rows().getFirst().word()).isEqualTo(word);
    }

    @Test
    void onlyTheLastSegmentOfAPiLogIsOfThisExperiment() {
        History history = History.read("log.jsonl", """
                {"type":"config","metricName":"other","bestDirection":"higher"}
                {"run":1,"commit":"abcd123","metric":9,"metrics":{},"status":"keep","description":"baseline","timestamp":1}
                {"type":"config","metricName":"val_bpb","bestDirection":"lower"}
                {"type":"hook","event":"before"}
                {"run":2,"commit":"abcd124","metric":1.5,"metrics":{"mem":3},"status":"keep","description":"b","timestamp":1774526400000,"asi":{}}
                {"run":3,"commit":"abcd125","metric":0,"metrics":{},"status":"crash","description":"c","asi":{"status":"timeout"}}
                """, LOSS);
        assertThat(history.leftOut()).singleElement().asString().contains("1 experiments before line 3");
        assertThat(history.rows()).extracting(past -> past.experiment().status()).containsExactly(Status.KEEP,
                Status.TIMEOUT);
        assertThat(history.rows().getFirst().experiment().metrics()).isEqualTo(Map.of("val_bpb", 1.5, "mem", 3.0));
        assertThat(history.rows().getFirst().experiment().finished()).isEqualTo(NOW);
    }

    @Test
    void whatCannotBeImportedIsToldWithItsLine() {
        assertThat(faults("""
                commit\tval_bpb\tmemory_gb\tstatus\tdescription
                abcd123\tfast\t0.0\tkeep\tx
                abcd124\t1\t0\tgreat\tx
                xyz\t1\t0\tdiscard\tx
                abcd125\t1
                """)).containsExactly(
                "f:2: val_bpb is 'fast'; expected a number, or NA",
                "f:2: keep without a number; expected the value that was kept",
                "f:3: the status 'great'; expected keep, discard, crash, or a word that means one of them",
                "f:4: the commit 'xyz'; expected a short hash of 7 characters",
                "f:5: 2 columns; expected 5, as in the header");
        assertThat(faults("commit\tp99\tmemory_gb\tstatus\tdescription\n")).first().asString()
                .startsWith("f:1: the columns ")
                .endsWith("expected one called val_bpb, on which the configuration decides");
        assertThat(faults("{\"type\":\"config\",\"metricName\":\"rps\"}\n")).containsExactly(
                "f:1: the metric 'rps'; expected val_bpb, on which the configuration decides");
        assertThat(faults("{\"event\":\n")).first().asString().startsWith("f:1: text that is no JSON");
        assertThatThrownBy(() -> History.read("f", "hello\n", LOSS)).hasMessageContaining("no table of results");
    }

    @Test
    void severalFilesOfOneLoopAreOneHistory() {
        String header = "commit\tval_bpb\tmemory_gb\tstatus\tdescription\n";
        History first = History.read("a", header + "aaaa111\t3\t0.0\tkeep\tbaseline\nbbbb222\t2\t0.0\tkeep\tx\n", LOSS);
        History second = History.read("b", header + "bbbb222\t2\t0.0\tkeep\tx\ncccc333\t1\t0.0\tkeep\ty\n", LOSS);
        Succession both = Succession.of(List.of(first, second), hash -> Optional.of(hash.repeat(6).substring(0, 40)),
                false, NOW);
        assertThat(both.experiments()).extracting(Event.Imported::experiment).extracting(Experiment::description)
                .containsExactly("baseline", "x", "y");
        assertThat(both.base()).startsWith("cccc333");
        assertThat(both.experiments().getLast().experiment().parent()).startsWith("bbbb222");
    }

    private static List<Experiment> rows(String text, List<MetricLabel> metrics) {
        return History.read("results.tsv", text, metrics).rows().stream().map(Past::experiment).toList();
    }

    private static List<String> faults(String text) {
        try {
            History.read("f", text, LOSS);
            throw new AssertionError("taken");
        } catch (Refusal refusal) {
            return refusal.details();
        }
    }
}
