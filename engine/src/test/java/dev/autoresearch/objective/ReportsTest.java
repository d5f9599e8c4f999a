package dev.autoresearch.objective;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.Metric;
import dev.autoresearch.config.ReportFormat;
import dev.autoresearch.exec.Execution;
import dev.autoresearch.journal.Ending;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// What is selected out of the reports of common tools.
class ReportsTest {
    @TempDir
    Path folder = Path.of("");

    private record Case(ReportFormat format, String sample, String metric, String select, double expected,
            String reason) {}

    private static Case of(ReportFormat format, String sample, String metric, String select, double expected) {
        return new Case(format, sample, metric, select, expected, "");
    }

    private static Case not(ReportFormat format, String sample, String select, String reason) {
        return new Case(format, sample, "m", select, 0, reason);
    }

    private static List<Case> cases() {
        ReportFormat jmh = ReportFormat.JMH;
        ReportFormat hyperfine = ReportFormat.HYPERFINE;
        ReportFormat junit = ReportFormat.JUNIT;
        ReportFormat pytest = ReportFormat.PYTEST_BENCHMARK;
        ReportFormat k6 = ReportFormat.K6;
        ReportFormat wrk = ReportFormat.WRK;
        ReportFormat lighthouse = ReportFormat.LIGHTHOUSE;
        ReportFormat google = ReportFormat.GOOGLE_BENCHMARK;
        ReportFormat criterion = ReportFormat.CRITERION;
        ReportFormat go = ReportFormat.GO_BENCH;
        return List.of(of(jmh, "jmh.json", "ops", "count", 5_000_000), of(jmh, "jmh.json", "m", "size=100,", 12.5),
                of(jmh, "jmh.json", "m", "size=100,@p99.9", 13.2), of(jmh, "jmh.json", "m", "size=100,@p50", 12.4),
                of(jmh, "jmh.json", "alloc", "size=100,@gc.alloc.rate.norm", 1024),
                of(jmh, "jmh.json", "time_ns", "size=1000", 130_000), of(jmh, "jmh.json", "m_ms", "size=1000", 0.13),
                not(jmh, "jmh.json", "", "has 3 entries, choose one with select"),
                not(jmh, "jmh.json", "parse", "is part of several entries"),
                not(jmh, "jmh.json", "size=100,@error", "is NaN"),
                not(jmh, "jmh.json", "nothing", "has no entry or figure nothing"),
                not(jmh, "jmh.json", "count@p33", "has no figure p33"),
                of(hyperfine, "hyperfine.json", "m", "--fast", 0.12),
                of(hyperfine, "hyperfine.json", "m", "./tool input.txt@mean", 0.5),
                of(hyperfine, "hyperfine.json", "p_ms", "--fast@user", 100),
                not(hyperfine, "hyperfine.json", "", "ambiguous"),
                not(hyperfine, "hyperfine.json", "./tool input.txt@stddev", "has no figure stddev"),
                of(junit, "junit.xml", "m", "", 3), of(junit, "junit.xml", "suite_ms", "", 3000),
                of(junit, "junit.xml", "m", "failures", 1), of(junit, "junit.xml", "m", "errors", 1),
                of(junit, "junit.xml", "m", "skipped", 1), of(junit, "junit.xml", "m", "passed", 2),
                of(junit, "junit.xml", "m", "tests", 5), of(junit, "junit.xml", "m", "org.example.LexerTest", 1.25),
                of(junit, "junit.xml", "m", "org.example.ParserTest.parsesMuch@time", 1.5),
                of(junit, "junit.xml", "m", "lexesAgain", 1), not(junit, "junit.xml", "Parser", "several entries"),
                not(junit, "wrk.txt", "", "is not valid JUnit XML, line 1"),
                of(pytest, "pytest-benchmark.json", "m", "test_encode", 0.002),
                of(pytest, "pytest-benchmark.json", "m_us", "test_decode", 20_000),
                of(pytest, "pytest-benchmark.json", "ops_s", "test_encode@ops", 476.2),
                not(pytest, "pytest-benchmark.json", "", "ambiguous"), of(k6, "k6.json", "m", "", 31.25),
                of(k6, "k6.json", "latency_s", "p90", 0.0205), of(k6, "k6.json", "m", "http_reqs", 99.5),
                of(k6, "k6.json", "m", "http_req_failed@value", 0), of(k6, "k6.json", "m", "http_req_duration@med", 11),
                of(k6, "k6-summary-data.json", "m", "", 31.25), of(k6, "k6-summary-data.json", "m", "checks", 0.75),
                of(k6, "k6-summary-data.json", "m", "p99.9", 40), of(wrk, "wrk.txt", "m", "", 112_057.53),
                of(wrk, "wrk.txt", "p99_ms", "p99", 5.8), of(wrk, "wrk.txt", "m", "p99", 0.0058),
                of(wrk, "wrk.txt", "m_us", "latency", 635.91), of(wrk, "wrk.txt", "m_ms", "latency-max", 12.92),
                of(wrk, "wrk.txt", "m", "errors", 7), of(wrk, "wrk.txt", "m", "requests", 336_246),
                of(wrk, "wrk.txt", "m", "transfer/sec", 90.71 * 1024 * 1024),
                not(wrk, "wrk.txt", "p95", "has no entry or figure p95"), not(wrk, "jmh.json", "", "has no entries"),
                of(lighthouse, "lighthouse.json", "m", "", 0.93),
                of(lighthouse, "lighthouse.json", "m", "first-contentful-paint", 1234.5),
                of(lighthouse, "lighthouse.json", "m_s", "first-contentful-paint", 1.2345),
                of(lighthouse, "lighthouse.json", "m", "first-contentful-paint@score", 0.97),
                of(lighthouse, "lighthouse.json", "m", "cumulative-layout-shift", 0),
                not(lighthouse, "lighthouse.json", "seo", "has no figure value or score"),
                of(google, "google-benchmark.json", "m", "BM_copy/8", 12_000),
                of(google, "google-benchmark.json", "m_us", "copy", 12),
                of(google, "google-benchmark.json", "m", "BM_copy/8@cpu_time", 9100),
                of(google, "google-benchmark.json", "m_us", "BM_copy/8_mean", 17.3),
                of(google, "google-benchmark.json", "m", "BM_copy/8_cv@real_time", 0.6),
                of(google, "google-benchmark.json", "m", "BM_copy/8@bytes_per_second", 95),
                not(google, "google-benchmark.json", "BM_bad", "the benchmark failed (\"no file\")"),
                not(google, "google-benchmark.json", "", "has 2 entries"),
                of(criterion, "criterion.json", "m", "", 102.5), of(criterion, "criterion.json", "m", "mean", 105),
                of(criterion, "criterion.json", "m_us", "std_dev", 0.004),
                not(criterion, "criterion.json", "slope", "has no entry or figure slope"),
                of(go, "go-bench.txt", "m", "small", 310), of(go, "go-bench.txt", "m_ms", "large", 1.25),
                of(go, "go-bench.txt", "m", "BenchmarkParse/small-8@allocs/op", 1),
                of(go, "go-bench.txt", "m", "large@MB/s", 80.5), not(go, "go-bench.txt", "", "has 2 entries"));
    }

    @TestFactory
    Stream<DynamicTest> aReportGivesTheSelectedFigureOrAReason() {
        return cases().stream().map(each -> DynamicTest
                .dynamicTest(each.sample() + " " + each.select() + " as " + each.metric(), () -> {
                    Path report = copy(each.sample(), each.sample());
                    check(each, read(each.metric(), each.format(), report.getFileName().toString(), each.select()));
                }));
    }

    private static void check(Case each, Reading reading) {
        switch (reading) {
            case Reading.Value(double value) -> {
                assertThat(each.reason()).as("expected a reason, got %s", value).isEmpty();
                assertThat(value).isCloseTo(each.expected(), Offset.offset(Math.abs(each.expected()) * 1e-12));
            }
            case Reading.Unusable(String reason) ->
                assertThat(reason).startsWith("metric ").contains(each.reason()).satisfies(
                        text -> assertThat(each.reason()).as("unexpected: %s", text).isNotEmpty());
        }
    }

    @Test
    void aReportIsAlsoFoundInTheLog() throws IOException {
        Path log = folder.resolve("log");
        copy("wrk.txt", "log");
        assertThat(read("m", ReportFormat.WRK, "", "")).isEqualTo(new Reading.Value(112_057.53));
        String text = "building\n" + Files.readString(copy("criterion.json", "c")) + "done\n";
        Files.writeString(log, text);
        assertThat(read("m", ReportFormat.CRITERION, "", "")).isEqualTo(new Reading.Value(102.5));
    }

    @Test
    void aFolderOfJUnitReportsIsOneReport() throws IOException {
        Files.createDirectory(folder.resolve("surefire-reports"));
        assertThat(read("m", ReportFormat.JUNIT, "surefire-reports", "tests")).asString().contains("no .xml file");
        copy("junit.xml", "surefire-reports/TEST-a.xml");
        Files.writeString(folder.resolve("surefire-reports/TEST-b.xml"),
                "<testsuite><testcase name='x' classname='Y' time='2'/></testsuite>");
        Files.writeString(folder.resolve("surefire-reports/notes.txt"), "no report");
        assertThat(read("m", ReportFormat.JUNIT, "surefire-reports", "tests")).isEqualTo(new Reading.Value(6));
        assertThat(read("m", ReportFormat.JUNIT, "surefire-reports", "")).isEqualTo(new Reading.Value(5));
    }

    @Test
    void xmlReadsNoOtherFile() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "7");
        Files.writeString(folder.resolve("r.xml"), "<!DOCTYPE t [<!ENTITY e SYSTEM \"" + secret.toUri()
                + "\">]><testsuite><testcase name='a' classname='b' time='1'>&e;</testcase></testsuite>");
        assertThat(read("m", ReportFormat.JUNIT, "r.xml", "")).asString().doesNotContain("7");
    }

    @Test
    void aTestThatRanWithoutATimeMakesTheSumUnusable() throws IOException {
        Files.writeString(folder.resolve("r.xml"),
                "<testsuite><testcase name='a' time='1,234.5'/><testcase name='b' time='1'/></testsuite>");
        assertThat(read("m", ReportFormat.JUNIT, "r.xml", "")).asString().contains("without commas");
        assertThat(read("m", ReportFormat.JUNIT, "r.xml", "tests")).isEqualTo(new Reading.Value(2));
    }

    private Reading read(String name, ReportFormat format, String file, String select) {
        var metric = new Metric(name, Direction.LOWER, false, "", new Extractor.Report(format, file, select));
        var execution = new Execution(new Ending.Exited(0), Duration.ZERO, Duration.ZERO, 0, 0, 0, 0, "test");
        var output = new RunOutput(folder.resolve("log"), folder, folder.resolve("result"), execution, Instant.EPOCH,
                Instant.EPOCH);
        return Extraction.read(List.of(metric), output, (_, _) -> new ShellEvaluator.Answer.Failed(""),
                _ -> Judgement.withheld("")).getOrDefault(
                        name, new Reading.Unusable("no reading"));
    }

    private Path copy(String sample, String to) throws IOException {
        Path target = folder.resolve(to);
        try (InputStream bytes = Objects.requireNonNull(getClass().getResourceAsStream("/reports/" + sample))) {
            Files.copy(bytes, target, StandardCopyOption.REPLACE_EXISTING);
        }
        return target;
    }
}
