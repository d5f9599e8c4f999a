package dev.autoresearch.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autoresearch.config.Direction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldTest {
    @TempDir
    java.nio.file.Path project;

    private static Entry entry(long seq, Event event) {
        return new Entry(seq, Samples.START.plusSeconds(seq), Duration.ofSeconds(seq), event, "");
    }

    private static SessionState after(Event... events) {
        SessionState state = Fold.begin(entry(1, Samples.start("t")));
        for (int i = 0; i < events.length; i++) {
            state = Fold.apply(state, entry(i + 2, events[i]));
        }
        return state;
    }

    private static Event judged(int number, Status status, double value) {
        return new Event.Judged(Samples.row(number, status, value, "idea"));
    }

    private static Event judged(int number, Status status) {
        return new Event.Judged(Samples.row(number, status, Map.of(), "idea"));
    }

    private static Event imported(int number, Status status, double value) {
        return new Event.Imported(Samples.row(number, status, value, "idea"), status.word(), "results.tsv");
    }

    @Test
    void whatWasImportedIsCountedAndShownButIsNothingToBeBeaten() {
        SessionState state = after(imported(0, Status.KEEP, 9), imported(1, Status.KEEP, 1),
                imported(2, Status.DISCARD, 2));
        assertThat(state.baseline()).isNull();
        assertThat(state.incumbent()).isNull();
        assertThat(state.best()).isEmpty();
        assertThat(state.recent()).hasSize(3);
        assertThat(state.experiments()).isEqualTo(2);
        assertThat(state.leg().first()).isEqualTo(3);
        SessionState measured = after(imported(0, Status.KEEP, 9), imported(1, Status.KEEP, 1),
                new Event.ExperimentStarted(2, Samples.commit(1), SessionState.BASELINE), judged(2, Status.KEEP, 5));
        assertThat(measured.baseline()).isNotNull().isEqualTo(measured.incumbent());
        assertThat(measured.best()).extracting(Experiment::number).containsExactly(2);
        assertThatThrownBy(() -> after(judged(0, Status.KEEP, 1), imported(1, Status.KEEP, 1)))
                .isInstanceOf(IllegalStateException.class);
    }

    @RepeatedTest(8)
    void replayingAJournalEqualsHavingLivedThroughIt(RepetitionInfo repetition) {
        long seed = repetition.getCurrentRepetition();
        var random = new Random(seed);
        var folder = new SessionFolder(project, "t" + seed);
        var lived = new ArrayList<SessionState>();
        var time = new TickingClock();
        var journal = JournalFile.create(folder, time.clock(), Samples.start("t"));
        int number = 0;
        for (int step = 0; step < 120; step++) {
            switch (random.nextInt(10)) {
                case 0 -> journal.append(new Event.Told("m" + step, "message " + step));
                case 1 -> journal.append(new Event.SessionEnded(
                        Samples.any(EndReason.values(), random), ""));
                case 2 -> journal.append(new Event.SessionResumed("0.1.0", List.of()));
                case 3 -> {
                    journal.close();
                    journal = JournalFile.open(folder, time.clock());
                }
                case 4 -> {
                    if (number > 0) {
                        journal.append(new Event.Rewound(Samples.row(random.nextInt(number), Status.KEEP, 1, "x")));
                    }
                }
                default -> {
                    Status status = number == 0 ? Status.KEEP : Samples.any(Status.values(), random);
                    for (Event event : Samples.experiment(number++, status, random)) {
                        journal.append(event);
                    }
                }
            }
            lived.add(journal.state());
        }
        journal.close();
        assertThat(JournalFile.verify(folder)).as("seed %d", seed).isEqualTo(lived.getLast());
        assertThat(JournalFile.read(folder)).as("seed %d", seed).isEqualTo(lived.getLast());
    }

    @Test
    void theBaselineIsNoExperimentAndTheFirstIncumbent() {
        SessionState state = after(new Event.ExperimentStarted(0, "p", "climb"), judged(0, Status.KEEP, 1));
        assertThat(state.baseline()).isEqualTo(state.incumbent()).isNotNull();
        assertThat(state.lastNumber()).isZero();
        assertThat(state.counts()).isEmpty();
        assertThat(state.pending()).isNull();
    }

    @Test
    void aBaselineThatFailedIsMeasuredAgain() {
        SessionState state = after(new Event.ExperimentStarted(0, "p", "climb"), judged(0, Status.CRASH));
        assertThat(state.baseline()).isNull();
        assertThat(state.lastNumber()).isEqualTo(-1);
        assertThat(state.pending()).isNull();
    }

    @Test
    void onlyKeptCandidatesBecomeTheIncumbent() {
        SessionState state = after(judged(0, Status.KEEP, 1), judged(1, Status.KEEP, 0.9),
                judged(2, Status.DISCARD, 0.8),
                judged(3, Status.CHECKS_FAILED, 0.7));
        assertThat(state.incumbentCommit()).isEqualTo(Samples.commit(1));
        assertThat(state.sinceKeep()).isEqualTo(2);
        assertThat(after(judged(0, Status.KEEP, 1), judged(1, Status.EXPLORE, 1.2)).incumbentCommit())
                .isEqualTo(Samples.commit(1));
    }

    @Test
    void crashesInARowAreCountedAndWhatRanNothingLeavesThemAlone() {
        assertThat(after(judged(0, Status.KEEP, 1), judged(1, Status.CRASH), judged(2, Status.NO_CHANGE),
                judged(3, Status.TIMEOUT), judged(4, Status.VIOLATION), judged(5, Status.INTERRUPTED))
                .consecutiveCrashes())
                .isEqualTo(2);
        assertThat(after(judged(0, Status.KEEP, 1), judged(1, Status.CRASH), judged(2, Status.DISCARD, 1.1))
                .consecutiveCrashes()).isZero();
    }

    @Test
    void theBestAreTheTenBestMeasuredWithoutViolations() {
        var events = new ArrayList<Event>(List.of(judged(0, Status.KEEP, 1.0)));
        var random = new Random(2);
        var values = new ArrayList<Double>(List.of(1.0));
        for (int i = 1; i <= 200; i++) {
            double value = 1 + random.nextInt(50) / 100.0;
            events.add(judged(i, i % 7 == 0 ? Status.VIOLATION : Status.DISCARD, value));
            if (i % 7 != 0) {
                values.add(value);
            }
        }
        SessionState state = after(events.toArray(Event[]::new));
        assertThat(state.best().stream().map(row -> row.metrics().get("val_bpb")).toList())
                .isEqualTo(values.stream().sorted().limit(10).toList());
        assertThat(state.best()).isSortedAccordingTo(java.util.Comparator
                .comparing((Experiment row) -> row.metrics().get("val_bpb")).thenComparingInt(Experiment::number));
        assertThat(state.recent()).extracting(Experiment::number)
                .isEqualTo(IntStream.rangeClosed(151, 200).boxed().toList());
        assertThat(LongStream.of(state.count(Status.VIOLATION), state.count(Status.DISCARD)).sum()).isEqualTo(200);
    }

    @Test
    void aProposalConsumesTheMessagesAndItsCostIsCounted() {
        var proposed = new Event.Proposed(1, 1, "agent", "h", new Spending(0.5, 10), Duration.ZERO, "");
        SessionState state = after(new Event.Told("1", "try less"), new Event.ExperimentStarted(1, "p", "climb"),
                proposed,
                new Event.Told("2", "later"));
        assertThat(state.messages()).containsExactly("later");
        assertThat(state.spending()).isEqualTo(new Spending(0.5, 10));
        assertThat(state.pending()).isNotNull().extracting(SessionState.Pending::proposed).isEqualTo(List.of(proposed));
    }

    @Test
    void anotherCandidateOfTheSameExperimentForgetsTheRunsOfTheLast() {
        var events = new ArrayList<>(Samples.experiment(1, Status.CRASH, new Random(1)).subList(0, 4));
        assertThat(after(events.toArray(Event[]::new)).pending()).isNotNull()
                .satisfies(pending -> assertThat(pending.runs()).hasSize(1));
        events.add(new Event.CandidateMade(1, 2, "c2", DiffStat.NONE));
        assertThat(after(events.toArray(Event[]::new)).pending()).isNotNull()
                .satisfies(pending -> assertThat(pending.runs()).isEmpty());
    }

    @Test
    void aRewindMakesAnEarlierKeepTheIncumbentAndGivesUpWhatWasUnfinished() {
        SessionState state = after(judged(0, Status.KEEP, 1), judged(1, Status.KEEP, 0.9),
                new Event.ExperimentStarted(2, Samples.commit(1), "climb"),
                new Event.Rewound(Samples.row(0, Status.KEEP, 1, "baseline")));
        assertThat(state.incumbentCommit()).isEqualTo(Samples.commit(0));
        assertThat(state.pending()).isNull();
    }

    @Test
    void aFollowedChangeRemembersTheIncumbentThatWasLeftForItAndIsNoKeep() {
        SessionState state = after(judged(0, Status.KEEP, 1), judged(1, Status.DISCARD, 1.1),
                judged(2, Status.EXPLORE, 1.2), judged(3, Status.KEEP, 1.1), judged(4, Status.EXPLORE, 1.3));
        assertThat(state.incumbentCommit()).isEqualTo(Samples.commit(4));
        assertThat(state.claimedCommit()).isEqualTo(Samples.commit(0));
        assertThat(state.route().exploration())
                .isEqualTo(new Route.Exploration(Samples.row(0, Status.KEEP, 1, "idea"), 2, 2));
        assertThat(state.noise().reference()).isEmpty();
        assertThat(state.noise().standing()).containsEntry("val_bpb", 1.3);
    }

    @Test
    void aRegionThatPaysIsGoneOnFromAndOneThatDoesNotIsLeftAsIfNothingHadBeenKeptThere() {
        Event[] explored = {judged(0, Status.KEEP, 1), judged(1, Status.DISCARD, 1.1), judged(2, Status.EXPLORE, 1.2),
                judged(3, Status.KEEP, 0.9), judged(4, Status.DISCARD, 1)};
        SessionState explores = after(explored);
        assertThat(explores.sinceKeep()).isEqualTo(1);

        SessionState settled = Fold.apply(explores, entry(9, new Event.Settled(0)));
        assertThat(settled.route()).isEqualTo(new Route(List.of(new Route.Kept(0, Samples.commit(0)),
                new Route.Kept(3, Samples.commit(3))), null));
        assertThat(settled.claimedCommit()).isEqualTo(Samples.commit(3));
        assertThat(settled.sinceKeep()).isEqualTo(1);

        SessionState left = Fold.apply(explores,
                entry(9, new Event.Rewound(Samples.row(0, Status.KEEP, 1, "idea"))));
        assertThat(left.route()).isEqualTo(new Route(List.of(new Route.Kept(0, Samples.commit(0))), null));
        assertThat(left.claimedCommit()).isEqualTo(left.incumbentCommit()).isEqualTo(Samples.commit(0));
        assertThat(left.sinceKeep()).as("as after four without a keep").isEqualTo(4);
    }

    @Test
    void aStageStartsAnewFromWhatTheOneBeforeKeptAndTheSessionCountsOn() {
        var labels = List.of(new MetricLabel("speed", Direction.HIGHER, ""));
        SessionState state = after(new Event.StageStarted(0, "one", "b".repeat(40), Samples.start("t").metrics(), null),
                judged(0, Status.KEEP, 1), judged(1, Status.KEEP, 0.9), judged(2, Status.DISCARD, 1),
                new Event.StageStarted(1, "two", Samples.commit(1), labels, EndReason.PLATEAU));
        assertThat(state.incumbent()).isNull();
        assertThat(state.baseline()).isNull();
        assertThat(state.incumbentCommit()).isEqualTo(state.base()).isEqualTo(Samples.commit(1));
        assertThat(state.metrics()).isEqualTo(labels);
        assertThat(state.best()).isEmpty();
        assertThat(state.route()).isEqualTo(Route.NONE);
        assertThat(state.leg().first()).isEqualTo(3);
        assertThat(state.finished()).singleElement().satisfies(stage -> {
            assertThat(stage.incumbent().number()).isEqualTo(1);
            assertThat(stage.reason()).isEqualTo(EndReason.PLATEAU);
        });
        assertThat(List.of(state.experiments(), state.stageExperiments(), state.count(Status.KEEP)))
                .containsExactly(2L, 0L, 1L);

        SessionState measured = Fold.apply(Fold.apply(state,
                entry(9, new Event.ExperimentStarted(3, Samples.commit(1), SessionState.BASELINE))),
                entry(10, new Event.Judged(Samples.row(3, Status.KEEP, Map.of("speed", 5.0), "again"))));
        assertThat(measured.baseline()).isEqualTo(measured.incumbent()).isNotNull();
        assertThat(List.of(measured.experiments(), measured.stageExperiments(), measured.count(Status.KEEP)))
                .as("a stage's baseline is no experiment and no keep").containsExactly(2L, 0L, 1L);
    }

    @Test
    void canariesAreNoExperimentsOfAStretchWithoutKeepOrOfARegion() {
        SessionState state = after(judged(0, Status.KEEP, 1), judged(1, Status.EXPLORE, 1.2),
                new Event.ExperimentStarted(2, Samples.commit(1), Canaries.NAME), judged(2, Status.DISCARD, 1.2));
        assertThat(state.sinceKeep()).isEqualTo(1);
        assertThat(state.route().exploration()).isNotNull().extracting(Route.Exploration::tried).isEqualTo(0);
    }

    @Test
    void aSessionIsEndedUntilItIsResumed() {
        assertThat(after(new Event.SessionEnded(EndReason.WALL, "")).ended()).isEqualTo(EndReason.WALL);
        assertThat(after(new Event.SessionEnded(EndReason.WALL, ""), new Event.SessionResumed("", List.of())).ended())
                .isNull();
    }
}
