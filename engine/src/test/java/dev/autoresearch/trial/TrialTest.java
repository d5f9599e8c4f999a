package dev.autoresearch.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.exec.Stop;
import dev.autoresearch.config.TimeLimit;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.Purpose;
import dev.autoresearch.journal.RunRecord;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.journal.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole trials of a candidate with real processes.
class TrialTest {
    private static final String COUNTING = "echo run >> ../runs; echo METRIC score=$(wc -l < ../runs)";

    @TempDir
    Path root = Path.of("");

    private final List<Event.RunFinished> journal = new ArrayList<>();

    private Trial trial(Bench bench, List<Event.RunFinished> recorded) throws IOException {
        Path project = Files.createDirectories(root.resolve("project"));
        var session = new SessionFolder(root, "t");
        var runner = new ShellRunner(bench.configuration(), session, new ShellProcesses(),
                Map.of("PATH", "/usr/bin:/bin"), Optional::empty);
        var plan = new Trial.Plan(bench.configuration(), session, runner, 1, TrialTest::tail);
        return new Trial(plan, new Trial.Subject(project, 2, 1, recorded,
                () -> Files.exists(project.resolve("evil")) ? List.of("evil") : List.of(),
                (purpose, index, run) -> journal.add(new Event.RunFinished(2, 1, purpose, index, "c", run))));
    }

    private static String tail(Path log) {
        try {
            return Files.readString(log).strip();
        } catch (IOException _) {
            return "";
        }
    }

    private Trial.Result measure(Bench bench) throws IOException {
        return trial(bench, List.of()).measure(new Stop());
    }

    @Test
    void aCandidateIsPreparedOnceAndRunAsOftenAsAsked() throws IOException {
        Trial.Result result = measure(Bench.of(COUNTING).preparing("echo prepare >> ../prepared").times(3));
        assertThat(result).isInstanceOfSatisfying(Trial.Result.Measured.class, measured -> {
            assertThat(measured.measurement().metrics().get("score")).isNotNull().satisfies(series -> {
                assertThat(series.values()).containsExactly(1.0, 2.0, 3.0);
                assertThat(series.centre()).isEqualTo(2);
            });
            assertThat(measured.measurement().runs()).isEqualTo(3);
            assertThat(measured.measurement().peakMemory()).isEqualTo(64 << 20);
            assertThat(measured.measurement().cpu()).isEqualTo(Duration.ofMillis(30));
        });
        assertThat(Files.readAllLines(root.resolve("prepared"))).hasSize(1);
        assertThat(journal).extracting(Event.RunFinished::purpose).containsExactly(Purpose.PREPARE, Purpose.MEASURE,
                Purpose.MEASURE, Purpose.MEASURE);
        assertThat(journal).extracting(Event.RunFinished::index).containsExactly(1, 1, 2, 3);
    }

    @Test
    void aFailingPreparationIsACrashAndNothingIsRun() throws IOException {
        Trial.Result result = measure(Bench.of(COUNTING).preparing("echo no compiler; exit 2"));
        assertThat(result).isInstanceOfSatisfying(Trial.Result.Failed.class, failed -> {
            assertThat(failed.status()).isEqualTo(Status.CRASH);
            assertThat(failed.reason()).isEqualTo("prepare failed: exit code 2");
            assertThat(failed.tail()).isEqualTo("no compiler");
        });
        assertThat(root.resolve("runs/1")).doesNotExist();
        assertThat(journal).hasSize(1);
    }

    @Test
    void aCrashEndsTheMeasurementWithItsReasonAndItsLastLines() throws IOException {
        Trial.Result result = measure(Bench.of("echo boom; exit 1").times(3));
        assertThat(result).isInstanceOfSatisfying(Trial.Result.Failed.class, failed -> {
            assertThat(failed.status()).isEqualTo(Status.CRASH);
            assertThat(failed.reason()).isEqualTo("the command failed: exit code 1");
            assertThat(failed.tail()).isEqualTo("boom");
            assertThat(failed.runs()).hasSize(1);
        });
    }

    @Test
    void aMissingMetricIsACrashAndALimitATimeout() throws IOException {
        assertThat(measure(Bench.of("echo done"))).isInstanceOfSatisfying(Trial.Result.Failed.class, failed -> {
            assertThat(failed.status()).isEqualTo(Status.CRASH);
            assertThat(failed.reason()).startsWith("metric score was not found");
        });
        assertThat(measure(Bench.of("sleep 30").within(new TimeLimit.Fixed(Duration.ofMillis(100)))))
                .isInstanceOfSatisfying(Trial.Result.Failed.class,
                        failed -> assertThat(failed.status()).isEqualTo(Status.TIMEOUT));
    }

    @Test
    void aRunThatChangesProtectedFilesLeavesNoValue() throws IOException {
        assertThat(measure(Bench.of("touch evil; echo METRIC score=0").times(2)))
                .isEqualTo(new Trial.Result.Tampered(List.of("evil")));
        assertThat(journal).isEmpty();
    }

    @Test
    void aFolderThatIsNotTheCandidateIsNotRun() throws IOException {
        Files.createDirectories(root.resolve("project"));
        Files.createFile(root.resolve("project/evil"));
        assertThat(measure(Bench.of("touch ../ran; echo METRIC score=1")))
                .isEqualTo(new Trial.Result.Tampered(List.of("evil")));
        assertThat(root.resolve("ran")).doesNotExist();
    }

    @Test
    void recordedRunsAreNotMadeAgain() throws IOException {
        Bench bench = Bench.of("echo METRIC score=$AUTORESEARCH_SEED").times(3);
        measure(bench);
        List<Event.RunFinished> all = List.copyOf(journal);
        journal.clear();
        Trial.Result resumed = trial(bench, all.subList(0, 2)).measure(new Stop());
        assertThat(journal).extracting(Event.RunFinished::index).containsExactly(3);
        assertThat(resumed).isInstanceOfSatisfying(Trial.Result.Measured.class,
                measured -> assertThat(measured.runs()).extracting(RunRecord::metrics)
                        .containsExactlyElementsOf(all.stream().map(run -> run.run().metrics()).toList()));
        journal.clear();
        assertThat(trial(bench, all).measure(new Stop())).isInstanceOf(Trial.Result.Measured.class);
        assertThat(journal).isEmpty();
    }

    @Test
    void aResumedTrialPreparesAgainWithoutASecondRecord() throws IOException {
        Bench bench = Bench.of(COUNTING).preparing("echo p >> ../prepared").times(2);
        measure(bench);
        List<Event.RunFinished> before = List.copyOf(journal.subList(0, 2));
        journal.clear();
        trial(bench, before).measure(new Stop());
        assertThat(Files.readAllLines(root.resolve("prepared"))).hasSize(2);
        assertThat(journal).extracting(Event.RunFinished::purpose).containsExactly(Purpose.MEASURE);
    }

    @Test
    void aRecordedCrashStaysACrash() throws IOException {
        measure(Bench.of("exit 1"));
        assertThat(trial(Bench.of("echo METRIC score=1"), List.copyOf(journal)).measure(new Stop()))
                .isInstanceOf(Trial.Result.Failed.class);
        assertThat(journal).hasSize(1);
    }

    @Test
    void theGuardPassesFailsOrIsNotThere() throws IOException {
        assertThat(trial(Bench.of("true"), List.of()).guard(new Stop())).isEqualTo(new Trial.Guarded.Passed());
        assertThat(trial(Bench.of("true").guardedBy("true"), List.of()).guard(new Stop()))
                .isEqualTo(new Trial.Guarded.Passed());
        assertThat(trial(Bench.of("true").guardedBy("echo 1 test failed; exit 1"), List.of()).guard(new Stop()))
                .isEqualTo(new Trial.Guarded.Failed("guard failed: exit code 1", "1 test failed"));
        assertThat(journal).extracting(Event.RunFinished::purpose).containsExactly(Purpose.GUARD, Purpose.GUARD);
        assertThat(trial(Bench.of("true").guardedBy("true"), journal.subList(1, 2)).guard(new Stop()))
                .isInstanceOf(Trial.Guarded.Failed.class);
        assertThat(trial(Bench.of("true").guardedBy("touch evil"), List.of()).guard(new Stop()))
                .isEqualTo(new Trial.Guarded.Tampered(List.of("evil")));
    }

    @Test
    void aStoppedRunDoesNotCount() throws IOException {
        var stop = new Stop();
        Trial trial = trial(Bench.of("touch ../started; sleep 30; echo METRIC score=1"), List.of());
        var result = CompletableFuture.supplyAsync(() -> trial.measure(stop));
        Awaitility.await().until(() -> Files.exists(root.resolve("started")));
        stop.request();
        assertThat(result.join()).isEqualTo(new Trial.Result.Interrupted());
        assertThat(journal).isEmpty();
        assertThat(trial.guard(stop)).isEqualTo(new Trial.Guarded.Passed());
    }

    @Test
    void seedsDependOnTheSessionAndTheIndexAloneAndFitEveryGenerator() {
        assertThat(Seeds.of(1, 1)).isEqualTo(Seeds.of(1, 1)).isNotEqualTo(Seeds.of(1, 2)).isNotEqualTo(Seeds.of(2, 1));
        for (int index = 1; index < 1000; index++) {
            assertThat(Seeds.of(42, index)).isBetween(0L, (long) Integer.MAX_VALUE);
        }
    }
}
