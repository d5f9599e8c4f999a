package dev.autoresearch.objective;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.Globs;
import dev.autoresearch.config.JudgeSettings;
import dev.autoresearch.config.Metric;
import dev.autoresearch.config.ModelChoice;
import dev.autoresearch.config.Provider;
import dev.autoresearch.config.Take;
import dev.autoresearch.exec.Execution;
import dev.autoresearch.journal.Ending;
import dev.autoresearch.journal.Spending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// What every channel makes of what a run left.
class ExtractionTest {
    private static final Extractor METRICS = new Extractor.MetricLines(Take.ONLY);
    private static final Extractor LINE = new Extractor.Line("val_bpb", Take.ONLY);
    private static final Extractor LAST_LINE = new Extractor.LastLine();
    private static final ShellEvaluator NO_SHELL = (_, _) -> new ShellEvaluator.Answer.Failed("no shell here");

    @TempDir
    Path folder = Path.of("");

    private Instant started = Instant.EPOCH;

    @BeforeEach
    void noteTheTime() throws IOException {
        Path mark = Files.createFile(folder.resolve("mark"));
        started = Files.getLastModifiedTime(mark).toInstant();
        Files.delete(mark);
    }

    private record Case(Extractor extractor, String log, String expected) {}

    private static Case of(Extractor extractor, String log, double expected) {
        return new Case(extractor, log, Double.toString(expected));
    }

    private static Case not(Extractor extractor, String log, String reason) {
        return new Case(extractor, log, reason);
    }

    private static Extractor regex(String pattern) {
        return new Extractor.Regex(pattern, Take.ONLY);
    }

    private static Extractor taking(Take take) {
        return new Extractor.MetricLines(take);
    }

    private static Extractor json(String pointer) {
        return new Extractor.Json("", pointer);
    }

    private static List<Case> cases() {
        return List.of(of(METRICS, "METRIC val_bpb=0.9979", 0.9979), of(METRICS, "METRIC val_bpb=0", 0),
                of(METRICS, "METRIC val_bpb=-12", -12), of(METRICS, "METRIC val_bpb=+3", 3),
                of(METRICS, "METRIC val_bpb=1.5e-3", 0.0015), of(METRICS, "METRIC val_bpb=.5", 0.5),
                of(METRICS, "METRIC val_bpb=5.", 5), of(METRICS, "METRIC val_bpb=2E+2", 200),
                of(METRICS, "METRIC val_bpb=142 ms", 142), of(METRICS, "METRIC val_bpb = 7", 7),
                of(METRICS, "  METRIC val_bpb=7", 7), of(METRICS, "noise\nMETRIC val_bpb=7\nMETRIC val_bpb=7.0\n", 7),
                of(METRICS, "METRIC other=1\nMETRIC val_bpb=2\nMETRIC val_bpb2=3\n", 2),
                of(METRICS, "step 1\rstep 2\rMETRIC val_bpb=4\r\n", 4), of(METRICS, "METRIC val_bpb=8\u00a0ms", 8),
                not(METRICS, "", "metric val_bpb was not found in METRIC lines of the log"),
                not(METRICS, "val_bpb: 3", "was not found"), not(METRICS, "say METRIC val_bpb=3", "was not found"),
                not(METRICS, "METRIC VAL_BPB=3", "was not found"), not(METRICS, "METRIC val_bpb=", "is empty"),
                not(METRICS, "METRIC val_bpb=nan", "is NaN"), not(METRICS, "METRIC val_bpb=-NaN", "is NaN"),
                not(METRICS, "METRIC val_bpb=inf", "is infinite"),
                not(METRICS, "METRIC val_bpb=-Infinity", "is infinite"),
                not(METRICS, "METRIC val_bpb=1e999", "too large for a number"),
                not(METRICS, "METRIC val_bpb=1,234", "without commas"),
                not(METRICS, "METRIC val_bpb=1,5", "without commas"),
                not(METRICS, "METRIC val_bpb=1_000", "without underscores"),
                not(METRICS, "METRIC val_bpb=12ms", "a unit must be separated by a blank"),
                not(METRICS, "METRIC val_bpb=0x1F", "is not a number"),
                not(METRICS, "METRIC val_bpb=1d", "not a number"),
                not(METRICS, "METRIC val_bpb=٣", "is not a number"), not(METRICS, "METRIC val_bpb=None", "\"None\""),
                not(METRICS, "METRIC val_bpb=1\nMETRIC val_bpb=2", "is ambiguous: 1 and 2 in METRIC lines of the log"),
                not(METRICS, "METRIC val_bpb=1\nMETRIC val_bpb=nan", "is NaN"),
                not(METRICS, "METRIC val_bpb=\u001b[31mred", "\"?[31mred\""),
                of(taking(Take.LAST), "METRIC val_bpb=nan\nMETRIC val_bpb=2", 2),
                not(taking(Take.LAST), "METRIC val_bpb=1\nMETRIC val_bpb=nan", "is NaN"),
                of(taking(Take.FIRST), "METRIC val_bpb=3\nMETRIC val_bpb=x", 3),
                of(taking(Take.MIN), "METRIC val_bpb=3\nMETRIC val_bpb=-1\nMETRIC val_bpb=2", -1),
                of(taking(Take.MAX), "METRIC val_bpb=3\nMETRIC val_bpb=-1\nMETRIC val_bpb=9", 9),
                of(taking(Take.MEAN), "METRIC val_bpb=1\nMETRIC val_bpb=2\nMETRIC val_bpb=6", 3),
                not(taking(Take.MIN), "METRIC val_bpb=3\nMETRIC val_bpb=nan", "is NaN"),
                not(taking(Take.MEAN), "METRIC val_bpb=3\nMETRIC val_bpb=oops", "\"oops\""),
                of(LINE, "---\nval_bpb:          0.997900\ntraining_seconds: 300.1\n", 0.9979),
                of(LINE, "val_bpb:1", 1), of(LINE, "val_bpb: 0.5 bits", 0.5), of(LINE, "val_bpb:\t3", 3),
                not(LINE, " val_bpb: 3", "was not found in lines of the log that begin with \"val_bpb:\""),
                not(LINE, "my val_bpb: 3", "was not found"), not(LINE, "val_bpb 3", "was not found"),
                not(LINE, "val_bpb_max: 3", "was not found"), not(LINE, "val_bpb: 93.5%", "must be separated"),
                not(LINE, "val_bpb:", "is empty"), not(LINE, "val_bpb: 1\nval_bpb: 2", "is ambiguous"),
                of(new Extractor.Line("val_bpb", Take.LAST), "val_bpb: 1\nval_bpb: 2", 2),
                of(regex("^p99_ms: (\\S+)"), "x\np99_ms: 118\n", 118),
                of(regex("took ([0-9.]+)s"), "it took 1.5s", 1.5),
                of(regex("t=(\\d+)"), "t=5 t=5", 5), not(regex("t=(\\d+)"), "t=5 t=6", "is ambiguous: 5 and 6"),
                not(regex("t=(\\S*)"), "t=", "is empty"), not(regex("^p99: (\\S+)"), "none", "was not found"),
                not(regex("no group"), "no group", "exactly one group"),
                not(regex("(a)(b)"), "ab", "exactly one group"), not(regex("(("), "x", "cannot be read"),
                of(new Extractor.Regex("loss (\\S+)", Take.LAST), "loss 3\nloss 2\n", 2),
                of(LAST_LINE, "hello\n42\n\n  \n", 42), of(LAST_LINE, "  -3.5e2  ", -350),
                not(LAST_LINE, "42\ndone\n", "is \"done\", which is not a number in the last line of the log"),
                not(LAST_LINE, "", "was not found"), not(LAST_LINE, "42 ms", "not a number"),
                of(json("/score"), "{\"score\": 3}", 3), of(json("/a/1/b"), "{\"a\":[{},{\"b\":-1e3}]}", -1000),
                of(json("/a~1b"), "{\"a/b\": 0}", 0), of(json("/s"), "{\"s\":\"1.25\"}", 1.25),
                of(json("/x"), "start\n{\"x\": 1}\nmore\n{\"x\": 2}\nbye {\n", 2),
                of(json("/x"), "{\n  \"x\": 5,\n  \"y\": {\n  \"x\": 6\n}\n}\n", 5),
                not(json(""), "  [\n1]\n", "is a list"),
                of(json("/0"), "[1, 2]\n", 1), not(json("/x"), "no json", "no complete JSON document in the log"),
                not(json("/x"), "{\"x\": 1", "no complete JSON document"),
                not(json("/y"), "{\"x\": 1}", "there is no /y of the log"),
                not(json("/x"), "{\"x\": null}", "is null"), not(json("/x"), "{\"x\": true}", "is true"),
                not(json("/x"), "{\"x\": {\"y\": 1}}", "is an object"), not(json("/x"), "{\"x\": NaN}", "is NaN"),
                not(json("/x"), "{\"x\": -Infinity}", "is infinite"), not(json("/x"), "{\"x\": 1e400}", "is infinite"),
                not(json("/x"), "{\"x\": \"fast\"}", "\"fast\""),
                not(json("x"), "{\"x\": 1}", "must be empty or begin"),
                not(json("/x"), "{\"x\": 1, \"x\": 2}", "no complete JSON document"));
    }

    @TestFactory
    Stream<DynamicTest> aLogGivesOneNumberOrAReason() {
        List<Case> cases = cases();
        return IntStream.range(0, cases.size()).mapToObj(i -> {
            Case each = cases.get(i);
            return DynamicTest.dynamicTest(i + ": " + Numbers.quote(each.log()), () -> {
                check(each);
            });
        });
    }

    private void check(Case each) throws IOException {
        switch (read(metric(each.extractor()), each.log())) {
            case Reading.Value(double value) -> assertThat(Double.toString(value)).isEqualTo(each.expected());
            case Reading.Unusable(String reason) ->
                assertThat(reason).startsWith("metric val_bpb ").contains(each.expected()).doesNotContain("\u001b");
        }
    }

    @Test
    void aJudgesScoreCountsWithinItsRangeOnly() throws IOException {
        var judge = new JudgeSettings("r.md", Globs.NONE, ModelChoice.of(Provider.OLLAMA, "m"), 3, OptionalLong.empty(),
                0, 10);
        Metric clarity = named("clarity", new Extractor.Judged(judge));
        assertThat(judged(clarity, new Judgement.Scored(10, Spending.NONE))).isEqualTo(new Reading.Value(10));
        for (double wrong : List.of(10.5, -1.0, Double.NaN)) {
            assertThat(judged(clarity, new Judgement.Scored(wrong, Spending.NONE))).asString()
                    .contains("metric clarity has no value: the judge gave", "which is not within 0..10");
        }
        assertThat(judged(clarity, Jury.NONE.judge(judge, folder, folder)))
                .isEqualTo(new Reading.Unusable("metric clarity has no value: no judge is available"));
    }

    private static Judgement nobody(JudgeSettings judge) {
        return Jury.NONE.judge(judge, Path.of("project"), Path.of("log"));
    }

    private Reading judged(Metric metric, Judgement judgement) throws IOException {
        return Extraction.read(List.of(metric), output(write("log", "")), NO_SHELL, _ -> judgement)
                .getOrDefault(metric.name(), new Reading.Unusable("unread"));
    }

    @Test
    void aRegularExpressionThatBacktracksForEverIsEnded() throws IOException {
        var metric = metric(regex("^(?:(a+)+)+$"));
        Path log = write("log", "a".repeat(60) + "!\n");
        Reading reading = Extraction
                .read(List.of(metric), output(log), NO_SHELL, ExtractionTest::nobody, Duration.ofMillis(200))
                .get("val_bpb");
        assertThat(reading).asString().contains("took longer than 0.2 s to match").contains("make it simpler");
    }

    @Test
    void anEndlessLineIsReadInPartAndADeepExpressionIsNoDefect() throws IOException {
        String line = "a".repeat(3_000_000) + "\nMETRIC val_bpb=3\n";
        assertThat(read(metric(METRICS), line)).isEqualTo(new Reading.Value(3));
        assertThat(read(metric(regex("^((?:a|b)*)$")), line)).isInstanceOf(Reading.Unusable.class);
    }

    @Test
    void allMetricsAreReadInTheirOrderAndOneFailureLeavesTheOthers() throws IOException {
        var metrics = List.of(named("a", new Extractor.WallTime()), named("b", METRICS), named("c", METRICS),
                named("d", new Extractor.Line("d", Take.ONLY)));
        Map<String, Reading> readings = Extraction.read(metrics, output(write("log", "METRIC b=1\nd: 4\n")), NO_SHELL,
                ExtractionTest::nobody);
        assertThat(readings.keySet()).containsExactly("a", "b", "c", "d");
        assertThat(readings.get("b")).isEqualTo(new Reading.Value(1));
        assertThat(readings.get("c")).isInstanceOf(Reading.Unusable.class);
        assertThat(readings.get("d")).isEqualTo(new Reading.Value(4));
    }

    @Test
    void bytesThatAreNoTextDoNotHideAMetric() throws IOException {
        Path log = folder.resolve("log");
        Files.write(log, new byte[]{(byte) 0xff, 0, (byte) 0xc3, '\n', 'M', 'E', 'T', 'R', 'I', 'C', ' ', 'v', 'a', 'l',
                '_', 'b', 'p', 'b', '=', '2', '\n'});
        assertThat(read(metric(METRICS), log)).isEqualTo(new Reading.Value(2));
    }

    @Test
    void theResultFileGoesBeforeTheLog() throws IOException {
        write("result", "{\"val_bpb\": 1.5, \"speed\": 3}");
        assertThat(read(metric(METRICS), "METRIC val_bpb=9")).isEqualTo(new Reading.Value(1.5));
        assertThat(read(metric(LINE), "val_bpb: 9")).isEqualTo(new Reading.Value(1.5));
        assertThat(read(metric(regex("is (\\d)")), "is 9")).isEqualTo(new Reading.Value(9));
        write("result", "METRIC val_bpb=2 s\nsomething\n");
        assertThat(read(metric(METRICS), "METRIC val_bpb=9")).isEqualTo(new Reading.Value(2));
        assertThat(read(metric(LINE), "val_bpb: 9")).isEqualTo(new Reading.Value(2));
    }

    @Test
    void aResultFileWithoutTheMetricIsNotMadeUpForByTheLog() throws IOException {
        write("result", "{\"other\": 1}");
        assertThat(read(metric(METRICS), "METRIC val_bpb=9")).asString().contains("was not found in the result file");
        write("result", "{\"val_bpb\": ");
        assertThat(read(metric(METRICS), "METRIC val_bpb=9")).asString().contains("the result file is not valid JSON");
        write("result", "{\"val_bpb\": 1}\n{\"val_bpb\": 2}");
        assertThat(read(metric(METRICS), "METRIC val_bpb=9")).asString().contains("ambiguous");
        write("result", "");
        assertThat(read(metric(METRICS), "METRIC val_bpb=9")).asString().contains("was not found");
        Files.delete(folder.resolve("result"));
        Files.createSymbolicLink(folder.resolve("result"), Path.of("/dev/zero"));
        assertThat(read(metric(METRICS), "METRIC val_bpb=9")).asString().contains("not a plain file");
    }

    @Test
    void aJsonFileMustBeWrittenByThisRun() throws IOException {
        var metric = metric(new Extractor.Json("out.json", "/rps"));
        assertThat(read(metric, "")).asString().contains("out.json does not exist after the run");
        write("out.json", "{\"rps\": 12}");
        assertThat(read(metric, "")).isEqualTo(new Reading.Value(12));
        started = started.plusSeconds(5);
        assertThat(read(metric, "")).asString().contains("out.json was not written by this run");
    }

    @Test
    void aFileMovedIntoPlaceWithAnOldDateIsStillOfThisRun() throws IOException {
        Path file = write("out.json", "{\"rps\": 12}");
        Files.setLastModifiedTime(file, FileTime.from(started.minusSeconds(3600)));
        assertThat(read(metric(new Extractor.Json("out.json", "/rps")), "")).isEqualTo(new Reading.Value(12));
    }

    @Test
    void aJsonFileThatIsNoneOrSeveralHasNoNumber() throws IOException {
        var metric = metric(new Extractor.Json("out.json", "/x"));
        write("out.json", "");
        assertThat(read(metric, "")).asString().contains("out.json is empty");
        write("out.json", "{\"x\": 1}\n{\"x\": 1}");
        assertThat(read(metric, "")).asString().contains("holds 2 JSON documents");
        write("out.json", "{\"x\": 1,\n \"x\": 2}");
        assertThat(read(metric, "")).asString().contains("is not valid JSON").contains("line 2");
        Files.delete(folder.resolve("out.json"));
        Files.createDirectory(folder.resolve("out.json"));
        assertThat(read(metric, "")).asString().contains("is not a file");
    }

    @Test
    void whatTheEngineMeasuresIsGivenInTheMetricsUnit() throws IOException {
        assertThat(read(named("wall_ms", new Extractor.WallTime()), "")).isEqualTo(new Reading.Value(1500));
        assertThat(read(named("wall", new Extractor.WallTime()), "")).isEqualTo(new Reading.Value(1.5));
        assertThat(read(named("cpu_s", new Extractor.CpuTime()), "")).isEqualTo(new Reading.Value(0.5));
        assertThat(read(named("memory_gb", new Extractor.PeakMemory()), "")).isEqualTo(new Reading.Value(2));
        assertThat(read(named("code", new Extractor.ExitCode()), "")).isEqualTo(new Reading.Value(0));
    }

    @Test
    void memoryThatCouldNotBeReadIsNoNumber() throws IOException {
        var unknown = new Execution(new Ending.Signalled(11), Duration.ZERO, Duration.ZERO, -1, 0, 0, 0, "group");
        var output = new RunOutput(folder.resolve("log"), folder, folder.resolve("r"), unknown, started, started);
        var metrics = List.of(named("m", new Extractor.PeakMemory()), named("code", new Extractor.ExitCode()));
        Map<String, Reading> readings = Extraction.read(metrics, output, NO_SHELL, ExtractionTest::nobody);
        assertThat(readings.get("m")).asString().contains("peak memory cannot be read here").contains("group");
        assertThat(readings.get("code")).asString().contains("has no exit code, it was killed by signal 11");
    }

    @Test
    void aFolderIsAsLargeAsItsFilesAndLinksCountNothing() throws IOException {
        Files.createDirectories(folder.resolve("dist/deep"));
        write("dist/a", "12345");
        write("dist/deep/b", "x".repeat(1024));
        Files.createSymbolicLink(folder.resolve("dist/link"), Path.of("/etc"));
        assertThat(read(named("size", new Extractor.FileSize("dist")), "")).isEqualTo(new Reading.Value(1029));
        assertThat(read(named("size_kb", new Extractor.FileSize("dist/deep/b")), "")).isEqualTo(new Reading.Value(1));
        assertThat(read(named("size", new Extractor.FileSize("dist/link")), "")).asString()
                .contains("is not a file or folder");
        assertThat(read(named("size", new Extractor.FileSize("gone")), "")).asString()
                .contains("gone is not a file or folder after the run");
        started = started.plusSeconds(5);
        assertThat(read(named("size", new Extractor.FileSize("dist")), "")).asString()
                .contains("was not written by this run");
    }

    @Test
    void theSizeOfWhatThePreparationBuiltCounts() throws IOException {
        Path log = write("log", "");
        write("app.js", "123");
        Instant later = started.plusSeconds(5);
        var output = new RunOutput(log, folder, folder.resolve("r"), execution(), later, started);
        assertThat(Extraction.read(List.of(named("size", new Extractor.FileSize("app.js"))), output, NO_SHELL,
                ExtractionTest::nobody))
                .containsEntry("size", new Reading.Value(3));
    }

    @Test
    void aPipelinesOutputIsReadAsANumberOrAsALabelledLine() {
        var expected = Map.of("3.5\n", 3.5, "  7 \n\n", 7.0, "val_bpb:          0.997900\n", 0.9979, "12\n12\n", 12.0,
                "METRIC x=4\n", 4.0, "1234 dist/app.js\n", 1234.0, "-1e-3", -0.001);
        expected.forEach((text, value) -> assertThat(PipelineText.read(metric(LINE), text, "grep")).as(text)
                .isEqualTo(new Reading.Value(value)));
        for (String text : List.of("", "\n", "none", "val_bpb:", "1\n2\n", "nan", "1,5")) {
            assertThat(PipelineText.read(metric(LINE), text, "grep")).as(text).isInstanceOf(Reading.Unusable.class);
        }
    }

    @Test
    void aFailingPipelineIsNamed() throws IOException {
        assertThat(read(metric(new Extractor.Shell("grep x run.log")), "")).asString()
                .contains("the pipeline \"grep x run.log\" gave no shell here");
    }

    private Metric metric(Extractor extractor) {
        return named("val_bpb", extractor);
    }

    private static Metric named(String name, Extractor extractor) {
        return new Metric(name, Direction.LOWER, false, "", extractor);
    }

    private Reading read(Metric metric, String log) throws IOException {
        return read(metric, write("log", log));
    }

    private Reading read(Metric metric, Path log) {
        return Extraction.read(List.of(metric), output(log), NO_SHELL, ExtractionTest::nobody).getOrDefault(
                metric.name(),
                new Reading.Unusable("no reading"));
    }

    private RunOutput output(Path log) {
        return new RunOutput(log, folder, folder.resolve("result"), execution(), started, started);
    }

    private static Execution execution() {
        return new Execution(new Ending.Exited(0), Duration.ofMillis(1500), Duration.ofMillis(500), 2L << 30, 0, 0, 0,
                "test");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
