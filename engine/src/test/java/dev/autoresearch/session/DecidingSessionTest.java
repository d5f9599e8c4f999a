package dev.autoresearch.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autoresearch.config.ConfigurationReader;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.config.Scale;
import dev.autoresearch.journal.Canaries;
import dev.autoresearch.journal.EndReason;
import dev.autoresearch.journal.Ending;
import dev.autoresearch.journal.Entry;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.JournalReader;
import dev.autoresearch.journal.Purpose;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.journal.SessionState;
import dev.autoresearch.journal.Status;
import dev.autoresearch.journal.Study;
import dev.autoresearch.proposer.Brief;
import dev.autoresearch.proposer.Proposal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole sessions, with real processes and git, under the rules that decide. Noise is a function of each run's seed.
class DecidingSessionTest {
    private static final String NOISY = """
            read -r value < value.txt
            echo METRIC ms=$((value * 1000 + AUTORESEARCH_SEED % 997))
            """;
    private static final String EXACT = "read -r value < value.txt\necho METRIC ms=$((value + 0))\n";

    @TempDir
    private Path temporary;

    /// A project with these lines in its configuration, each in place of the usual one of that key.
    private TestRepository project(String bench, String... lines) throws IOException {
        Map<String, String> sections = new TreeMap<>();
        Stream.concat(Stream.of("scope: {modify: [value.txt]}", "run: {command: sh bench.sh}",
                "metrics: [{name: ms, direction: lower}]", "proposer: {command: unused}"), Stream.of(lines))
                .forEach(line -> sections.put(line.substring(0, line.indexOf(':')), line));
        return TestRepository.with(temporary.resolve("project"), Map.of("value.txt", "50\n", "bench.sh", bench,
                "autoresearch.yaml", String.join("\n", sections.values()) + "\n"));
    }

    private static SessionState run(TestRepository project, Function<Brief, String> value) {
        return engine(project, value).start().state();
    }

    private static Autoresearch engine(TestRepository project, Function<Brief, String> value) {
        return Autoresearch.in(project.folder())
                .configuration(ConfigurationReader.read(project.folder().resolve("autoresearch.yaml"))).tag("t")
                .seed(11)
                .environment(Map.of("PATH", "/usr/bin:/bin")).proposer((brief, desk, _) -> {
                    write(desk.resolve("value.txt"), value.apply(brief) + "\n");
                    return Proposal.edited("value " + value.apply(brief));
                });
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Experiment> rows(TestRepository project) {
        try (Stream<Experiment> rows = reader(project).experiments()) {
            return rows.toList();
        }
    }

    private static List<Event> events(TestRepository project) {
        try (Stream<Entry> entries = reader(project).entries()) {
            return entries.map(Entry::event).toList();
        }
    }

    private static JournalReader reader(TestRepository project) {
        return new JournalReader(new SessionFolder(project.folder(), "t"));
    }

    @Test
    void incumbentAndCandidateRunInPairsOfOneSeedEachOnItsOwnBench() throws IOException {
        TestRepository project = project("echo \"$AUTORESEARCH_SEED $PWD\" >> \"$TRACE\"\n" + NOISY,
                "run: {command: sh bench.sh, environment: {TRACE: '" + temporary.resolve("trace") + "'}}",
                "budget: {experiments: 1}");
        SessionState state = run(project, _ -> "40");
        assertThat(state.count(Status.KEEP)).isEqualTo(1);
        List<String> trace = Files.readAllLines(temporary.resolve("trace"));
        List<Purpose> purposes = events(project).stream().filter(Event.RunFinished.class::isInstance)
                .map(event -> ((Event.RunFinished) event).purpose()).toList();
        assertThat(purposes.subList(0, 7)).containsExactly(Purpose.CALIBRATE, Purpose.CALIBRATE, Purpose.CALIBRATE,
                Purpose.CALIBRATE, Purpose.CALIBRATE, Purpose.CALIBRATE, Purpose.SCREEN);
        assertThat(purposes.subList(7, purposes.size())).hasSize(6).containsOnly(Purpose.RACE);
        for (int run = 7; run < 13; run += 2) {
            List<String> one = List.of(trace.get(run).split(" ", 2));
            List<String> two = List.of(trace.get(run + 1).split(" ", 2));
            assertThat(one.getFirst()).as("seeds of a pair").isEqualTo(two.getFirst());
            assertThat(one.getLast()).as("folders of a pair").isNotEqualTo(two.getLast());
        }
        assertThat(trace.subList(0, 13).stream().map(line -> line.split(" ", 2)[0]).distinct()).as("seeds")
                .hasSize(10);
    }

    @Test
    void aMetricThatChangesWithTheSeedAloneIsNoisy() throws IOException {
        TestRepository project = project(NOISY, "budget: {experiments: 1}");
        assertThat(run(project, _ -> "60").noise().deterministic()).isFalse();
    }

    @Test
    void aMetricWithoutNoiseTakesOneRunADiscardAndTwoAKeep() throws IOException {
        TestRepository project = project(EXACT, "budget: {experiments: 3}", "decide: {on-tie: discard}");
        run(project, brief -> List.of("49", "51", "48").get(brief.experiment() - 1));
        assertThat(rows(project)).extracting(Experiment::status).containsExactly(Status.KEEP, Status.KEEP,
                Status.DISCARD, Status.KEEP);
        assertThat(rows(project)).extracting(Experiment::runs).containsExactly(6, 2, 1, 2);
    }

    @Test
    void aMetricThatIsFoundToVaryAfterAllIsNeverTakenForDeterministicAgain() throws IOException {
        // The value differs from the seventh run on.
        TestRepository project = project("""
                echo x >> "$TRACE"
                read -r value < value.txt
                n=$(wc -l < "$TRACE")
                [ $n -gt 6 ] || n=0
                echo METRIC ms=$((value * 1000 + n))
                """,
                "run: {command: sh bench.sh, environment: {TRACE: '" + temporary.resolve("trace") + "'}}",
                "budget: {experiments: 2}");
        SessionState state = run(project, _ -> "40");
        assertThat(rows(project).get(1).status()).isEqualTo(Status.INCONCLUSIVE);
        assertThat(state.noise().deterministic()).isFalse();
        assertThat(events(project)).filteredOn(Event.StudyStarted.class::isInstance).first()
                .isInstanceOfSatisfying(Event.StudyStarted.class,
                        started -> assertThat(started.study().kind()).isEqualTo(Study.Kind.DISTRUST));
    }

    @Test
    void aValueWithoutLogarithmMovesItsMetricToDifferences() throws IOException {
        TestRepository project = project(NOISY.replace("value * 1000", "(value - 50) * 1000 + 3000"),
                "budget: {experiments: 1}");
        SessionState state = run(project, _ -> "40");
        assertThat(state.count(Status.KEEP)).isEqualTo(1);
        assertThat(state.noise().axes().getFirst().scale()).isEqualTo(Scale.ADDITIVE);
    }

    @Test
    void theClaimIsAFreshComparisonFromEmptyFolders() throws IOException {
        TestRepository project = project(NOISY, "budget: {experiments: 2}");
        SessionState state = run(project, brief -> Integer.toString(50 - 5 * brief.experiment()));
        var claim = state.confirmations().get(Study.Kind.FINAL);
        assertThat(claim).isNotNull().satisfies(found -> {
            assertThat(found.from()).isEqualTo(state.start().base());
            assertThat(found.to()).isEqualTo(state.incumbentCommit());
            assertThat(found.comparison().estimates().getFirst().verified()).isTrue();
            assertThat(found.comparison().estimates().getFirst().pairs()).isEqualTo(6);
        });
    }

    @Test
    void aBudgetOfRunsIsNeverPassedAndItsReserveGoesIntoTheClaim() throws IOException {
        TestRepository project = project(NOISY, "budget: {runs: 40}");
        SessionState state = run(project,
                brief -> Integer.toString(50 - 5 * (brief.experiment() % 3)
                        + (brief.experiment() > 2 ? brief.experiment() : 0)));
        assertThat(state.ended()).isEqualTo(EndReason.RUNS);
        assertThat(state.noise().runs()).isLessThanOrEqualTo(40);
        assertThat(state.confirmations().get(Study.Kind.FINAL)).isNotNull()
                .satisfies(claim -> assertThat(claim.comparison().estimates().getFirst().pairs()).isGreaterThan(5));
    }

    @Test
    void theUnchangedIncumbentIsSubmittedHiddenFromTheProposerAndNotKept() throws IOException {
        TestRepository project = project(NOISY, "budget: {experiments: 4}", "decide: {canary: 3, on-tie: discard}");
        var seen = new ArrayList<Integer>();
        SessionState state = run(project, brief -> {
            seen.add(brief.experiment());
            assertThat(brief.recent()).noneMatch(row -> row.proposer().equals(Canaries.NAME));
            return Integer.toString(50 + brief.experiment());
        });
        assertThat(seen).doesNotContain(3).contains(1, 2, 4, 5);
        assertThat(state.canaries()).isEqualTo(new Canaries(1, 0));
        assertThat(state.experiments()).as("canaries are no experiments").isEqualTo(4);
        assertThat(rows(project)).hasSize(6);
        assertThat(state.count(Status.DISCARD) + state.count(Status.INCONCLUSIVE)).isEqualTo(4);
        assertThat(state.recent()).hasSize(5);
        assertThat(rows(project).get(3)).satisfies(canary -> {
            assertThat(canary.proposer()).isEqualTo(Canaries.NAME);
            assertThat(canary.status()).isEqualTo(Status.DISCARD);
            assertThat(project.git("diff", "--stat", canary.parent(), canary.commit())).isEmpty();
        });
    }

    @Test
    void aHardConstraintIsBrokenByOneRunAndNothingMoreIsMeasured() throws IOException {
        TestRepository project = project(EXACT + "echo METRIC memory_mb=$((100 - value))\n",
                "metrics: [{name: ms, direction: lower}, {name: memory_mb, direction: lower}]",
                "constraints: ['memory_mb <= 1.1 × baseline']", "budget: {experiments: 2}");
        run(project, brief -> brief.experiment() == 1 ? "40" : "46");
        assertThat(rows(project)).extracting(Experiment::status).containsExactly(Status.KEEP, Status.DISCARD,
                Status.KEEP);
        assertThat(rows(project).get(1).reason()).contains("memory_mb 60 is not <= 55");
        assertThat(rows(project).get(1).runs()).isEqualTo(1);
    }

    @Test
    void aConstraintThatTheStartBreaksIsSaidBeforeAnythingIsTried() throws IOException {
        TestRepository project = project(EXACT, "constraints: ['ms < 10']", "budget: {experiments: 1}");
        assertThatThrownBy(() -> run(project, _ -> "5")).isInstanceOf(Refusal.class)
                .hasMessageContaining("breaks a constraint: ms 50 is not < 10");
    }

    @Test
    void theGuardRunsBetweenScreenAndRace() throws IOException {
        TestRepository project = project(NOISY, "guard: {command: 'test $(cat value.txt) -gt 41'}",
                "budget: {experiments: 2}");
        run(project, brief -> brief.experiment() == 1 ? "40" : "42");
        assertThat(rows(project)).extracting(Experiment::status).containsExactly(Status.KEEP, Status.CHECKS_FAILED,
                Status.KEEP);
        List<Purpose> second = events(project).stream().filter(Event.RunFinished.class::isInstance)
                .map(Event.RunFinished.class::cast).filter(run -> run.number() == 2).map(Event.RunFinished::purpose)
                .toList();
        assertThat(second.subList(second.indexOf(Purpose.GUARD), second.size())).hasSizeGreaterThan(6)
                .startsWith(Purpose.GUARD, Purpose.RACE).doesNotContain(Purpose.SCREEN);
    }

    @Test
    void whatTheStandInSortsOutIsNeverMeasured() throws IOException {
        TestRepository project = project(EXACT,
                "run: {command: sh bench.sh, smoke: 'test -s value.txt', proxy: {command: 'echo METRIC cheap=$(cat value.txt)',"
                        + " metric: {name: cheap, direction: lower}, allow: 2 %}}",
                "budget: {experiments: 2}");
        run(project, brief -> brief.experiment() == 1 ? "60" : "45");
        assertThat(rows(project)).extracting(Experiment::status).containsExactly(Status.KEEP, Status.DISCARD,
                Status.KEEP);
        assertThat(rows(project).get(1).reason()).contains("stand-in's cheap 60 is worse than 50");
        assertThat(rows(project).get(1).runs()).isZero();
    }

    @Test
    void aRunOfWallTimeIsCutAsSoonAsItCannotWin() throws IOException {
        TestRepository project = project("read -r value < value.txt\n[ \"$value\" = 50 ] || sleep 30\nsleep 0.05\n",
                "metrics: [{name: wall_s, direction: lower, extract: wall-time}]", "budget: {experiments: 1}",
                "run: {command: sh bench.sh, timeout: 60s}");
        run(project, _ -> "30");
        assertThat(rows(project).get(1)).satisfies(row -> {
            assertThat(row.status()).isEqualTo(Status.DISCARD);
            assertThat(row.wall()).isLessThan(Duration.ofSeconds(20));
        });
        assertThat(events(project)).filteredOn(event -> event instanceof Event.RunFinished run
                && run.run().ending() instanceof Ending.Cut).hasSize(1);
    }

    @Test
    void aHoldoutThatDoesNotFollowTheGainStopsTheSession() throws IOException {
        TestRepository project = project(EXACT,
                "holdout: {command: 'echo METRIC ms=$((100 - $(cat value.txt)))', every: 2}",
                "budget: {experiments: 9}");
        Path desk = project.folder().resolve(".autoresearch/worktrees/t/desk");
        SessionState state = run(project, brief -> {
            assertThat(desk.resolve("bench.sh")).exists();
            assertThat(desk.resolve("autoresearch.yaml")).as("what names the holdout").doesNotExist();
            return Integer.toString(50 - brief.experiment());
        });
        assertThat(state.count(Status.KEEP)).isEqualTo(2);
        assertThat(state.ended()).isEqualTo(EndReason.HOLDOUT);
        assertThat(state.experiments()).isEqualTo(2);
        assertThat(state.confirmations().get(Study.Kind.HOLDOUT)).isNotNull()
                .satisfies(look -> assertThat(look.look()).isEqualTo(1));
    }

    @Test
    void aKeepThatNoLongerStandsIsTakenBackWhenAsked() throws IOException {
        // The program gets its gain only while the marker is new.
        TestRepository project = project("""
                read -r value < value.txt
                echo x >> "$TRACE"
                n=$(wc -l < "$TRACE")
                [ $n -lt 9 ] || value=50
                echo METRIC ms=$((value + 0))
                """,
                "run: {command: sh bench.sh, environment: {TRACE: '" + temporary.resolve("trace") + "'}}",
                "decide: {recheck: 1, unkeep: true}", "budget: {experiments: 1}");
        SessionState state = run(project, _ -> "40");
        assertThat(rows(project).get(1).status()).isEqualTo(Status.KEEP);
        assertThat(state.incumbentCommit()).isEqualTo(state.start().base());
        assertThat(project.git("rev-parse", "autoresearch/t")).isEqualTo(state.start().base());
    }

    @Test
    void aScoreOfSeveralMetricsDecidesAndStandsInEveryRow() throws IOException {
        TestRepository project = project(EXACT + "echo METRIC recall=$((value * 2))\n",
                "metrics: [{name: ms, direction: lower}, {name: recall, direction: higher}]",
                "decide: {rule: weighted, weights: {ms: 1, recall: 3}, on-tie: discard}", "budget: {experiments: 2}");
        SessionState state = run(project, brief -> brief.experiment() == 1 ? "40" : "60");
        assertThat(rows(project)).extracting(Experiment::status).containsExactly(Status.KEEP, Status.DISCARD,
                Status.KEEP);
        assertThat(rows(project)).allSatisfy(row -> assertThat(row.metrics()).containsKey("score"));
        assertThat(state.metrics().getFirst().name()).isEqualTo("score");
    }

    @Test
    void aThresholdIsReachedFirstAndHeldFromThenOn() throws IOException {
        TestRepository project = project(EXACT + "echo METRIC memory_mb=$((100 - value))\n",
                "metrics: [{name: ms, direction: lower}, {name: memory_mb, direction: lower}]",
                "constraints: ['memory_mb <= 45']", "decide: {rule: threshold, on-tie: discard}",
                "budget: {experiments: 3}");
        // 50 breaks the limit; 60 holds it although it is slower; 40 is faster and breaks it; 56 is faster and holds.
        run(project, brief -> List.of("60", "40", "56").get(brief.experiment() - 1));
        assertThat(rows(project)).extracting(Experiment::status).containsExactly(Status.KEEP, Status.KEEP,
                Status.DISCARD, Status.KEEP);
    }

    @Test
    void aLaterMetricDecidesWhereTheFirstIsEqual() throws IOException {
        TestRepository project = project(
                "read -r value < value.txt\necho METRIC ms=50\necho METRIC kb=$((value + 0))\n",
                "metrics: [{name: ms, direction: lower}, {name: kb, direction: lower}]",
                "decide: {rule: lexicographic, on-tie: discard}", "budget: {experiments: 2}");
        run(project, brief -> brief.experiment() == 1 ? "60" : "40");
        assertThat(rows(project)).extracting(Experiment::status).containsExactly(Status.KEEP, Status.DISCARD,
                Status.KEEP);
    }

    @Test
    void onAnotherMachineTheNoiseIsMeasuredAnew() throws IOException {
        TestRepository project = project(NOISY, "budget: {experiments: 1}", "decide: {on-tie: discard}");
        engine(project, _ -> "60").machine("one").start();
        Files.writeString(project.folder().resolve("autoresearch.yaml"),
                Files.readString(project.folder().resolve("autoresearch.yaml")).replace("experiments: 1",
                        "experiments: 2"));
        SessionState same = engine(project, _ -> "60").machine("one").resume().state();
        assertThat(same.studied()).doesNotContainKey(Study.Kind.CALIBRATION);
        Files.writeString(project.folder().resolve("autoresearch.yaml"),
                Files.readString(project.folder().resolve("autoresearch.yaml")).replace("experiments: 2",
                        "experiments: 3"));
        SessionState other = engine(project, _ -> "60").machine("another").resume().state();
        assertThat(other.studied()).containsKey(Study.Kind.CALIBRATION);
        assertThat(other.noise().machine()).isEqualTo("another");
    }
}
