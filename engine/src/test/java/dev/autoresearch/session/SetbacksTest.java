package dev.autoresearch.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.autoresearch.config.Budget;
import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.ConfigurationBuilder;
import dev.autoresearch.config.Direction;
import dev.autoresearch.config.ProposerChoice;
import dev.autoresearch.config.StrategySettings;
import dev.autoresearch.journal.EndReason;
import dev.autoresearch.journal.Entry;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.Idea;
import dev.autoresearch.journal.JournalFile;
import dev.autoresearch.journal.JournalReader;
import dev.autoresearch.journal.Lesson;
import dev.autoresearch.journal.Remarks;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.journal.SessionState;
import dev.autoresearch.journal.Setback;
import dev.autoresearch.journal.Spending;
import dev.autoresearch.journal.Status;
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
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Answers that go back to their proposer, money that is counted as it comes, and what proposers note for each other.
class SetbacksTest {
    private static final String BENCH = "read -r value < value.txt\necho METRIC ms=$((value + 0))\n";

    @TempDir
    private Path temporary;

    private final List<Brief> briefs = new ArrayList<>();

    @Test
    void aCrashGoesBackWithItsLastLinesUntilItIsMended() throws IOException {
        Path project = project("cat value.txt >&2; grep -q broken value.txt && exit 3\n" + BENCH);
        SessionState state = run(project, configuration(1), brief -> brief.attempt() < 3
                ? "broken" + brief.attempt()
                : "40");
        assertThat(rows(project)).extracting(Experiment::status).containsExactly(Status.KEEP, Status.KEEP);
        assertThat(rows(project).getLast().attempts()).isEqualTo(3);
        assertThat(briefs.get(1).setback()).isNotNull().satisfies(back -> {
            assertThat(back.kind()).isEqualTo(Setback.Kind.CRASH);
            assertThat(back.reason()).contains("exit code 3");
            assertThat(back.tail()).contains("broken1");
        });
        assertThat(state.incumbent()).isNotNull();
    }

    @Test
    void aCrashThatIsNotMendedInTimeIsTheResult() throws IOException {
        Path project = project(BENCH);
        run(project, configuration(1).crashRetries(1), brief -> "broken " + brief.attempt());
        assertThat(rows(project)).extracting(Experiment::status).containsExactly(Status.KEEP, Status.CRASH);
        assertThat(briefs).hasSize(2);
    }

    @Test
    void aWinThatFailsTheGuardGoesBackTwiceAndIsKeptOnlyOnceItPasses() throws IOException {
        Path project = project(BENCH);
        run(project,
                configuration(2).guard(
                        "read -r value < value.txt; [ $((value % 7)) = 0 ] && exit 0; [ $value = 50 ] && exit 0; echo odd; exit 1"),
                brief -> brief.experiment() == 1
                        ? List.of("40", "41", "35").get(brief.attempt() - 1)
                        : List.of("30", "31", "32").get(brief.attempt() - 1));
        assertThat(rows(project)).extracting(Experiment::status).containsExactly(Status.KEEP, Status.KEEP,
                Status.CHECKS_FAILED);
        assertThat(rows(project)).extracting(Experiment::attempts).containsExactly(1, 3, 3);
        assertThat(briefs.get(1).setback()).isNotNull()
                .satisfies(back -> {
                    assertThat(back.kind()).isEqualTo(Setback.Kind.GUARD);
                    assertThat(back.tail()).contains("odd");
                });
        assertThat(TestRepository.at(project).git("show", "autoresearch/t:value.txt")).isEqualTo("35");
    }

    @Test
    void aProposerThatChangesNothingAfterAFailedGuardLeavesTheFailure() throws IOException {
        Path project = project(BENCH);
        run(project, configuration(1).guard("grep -q 50 value.txt"), brief -> brief.attempt() == 1 ? "40" : "50");
        assertThat(rows(project)).extracting(Experiment::status).containsExactly(Status.KEEP, Status.CHECKS_FAILED);
    }

    @Test
    void theSameChangeIsNotMeasuredTwiceAndTheProposerHearsItAtOnce() throws IOException {
        Path project = project(BENCH);
        run(project, configuration(2), brief -> brief.attempt() == 1 ? "60" : "45");
        assertThat(rows(project)).extracting(Experiment::status).containsExactly(Status.KEEP, Status.DISCARD,
                Status.KEEP);
        assertThat(briefs.getLast().setback()).isNotNull().satisfies(back -> {
            assertThat(back.kind()).isEqualTo(Setback.Kind.REPEAT);
            assertThat(back.reason()).contains("the same change as experiment 1", "discard");
        });
    }

    @Test
    void aChangeThatDiffersInBlanksAloneIsTheSame() throws IOException {
        Path project = project(BENCH);
        run(project, configuration(2), brief -> brief.experiment() == 1 ? "60" : "  60 ");
        assertThat(rows(project)).extracting(Experiment::status).containsExactly(Status.KEEP, Status.DISCARD,
                Status.NO_CHANGE);
        assertThat(briefs).as("twice more, then no further").hasSize(4);
    }

    @Test
    void fromAnotherIncumbentTheSameChangeIsAnotherOne() throws IOException {
        Path project = project(BENCH);
        run(project, configuration(3), brief -> List.of("60", "45", "60").get(brief.experiment() - 1));
        assertThat(rows(project)).extracting(Experiment::status).containsExactly(Status.KEEP, Status.DISCARD,
                Status.KEEP, Status.DISCARD);
    }

    @Test
    void aResumedSessionKnowsWhatWasTriedAndAsksWithTheSameSetback() throws IOException {
        Path project = project(BENCH);
        run(project, configuration(1), brief -> "60");
        briefs.clear();
        engine(project, configuration(2), brief -> brief.attempt() == 1 ? "60" : "45").resume();
        assertThat(briefs).hasSize(2);
        assertThat(Objects.requireNonNull(briefs.getLast().setback()).kind()).isEqualTo(Setback.Kind.REPEAT);
    }

    @Test
    void moneyIsInTheJournalAsItIsSpentAndInEveryRow() throws IOException {
        Path project = project(BENCH);
        SessionState state = run(project, configuration(2), brief -> {
            brief.support().purse().spend(new Spending(0.25, 1000));
            brief.support().purse().spend(new Spending(0.25, 500));
            return Integer.toString(50 - brief.experiment());
        });
        assertThat(events(project)).filteredOn(Event.Spent.class::isInstance).hasSize(4);
        assertThat(state.spending()).isEqualTo(new Spending(1.0, 3000));
        assertThat(rows(project)).extracting(row -> row.total().dollars()).containsExactly(0.0, 0.5, 1.0);
        assertThat(Files.readAllLines(project.resolve("budget.log"))).hasSize(2).last().asString()
                .endsWith("experiment 2  0.5000 USD, 1,500 tokens  so far 1.0000 USD, 3,000 tokens");
    }

    @Test
    void aSessionThatCostsNothingHasNoBudgetLog() throws IOException {
        Path project = project(BENCH);
        run(project, configuration(1), brief -> "40");
        assertThat(project.resolve("budget.log")).doesNotExist();
    }

    @Test
    void thePurseIsTheTightestCapAndTheSessionEndsWhenItIsEmpty() throws IOException {
        Path project = project(BENCH);
        var left = new ArrayList<Double>();
        var budget = new Budget(9, Budget.UNLIMITED, Duration.ZERO, 0.10, 5000, 10, 0.06, Budget.UNLIMITED);
        Outcome outcome = engine(project, configuration(9).budget(budget), brief -> {
            var purse = brief.support().purse();
            while (!purse.empty()) {
                left.add(purse.dollarsLeft());
                purse.spend(new Spending(0.04, 100));
            }
            assertThat(purse.allows(new Spending(0.01, 0))).isFalse();
            return Integer.toString(50 - brief.experiment());
        }).start();
        assertThat(outcome.reason()).isEqualTo(EndReason.COST);
        assertThat(outcome.state().spending().dollars()).as("never past the cap by more than one response")
                .isBetween(0.10, 0.14);
        assertThat(left).first().isEqualTo(0.06);
        assertThat(left.get(2)).isCloseTo(0.02, within(1e-9));
    }

    @Test
    void whatProposersNoteReachesTheNextBriefAndATriedIdeaIsGone() throws IOException {
        Path project = project(BENCH);
        run(project, configuration(3), brief -> Integer.toString(50 - brief.experiment()),
                brief -> switch (brief.experiment()) {
                    case 1 -> new Remarks("faster", List.of("unroll it", "cache it"), List.of(), 0);
                    case 2 -> new Remarks("", List.of(), List.of(new Lesson("smaller is faster", List.of(1))), 1);
                    default ->
                        new Remarks("", List.of("CACHE  it."), List.of(new Lesson("Smaller is faster", List.of(2))), 0);
                });
        assertThat(briefs.get(1).knowledge().ideas()).extracting(Idea::text).containsExactly("unroll it", "cache it");
        assertThat(briefs.get(2).knowledge().ideas()).extracting(Idea::id).containsExactly(2);
        assertThat(briefs.get(2).knowledge().lessons()).containsExactly(new Lesson("smaller is faster", List.of(1)));
        SessionState state = JournalFile.read(new SessionFolder(project, "t"));
        assertThat(state.knowledge().lessons()).containsExactly(new Lesson("smaller is faster", List.of(1, 2)));
        assertThat(state.knowledge().ideas()).hasSize(1);
    }

    @Test
    void aStuckSessionIsAdvisedStepByStepAndOldFailuresAreOfferedAgain() throws IOException {
        Path project = project(BENCH);
        run(project, configuration(14).proposer(new ProposerChoice("command", "none", Duration.ofMinutes(1))),
                brief -> brief.experiment() == 1
                        ? "70"
                        : brief.experiment() == 2 ? "40" : Integer.toString(60 + brief.experiment()));
        assertThat(briefs).extracting(Brief::mode).containsExactly("climb", "climb", "climb", "climb", "climb",
                "refine", "refine", "combine", "combine", "radical", "radical", "simplify", "simplify", "restart");
        assertThat(briefs.get(2).counsel().again()).as("it was discarded before the keep changed the same file")
                .extracting(Experiment::number).containsExactly(1);
        assertThat(briefs.get(5).counsel().advice()).contains("3 experiments in a row", "near-miss, experiment 3");
        assertThat(briefs.get(7).counsel().nearMisses()).first().extracting(Experiment::number).isEqualTo(3);
    }

    @Test
    void threeAnswersThatChangeNothingChangeTheStrategy() throws IOException {
        Path project = project(BENCH);
        run(project, configuration(5).proposer(new ProposerChoice("command", "none", Duration.ofMinutes(1)))
                .strategy(StrategySettings.CLIMB), brief -> "50");
        assertThat(briefs).extracting(Brief::mode).containsExactly("climb", "climb", "climb", "combine", "combine");
        assertThat(briefs.get(1).counsel().advice()).contains("Nobody answers");
    }

    @Test
    void theArchiveHasRowDiffAndLogOfWhatWasTried() throws IOException {
        Path project = project("echo looking at $(cat value.txt)\n" + BENCH);
        var seen = new ArrayList<String>();
        run(project, configuration(2), brief -> {
            var archive = brief.support().archive();
            archive.experiment(1).ifPresent(row -> seen.add(row.description()));
            seen.add(archive.diff(1));
            seen.add(archive.log(1));
            return brief.experiment() == 1 ? "60" : "61";
        });
        assertThat(seen.get(0)).isEmpty();
        assertThat(seen.subList(2, 5)).satisfiesExactly(row -> assertThat(row).isEqualTo("value 60"),
                diff -> assertThat(diff).contains("-50", "+60"), log -> assertThat(log).contains("looking at 60"));
    }

    private Path project(String bench) throws IOException {
        return TestRepository.with(temporary.resolve("project"), Map.of("value.txt", "50\n", "bench.sh", bench))
                .folder();
    }

    private static ConfigurationBuilder configuration(int experiments) {
        return Configuration.builder().modify("value.txt").metric("ms", Direction.LOWER).command("sh bench.sh")
                .experiments(experiments);
    }

    private SessionState run(Path project, ConfigurationBuilder configuration, Function<Brief, String> value) {
        return engine(project, configuration, value).start().state();
    }

    private void run(Path project, ConfigurationBuilder configuration, Function<Brief, String> value,
            Function<Brief, Remarks> remarks) {
        engine(project, configuration, value, remarks).start();
    }

    private Autoresearch engine(Path project, ConfigurationBuilder configuration, Function<Brief, String> value) {
        return engine(project, configuration, value, _ -> Remarks.NONE);
    }

    private Autoresearch engine(Path project, ConfigurationBuilder configuration, Function<Brief, String> value,
            Function<Brief, Remarks> remarks) {
        return Autoresearch.in(project).configuration(configuration.build()).tag("t").seed(11)
                .environment(Map.of("PATH", "/usr/bin:/bin")).proposer((brief, desk, _) -> {
                    briefs.add(brief);
                    String text = value.apply(brief);
                    write(desk.resolve("value.txt"), text + "\n");
                    return new Proposal.Edited("value " + text, Spending.NONE, "", remarks.apply(brief));
                });
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Experiment> rows(Path project) {
        try (Stream<Experiment> rows = reader(project).experiments()) {
            return rows.toList();
        }
    }

    private static List<Event> events(Path project) {
        try (Stream<Entry> entries = reader(project).entries()) {
            return entries.map(Entry::event).toList();
        }
    }

    private static JournalReader reader(Path project) {
        return new JournalReader(new SessionFolder(project, "t"));
    }
}
