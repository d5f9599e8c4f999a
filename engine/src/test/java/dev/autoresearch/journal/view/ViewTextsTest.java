package dev.autoresearch.journal.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.Direction;
import dev.autoresearch.config.ResultsProfile;
import dev.autoresearch.journal.DiffStat;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.JournalClock;
import dev.autoresearch.journal.JournalFile;
import dev.autoresearch.journal.JournalReader;
import dev.autoresearch.journal.JsonCodec;
import dev.autoresearch.journal.MetricLabel;
import dev.autoresearch.journal.Samples;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.journal.Spending;
import dev.autoresearch.journal.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ViewTextsTest {
    @TempDir
    Path project;

    /// One row of every status; the values and words of the seeds' own examples.
    private static final List<Experiment> ROWS = List.of(Samples.row(0, Status.KEEP, 0.9979, "whatever"),
            Samples.row(1, Status.KEEP, 0.9932, "increase LR to 0.04"),
            Samples.row(2, Status.DISCARD, 1.005, "switch to\tGeLU\nactivation"),
            Samples.row(3, Status.CRASH, Map.of(), "double model width (OOM)"),
            Samples.row(4, Status.TIMEOUT, Map.of(), "batch size 2048"),
            Samples.row(5, Status.EXPLORE, 1.1, "look around"),
            Samples.row(6, Status.CHECKS_FAILED, 0.9, "skip the mask"),
            without(Samples.row(7, Status.VIOLATION, Map.of(), "edit eval.py")),
            Samples.row(8, Status.INCONCLUSIVE, 0.99315, "\"quoted\" idea"),
            without(Samples.row(9, Status.NO_CHANGE, Map.of(), "")),
            Samples.row(10, Status.INTERRUPTED, Map.of(), "half done"));

    private static Experiment without(Experiment row) {
        return new Experiment(row.number(), row.status(), "nothing was changed", row.description(), "", row.parent(),
                row.metrics(), row.peakMemory(), Duration.ZERO, Duration.ZERO, 0, DiffStat.NONE, Spending.NONE, 1,
                "search", "", row.finished());
    }

    private static String table(ResultsProfile profile) {
        var metrics = List.of(new MetricLabel("val_bpb", Direction.LOWER, ""),
                new MetricLabel("throughput", Direction.HIGHER, ""));
        var table = new ResultsTable(profile, profile == ResultsProfile.SEED002 ? metrics : metrics.subList(0, 1));
        return table.header() + ROWS.stream().map(table::row).collect(Collectors.joining());
    }

    @ParameterizedTest
    @EnumSource(ResultsProfile.class)
    void everyProfileLooksAsItsReadersExpect(ResultsProfile profile) throws IOException {
        try (var golden = ViewTextsTest.class.getResourceAsStream("results-" + profile.word() + ".tsv")) {
            assertThat(golden).as("golden file of %s", profile).isNotNull();
            assertThat(table(profile))
                    .isEqualTo(new String(golden.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @EnumSource(ResultsProfile.class)
    void everyRowHasAsManyColumnsAsTheHeader(ResultsProfile profile) {
        assertThat(table(profile).lines().map(line -> line.chars().filter(c -> c == '\t').count()).distinct())
                .hasSize(1);
    }

    @Test
    void onlyRowsWithANumberAreKeepOrDiscardToTheNotebook() {
        // The notebook drops CRASH rows, then takes minimum and baseline of what is left.
        table(ResultsProfile.KARPATHY).lines().skip(1).map(line -> line.split("\t", -1)).forEach(row -> {
            assertThat(row[0]).matches("[0-9a-f]{7}");
            assertThat(row[3]).isIn("keep", "discard", "crash");
            assertThat(Double.parseDouble(row[1]) == 0).isEqualTo(row[3].equals("crash"));
        });
    }

    @ParameterizedTest
    @CsvSource({"0.9979,6,0.997900", "0,6,0.000000", "-0.0,6,0.000000", "0.000000123,6,0.000000123000",
            "123456789.5,6,123456789.500000", "-12.5,6,-12.500000", "1e20,6,1.0E20", "1e-300,6,1.0E-300",
            "0.00123456,4,0.001235", "0.9979,4,0.9979", "0.99999999,4,1.0000"})
    void numbersKeepTheirPrecisionInFixedColumns(double value, int decimals, String text) {
        assertThat(Numbers.fixed(value, decimals)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"142,142", "0.9979,0.9979", "100,100", "1e300,1.0E300", "-0.5,-0.5", "0,0", "1e-9,1.0E-9"})
    void theShortestTextReadsBackAsTheSameNumber(double value, String text) {
        assertThat(Numbers.shortest(value)).isEqualTo(text);
        assertThat(Double.parseDouble(text)).isEqualTo(value);
    }

    @Test
    void foreignWordsMapOnceAndOursMapToThemselves() {
        for (Status status : Status.values()) {
            assertThat(StatusWords.read(status.word().toUpperCase(java.util.Locale.ROOT))).contains(status);
        }
        assertThat(StatusWords.read("keep (reworked)")).contains(Status.KEEP);
        assertThat(StatusWords.read(" hook-blocked ")).contains(Status.NO_CHANGE);
        assertThat(StatusWords.read("budget_exceeded")).contains(Status.TIMEOUT);
        assertThat(StatusWords.read("sideways")).isEmpty();
    }

    @Test
    void piNeverReadsAFailureAsAKeep() {
        Set<String> words = Set.of("keep", "discard", "crash", "checks_failed");
        for (Experiment row : ROWS) {
            var json = JsonCodec.mapper().readTree(PiLog.run(Samples.start("t"), row));
            assertThat(json.path("status").asString()).isIn(words);
            assertThat(json.path("status").asString().equals("keep")).isEqualTo(row.status().kept());
            assertThat(json.path("asi").path("status").asString()).isEqualTo(row.status().word());
            assertThat(json.path("metric").isNumber()).isTrue();
            assertThat(json.path("confidence").isNull()).isTrue();
        }
        assertThat(PiLog.config(Samples.start("t"))).isEqualTo("{\"type\":\"config\",\"name\":\"lower the loss\","
                + "\"metricName\":\"val_bpb\",\"metricUnit\":\"bits\",\"bestDirection\":\"lower\"}\n");
    }

    @Test
    void jsonRowsAreSeed001s() {
        assertThat(ExperimentsJsonl.row(ROWS.get(1))).isEqualTo("{\"commit\":\"a1b2c3e\","
                + "\"timestamp\":\"2026-03-08T02:19:30Z\",\"metrics\":{\"val_bpb\":0.9932},\"status\":\"keep\","
                + "\"description\":\"increase LR to 0.04\",\"diff_lines\":1,\"wall_time_s\":120.5,"
                + "\"tokens_used\":1420,\"cost_usd\":0.25,"
                + "\"cost_usd_total\":0.25,\"tokens_used_total\":1420}\n");
        assertThat(ExperimentsJsonl.row(ROWS.get(7))).contains("\"metrics\":{}").contains("\"status\":\"discard\"")
                .contains("\"verdict\":\"violation\"");
    }

    private SessionFolder session() {
        var folder = new SessionFolder(project, "mar8");
        try (var journal = JournalFile.create(folder, JournalClock.SYSTEM, Samples.start("mar8"))) {
            ROWS.forEach(row -> journal.append(new Event.Judged(row)));
        }
        return folder;
    }

    private String shell(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", "-c", "set -o pipefail; " + command).directory(project.toFile())
                .redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out;
    }

    @Test
    void theQueriesOfSeed004WorkOnItsLog() throws Exception {
        Path log = project.resolve(".claude/logs/autoresearch.jsonl");
        Files.createDirectories(log.getParent());
        try (var entries = new JournalReader(session()).entries();
                var lines = ClaudeLog.lines(entries, ZoneOffset.ofHours(1))) {
            Files.writeString(log, lines.collect(Collectors.joining()));
        }
        var second = JsonCodec.mapper().readTree(Files.readAllLines(log).get(1));
        assertThat(second.path("event").asString()).isEqualTo("experiment_done");
        assertThat(second.path("prev").asDouble()).isEqualTo(0.9979);
        assertThat(second.path("delta").asDouble()).isEqualTo(0.9932 - 0.9979);
        assertThat(second.path("local_time").asString()).startsWith("2026-03-08T03:19:30");
        assertThat(second.path("details").path("memory_gb").asDouble()).isEqualTo(44.0);
        if (new ProcessBuilder("bash", "-c", "command -v jq").start().waitFor() == 0) {
            assertThat(shell("grep experiment_done .claude/logs/autoresearch.jsonl | tail -10 | jq ."))
                    .contains("\"commit\": \"a1b2c3e\"");
            assertThat(shell("jq 'select(.details.status == \"keep\")' .claude/logs/autoresearch.jsonl")
                    .split("experiment_done", -1)).hasSize(4);
            assertThat(shell("grep experiment_done .claude/logs/autoresearch.jsonl | "
                    + "jq -r '[.local_time[:19], .details.status, .details.value] | @tsv'").lines().toList())
                    .hasSize(11).contains("2026-03-08T03:19:30\tkeep\t0.9932").contains("2026-03-08T03:30:30\tcrash\t");
        }
    }

    @Test
    void summariesSayWhatTheSeedsSay() {
        var state = JournalFile.read(session());
        assertThat(Summary.progress(state))
                .isEqualTo("=== Iteration 10: metric at 1.1, 2 keeps / 6 discards / 2 crashes ===");
        assertThat(Summary.complete(state)).isEqualTo("""
                === Autoresearch Complete (10 iterations) ===
                Not confirmed: the result was not compared with the start afresh (`autoresearch confirm` does it).
                Baseline: 0.9979 → Best: 0.9932 (-0.0047, -0.471 %)
                Keeps: 2 | Discards: 6 | Crashes: 2
                Best experiment: #1 — increase LR to 0.04
                """);
        var fresh = JournalFile.create(new SessionFolder(project, "new"), JournalClock.SYSTEM, Samples.start("new"));
        try (fresh) {
            assertThat(Summary.complete(fresh.state())).contains("Baseline: NA → Best: NA").contains("none");
        }
    }

    @Test
    void theRecoveryDocumentHasTheTenSectionsAndABoundedSize() {
        var state = JournalFile.read(session());
        String text = RecoveryDocument.of(Samples.configuration(ResultsProfile.KARPATHY), state);
        assertThat(text.lines().filter(line -> line.startsWith("#")).toList()).containsExactly(
                "# Autoresearch: lower the loss", "## Objective", "## Metric", "## Command", "## Metric Extraction",
                "## Comparison Protocol", "## Files in Scope", "## Off Limits", "## Constraints", "## Guard",
                "## What's Been Tried");
        assertThat(text).contains("python train.py").contains("pytest -q")
                .contains("#1 keep, 0.9932: increase LR to 0.04")
                .doesNotContain("eval/**");
    }
}
