package dev.autoresearch.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.Globs;
import dev.autoresearch.config.JudgeSettings;
import dev.autoresearch.config.ModelChoice;
import dev.autoresearch.config.Provider;
import dev.autoresearch.config.Take;
import dev.autoresearch.config.TimeLimit;
import dev.autoresearch.exec.Execution;
import dev.autoresearch.exec.Executor;
import dev.autoresearch.exec.Stop;
import dev.autoresearch.exec.Task;
import dev.autoresearch.journal.Ending;
import dev.autoresearch.journal.Purpose;
import dev.autoresearch.journal.RunRecord;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.journal.Spending;
import dev.autoresearch.objective.Judgement;
import dev.autoresearch.objective.Jury;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Single runs with real processes.
class ShellRunnerTest {
    @TempDir
    Path root = Path.of("");

    private Path project = Path.of("");
    private Path temporary = Path.of("");
    private SessionFolder session = new SessionFolder(Path.of(""), "t");

    @BeforeEach
    void makeAProject() throws IOException {
        project = Files.createDirectory(root.resolve("my project"));
        temporary = Files.createDirectory(root.resolve("tmp"));
        session = new SessionFolder(Files.createDirectory(root.resolve("home")), "t");
    }

    private Map<String, String> environment() {
        return Map.of("PATH", "/usr/bin:/bin", "TMPDIR", temporary.toString());
    }

    private ShellRunner runner(Bench bench) {
        return new ShellRunner(bench.configuration(), session, new ShellProcesses(), environment(), Jury.NONE,
                Optional::empty);
    }

    private RunRecord run(Bench bench) {
        return run(runner(bench), Purpose.MEASURE, 1);
    }

    private RunRecord run(Runner runner, Purpose purpose, int index) {
        return runner.run(new Runner.Request(purpose, project, "3", 3, 1, index, 77, Duration.ZERO), new Stop());
    }

    private String log(RunRecord run) throws IOException {
        return Files.readString(session.path().resolve(run.log()));
    }

    @Test
    void aRunThatPrintsItsMetricIsAMeasurement() throws IOException {
        RunRecord run = run(Bench.of("echo hello; echo METRIC score=1.5"));
        assertThat(run.measured()).isTrue();
        assertThat(run.metrics()).containsExactly(Map.entry("score", 1.5));
        assertThat(run.log()).isEqualTo("runs/3/measure-1-1.log");
        assertThat(log(run)).startsWith("hello");
        assertThat(run.tier()).isEqualTo("test");
    }

    @Test
    void aCommandKnowsItsNumberSeedAndResultFileAndGetsAnEmptyTemporaryFolder() throws IOException {
        RunRecord run = run(
                Bench.of("env | sort; ls -A \"$TMPDIR\" | wc -l; touch \"$TMPDIR/mine\"; mkdir -m 500 \"$TMPDIR/d\";"
                        + "echo '{\"score\": 4}' > \"$AUTORESEARCH_RESULT\""));
        assertThat(run.metrics()).containsEntry("score", 4.0);
        assertThat(log(run))
                .contains("AUTORESEARCH_EXPERIMENT=3\n", "AUTORESEARCH_SEED=77\n", "FROM_YAML=yes\n", "\n0\n")
                .doesNotContain("HOME=");
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void aResultFileOfAnEarlierRunIsGoneBeforeTheNext() throws IOException {
        Bench bench = Bench.of("test -e \"$AUTORESEARCH_RESULT\" && echo left; echo METRIC score=1");
        Path stale = session.experiment(3).resolve("measure-1-1.result");
        Files.createDirectories(session.experiment(3));
        Files.writeString(stale, "{\"score\": 99}");
        RunRecord run = run(bench);
        assertThat(run.metrics()).containsEntry("score", 1.0);
        assertThat(log(run)).doesNotContain("left");
    }

    @Test
    void aFailingCommandIsNoMeasurementWhateverItPrinted() {
        RunRecord run = run(Bench.of("echo METRIC score=1; exit 3"));
        assertThat(run.failure()).isEqualTo("the command failed: exit code 3");
        assertThat(run.metrics()).isEmpty();
        assertThat(run(Bench.of("kill -9 $$")).failure()).isEqualTo("the command failed: killed by signal 9");
    }

    @Test
    void anExitCodeCanBeTheMetric() {
        var metric = Bench.metric("code", new Extractor.ExitCode());
        assertThat(run(Bench.of("exit 3").reading(metric)).metrics()).containsEntry("code", 3.0);
        assertThat(run(Bench.of("kill -9 $$").reading(metric)).measured()).isFalse();
    }

    @Test
    void aJudgeGetsTheProjectAndTheRunsOutput() {
        var settings = new JudgeSettings("r.md", Globs.NONE, ModelChoice.of(Provider.OLLAMA, "m"), 1,
                OptionalLong.empty(), 0, 10);
        Bench bench = Bench.of("echo well said").reading(Bench.metric("clarity", new Extractor.Judged(settings)));
        var asked = new ArrayList<JudgeSettings>();
        Jury jury = (judge, folder, output) -> {
            asked.add(judge);
            assertThat(folder).isEqualTo(project.toAbsolutePath());
            assertThat(output).hasContent("well said");
            return new Judgement.Scored(7.5, Spending.NONE);
        };
        RunRecord run = run(new ShellRunner(bench.configuration(), session, new ShellProcesses(), environment(), jury,
                Optional::empty), Purpose.MEASURE, 1);
        assertThat(run.metrics()).containsExactly(Map.entry("clarity", 7.5));
        assertThat(asked).containsExactly(settings);
        assertThat(run(bench).failure()).isEqualTo("metric clarity has no value: no judge is available");
        assertThat(run(Bench.of("exit 1").reading(bench.configuration().primary())).measured()).isFalse();
    }

    @Test
    void aMissingDecidingMetricFailsTheRunAndAMissingSecondaryOneIsNoted() throws IOException {
        var score = Bench.metric("score", new Extractor.MetricLines(Take.ONLY));
        var other = Bench.metric("other", new Extractor.MetricLines(Take.ONLY));
        RunRecord failed = run(Bench.of("echo METRIC other=1").reading(score, other));
        assertThat(failed.failure()).isEqualTo("metric score was not found in METRIC lines of the log");
        RunRecord run = run(Bench.of("echo METRIC score=1").reading(score, other));
        assertThat(run.measured()).isTrue();
        assertThat(run.metrics()).containsOnlyKeys("score");
        assertThat(ShellRunner.unread(session, run))
                .containsExactly("metric other was not found in METRIC lines of the log");
    }

    @Test
    void aRunIsEndedAtItsLimitWhichFollowsTheBaseline() {
        RunRecord run = run(Bench.of("sleep 30").within(new TimeLimit.Fixed(Duration.ofMillis(200))));
        assertThat(run.ending()).isEqualTo(new Ending.TimedOut(Duration.ofMillis(200)));
        assertThat(run.failure()).isEqualTo("the command failed: ran longer than 0.2 s");
        var limits = new ArrayList<Duration>();
        for (Optional<Duration> wall : List.of(Optional.<Duration>empty(), Optional.of(Duration.ofSeconds(1)),
                Optional.of(Duration.ofSeconds(60)))) {
            Bench bench = Bench.of("echo METRIC score=1").within(new TimeLimit.FromBaseline());
            run(new ShellRunner(bench.configuration(), session, noting(limits), environment(), Jury.NONE, () -> wall),
                    Purpose.MEASURE, 1);
        }
        assertThat(limits).containsExactly(Duration.ofMinutes(10), Duration.ofSeconds(10), Duration.ofSeconds(120));
    }

    private static Executor noting(List<Duration> limits) {
        return new Executor() {
            private final ShellProcesses real = new ShellProcesses();

            @Override
            public Execution run(Task task, Stop stop) {
                limits.add(task.timeout());
                return real.run(task, stop);
            }

            @Override
            public String tier() {
                return real.tier();
            }

            @Override
            public void close() {}
        };
    }

    @Test
    void aStaleResultIsNotTakenForThisRuns() throws IOException {
        Files.writeString(project.resolve("out.json"), "{\"x\": 1}");
        Bench bench = Bench.of("true").reading(Bench.metric("x", new Extractor.Json("out.json", "/x")));
        Files.setLastModifiedTime(project.resolve("out.json"),
                FileTime.from(Instant.EPOCH));
        ShellRunner runner = runner(bench);
        waitForTheFileClock();
        assertThat(run(runner, Purpose.MEASURE, 1).failure()).contains("out.json was not written by this run");
        assertThat(run(Bench.of("true").reading(Bench.metric("x", new Extractor.Json("out.json", "/x")))
                .purging("out.json")).failure()).contains("out.json does not exist after the run");
        assertThat(run(Bench.of("echo '{\"x\": 7}' > out.json")
                .reading(Bench.metric("x", new Extractor.Json("out.json", "/x")))).metrics()).containsEntry("x", 7.0);
    }

    /// Until the file system's clock shows another time than that of the files made so far.
    private void waitForTheFileClock() throws IOException {
        Path mark = Files.createFile(root.resolve("clock"));
        var before = Files.getLastModifiedTime(mark);
        Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> {
            Files.writeString(mark, "x");
            return Files.getLastModifiedTime(mark).compareTo(before) > 0;
        });
    }

    @Test
    void outputsArePurgedBeforeEachRunAndNothingBehindALinkIs() throws IOException {
        Path theirs = Files.createDirectory(root.resolve("theirs"));
        Files.writeString(theirs.resolve("keep.json"), "1");
        Files.createSymbolicLink(project.resolve("shared"), theirs);
        Files.createDirectories(project.resolve("build/deep"));
        for (String name : List.of("build/a.json", "build/deep/b.json", "build/c.txt", "one.out", "target.json")) {
            Files.writeString(project.resolve(name), "1");
        }
        RunRecord run = run(Bench.of("find . -type f -o -type l | sort; echo METRIC score=1").purging("build/**/*.json",
                "one.out", "shared/keep.json", "shared/**", "../theirs/keep.json"));
        assertThat(log(run)).startsWith("./build/c.txt\n./shared\n./target.json\nMETRIC");
        assertThat(theirs.resolve("keep.json")).exists();
        Files.createDirectories(project.resolve("logs/x"));
        run(Bench.of("echo METRIC score=1").purging("logs/", "build"));
        assertThat(project.resolve("logs")).doesNotExist();
        assertThat(project.resolve("build")).doesNotExist();
    }

    @Test
    void aPipelineReadsRunLogAndTheProjectsFilesWithoutLeavingAnything() throws IOException {
        Files.writeString(project.resolve("parse.sh"), "grep score \"$1\" | awk '{print $2}'");
        Files.writeString(project.resolve("run.log"), "score: 99\n");
        waitForTheFileClock();
        Files.createDirectory(project.resolve("sub"));
        for (String pipeline : List.of("grep '^score:' run.log", "grep score: run.log | tail -1 | awk '{print $2}'",
                "sh ./parse.sh run.log", "grep score \"$AUTORESEARCH_LOG\"", "yes 5 | head -1")) {
            Bench bench = Bench.of("echo 'score: 5'").reading(Bench.metric("score", new Extractor.Shell(pipeline)));
            assertThat(run(bench).metrics()).as(pipeline).containsEntry("score", 5.0);
        }
        Bench inside = Bench.of("echo 'score: 6'").in("sub")
                .reading(Bench.metric("score", new Extractor.Shell("sh ../parse.sh run.log; ls > /dev/null")));
        assertThat(run(inside).metrics()).containsEntry("score", 6.0);
        assertThat(Files.readString(project.resolve("run.log"))).isEqualTo("score: 99\n");
        assertThat(project.resolve("sub")).isEmptyDirectory();
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void aCommandThatWritesRunLogItselfIsReadThere() {
        Bench bench = Bench.of("echo 'score: 8' > run.log 2>&1")
                .reading(Bench.metric("score", new Extractor.Shell("grep '^score:' run.log")));
        assertThat(run(bench).metrics()).containsEntry("score", 8.0);
    }

    @Test
    void aPipelineThatFindsNothingFailsTheRun() {
        Bench bench = Bench.of("echo nothing")
                .reading(Bench.metric("score", new Extractor.Shell("grep '^score:' run.log | tail -1")));
        assertThat(run(bench).failure()).contains("gave exit code 1 and printed nothing");
    }

    @Test
    void theSizeOfWhatThePreparationBuiltIsAMetric() throws IOException {
        ShellRunner runner = runner(Bench.of("true").preparing("printf 12345 > app.js")
                .reading(Bench.metric("size", new Extractor.FileSize("app.js"))));
        assertThat(run(runner, Purpose.PREPARE, 1).failure()).isEmpty();
        waitForTheFileClock();
        assertThat(run(runner, Purpose.MEASURE, 1).metrics()).containsEntry("size", 5.0);
        assertThat(run(runner, Purpose.MEASURE, 2).metrics()).containsEntry("size", 5.0);
    }

    @Test
    void aMissingFolderIsNamed() {
        assertThat(run(Bench.of("true").in("gone")).failure()).contains("could not be started")
                .contains("run.directory");
    }
}
