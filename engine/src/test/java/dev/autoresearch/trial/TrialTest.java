package dev.autoresearch.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.exec.Stop;
import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Mode;
import dev.autoresearch.config.Scale;
import dev.autoresearch.decision.Contests;
import dev.autoresearch.journal.Axis;
import dev.autoresearch.journal.Claim;
import dev.autoresearch.journal.Noise;
import dev.autoresearch.journal.RaceRules;
import dev.autoresearch.journal.TrialPlan;
import dev.autoresearch.journal.Way;
import dev.autoresearch.objective.Jury;
import dev.autoresearch.objective.Objective;
import dev.autoresearch.config.TimeLimit;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.Purpose;
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
        var session = new SessionFolder(root, "t");
        var runner = new ShellRunner(bench.configuration(), session, new ShellProcesses(),
                Map.of("PATH", "/usr/bin:/bin"), Jury.NONE, Optional::empty);
        Files.createDirectories(root.resolve("project"));
        Files.createDirectories(root.resolve("incumbent"));
        var stands = new Stands(new Stands.Plan(bench.configuration(), session, runner, 1, TrialTest::tail),
                new FolderWorkspace(root));
        return new Trial(stands, new Trial.Subject(2, 1, "c", "i", Map.of(), "i", recorded,
                (purpose, index, commit, run, judged) -> journal
                        .add(new Event.RunFinished(2, 1, purpose, index, commit, run, judged))),
                plan(bench), new Objective(bench.configuration(), Map.of()));
    }

    /// Judged by the mean of its runs against 10.
    private static TrialPlan plan(Bench bench) {
        return new TrialPlan(bench.repeats() == 1 ? Mode.SINGLE : Mode.SEED_K, RaceRules.VERIFIED, bench.repeats(),
                List.of(new Axis("score", Direction.LOWER, Scale.ADDITIVE, false)),
                List.of(new Way("better score", List.of(new Claim("score", 0)))), Map.of("score", 10.0), 0, 1000, false,
                bench.guard().present() ? TrialPlan.GuardTime.KEPT : TrialPlan.GuardTime.NEVER, 1);
    }

    private Trial.Result decide(Bench bench, List<Event.RunFinished> recorded) throws IOException {
        return decide(trial(bench, recorded), bench, new Stop());
    }

    private static Trial.Result decide(Trial trial, Bench bench, Stop stop) {
        return trial.decide(Contests.of(plan(bench), Noise.UNKNOWN), stop);
    }

    private static String tail(Path log) {
        try {
            return Files.readString(log).strip();
        } catch (IOException _) {
            return "";
        }
    }

    private Trial.Result measure(Bench bench) throws IOException {
        return decide(bench, List.of());
    }

    @Test
    void aCandidateIsPreparedOnceAndRunAsOftenAsAsked() throws IOException {
        Trial.Result result = measure(Bench.of(COUNTING).preparing("echo prepare >> ../prepared").times(3));
        assertThat(result).isInstanceOfSatisfying(Trial.Result.Decided.class, measured -> {
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
        });
        assertThat(journal).hasSize(1);
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
                .isEqualTo(new Trial.Result.Tampered(Purpose.MEASURE, List.of("evil")));
        assertThat(journal).isEmpty();
    }

    @Test
    void aFolderThatIsNotTheCandidateIsNotRun() throws IOException {
        Files.createDirectories(root.resolve("project"));
        Files.createFile(root.resolve("project/evil"));
        assertThat(measure(Bench.of("touch ../ran; echo METRIC score=1")))
                .isEqualTo(new Trial.Result.Tampered(Purpose.MEASURE, List.of("evil")));
        assertThat(root.resolve("ran")).doesNotExist();
    }

    @Test
    void recordedRunsAreNotMadeAgain() throws IOException {
        Bench bench = Bench.of("echo METRIC score=$AUTORESEARCH_SEED").times(3);
        measure(bench);
        List<Event.RunFinished> all = List.copyOf(journal);
        journal.clear();
        Trial.Result resumed = decide(bench, all.subList(0, 2));
        assertThat(journal).extracting(Event.RunFinished::index).containsExactly(3);
        assertThat(resumed).isInstanceOfSatisfying(Trial.Result.Decided.class,
                decided -> assertThat(decided.measurement().metrics().get("score")).isNotNull()
                        .satisfies(series -> assertThat(series.values()).containsExactlyElementsOf(
                                all.stream().map(run -> run.run().metrics().getOrDefault("score", -1.0)).toList())));
        journal.clear();
        assertThat(decide(bench, all)).isInstanceOf(Trial.Result.Decided.class);
        assertThat(journal).isEmpty();
    }

    @Test
    void aResumedTrialPreparesAgainWithoutASecondRecord() throws IOException {
        Bench bench = Bench.of(COUNTING).preparing("echo p >> ../prepared").times(2);
        measure(bench);
        List<Event.RunFinished> before = List.copyOf(journal.subList(0, 2));
        journal.clear();
        decide(bench, before);
        assertThat(Files.readAllLines(root.resolve("prepared"))).hasSize(2);
        assertThat(journal).extracting(Event.RunFinished::purpose).containsExactly(Purpose.MEASURE);
    }

    @Test
    void aRecordedCrashStaysACrash() throws IOException {
        measure(Bench.of("exit 1"));
        assertThat(decide(Bench.of("echo METRIC score=1"), List.copyOf(journal)))
                .isInstanceOf(Trial.Result.Failed.class);
        assertThat(journal).hasSize(1);
    }

    @Test
    void aWinIsKeptOnlyIfTheGuardPasses() throws IOException {
        Bench win = Bench.of("echo METRIC score=1");
        assertThat(measure(win)).isInstanceOfSatisfying(Trial.Result.Decided.class,
                decided -> assertThat(decided.decision().status()).isEqualTo(Status.KEEP));
        assertThat(measure(win.guardedBy("true"))).isInstanceOf(Trial.Result.Decided.class);
        journal.clear();
        assertThat(measure(win.guardedBy("echo 1 test failed; exit 1")))
                .isInstanceOfSatisfying(Trial.Result.Unguarded.class, failed -> {
                    assertThat(failed.reason()).isEqualTo("guard failed: exit code 1");
                    assertThat(failed.tail()).isEqualTo("1 test failed");
                });
        assertThat(journal).extracting(Event.RunFinished::purpose).containsExactly(Purpose.MEASURE, Purpose.GUARD);
        assertThat(decide(win.guardedBy("true"), List.copyOf(journal))).isInstanceOf(Trial.Result.Unguarded.class);
        assertThat(measure(win.guardedBy("touch evil")))
                .isEqualTo(new Trial.Result.Tampered(Purpose.GUARD, List.of("evil")));
    }

    @Test
    void aLossNeverReachesTheGuard() throws IOException {
        measure(Bench.of("echo METRIC score=11").guardedBy("true"));
        assertThat(journal).extracting(Event.RunFinished::purpose).containsExactly(Purpose.MEASURE);
    }

    @Test
    void aStoppedRunDoesNotCount() throws IOException {
        var stop = new Stop();
        Bench bench = Bench.of("touch ../started; sleep 30; echo METRIC score=1");
        Trial trial = trial(bench, List.of());
        var result = CompletableFuture.supplyAsync(() -> decide(trial, bench, stop));
        Awaitility.await().until(() -> Files.exists(root.resolve("started")));
        stop.request();
        assertThat(result.join()).isEqualTo(new Trial.Result.Interrupted());
        assertThat(journal).isEmpty();
    }

    @Test
    void seedsDependOnTheSessionAndTheLotAloneAndFitEveryGenerator() {
        assertThat(Seeds.of(1, 1)).isEqualTo(Seeds.of(1, 1)).isNotEqualTo(Seeds.of(1, 2)).isNotEqualTo(Seeds.of(2, 1));
        for (int index = 1; index < 1000; index++) {
            assertThat(Seeds.of(42, index)).isBetween(0L, (long) Integer.MAX_VALUE);
        }
    }
}
