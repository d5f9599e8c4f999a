package dev.autoresearch.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autoresearch.config.Budget;
import dev.autoresearch.config.Checks;
import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.ConfigurationBuilder;
import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.config.ResultsProfile;
import dev.autoresearch.config.Stage;
import dev.autoresearch.journal.Confirmation;
import dev.autoresearch.journal.EndReason;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.FinishedStage;
import dev.autoresearch.journal.JournalClock;
import dev.autoresearch.journal.JournalReader;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.journal.SessionState;
import dev.autoresearch.journal.Status;
import dev.autoresearch.journal.Study;
import dev.autoresearch.journal.view.Summary;
import dev.autoresearch.proposer.Proposal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sessions of two stages: the first lowers what is in the file `a`, the second the sum of both files by changing `b`.
class StagesTest {
    @TempDir
    private Path temporary;

    private final List<String> asked = new ArrayList<>();

    /// What an experiment writes.
    private record Edit(String file, int value) {}

    @Test
    void whatAStageKeptIsFrozenAndTheNextOneGoesOnFromThere() throws IOException {
        Path project = project();
        Outcome outcome = session(project, staged(3, 2, ResultsProfile.KARPATHY),
                Map.of(1, new Edit("a", 9), 2, new Edit("a", 7), 3, new Edit("a", 8), 5, new Edit("a", 1), 6,
                        new Edit("b", 4), 7, new Edit("b", 6), 8, new Edit("b", 5)));

        assertThat(outcome.reason()).isEqualTo(EndReason.PLATEAU);
        List<Experiment> rows = rows(project);
        assertThat(rows).extracting(Experiment::status).containsExactly(Status.KEEP, Status.KEEP, Status.KEEP,
                Status.DISCARD, Status.KEEP, Status.VIOLATION, Status.KEEP, Status.DISCARD, Status.DISCARD);
        assertThat(rows.get(4).description()).isEqualTo("baseline of stage second");
        assertThat(rows.get(4).commit()).isEqualTo(rows.get(2).commit());
        assertThat(rows.get(4).metrics()).containsEntry("sum", 12.0);
        assertThat(rows.get(5).reason()).contains("a: outside scope.modify");
        assertThat(asked).containsExactly("1 first 3", "2 first 2", "3 first 1", "5 sum null", "6 sum null",
                "7 sum null", "8 sum null");
        TestRepository git = TestRepository.at(project);
        assertThat(git.git("show", "autoresearch/t:a")).isEqualTo("7");
        assertThat(git.git("show", "autoresearch/t:b")).isEqualTo("4");

        SessionState state = outcome.state();
        assertThat(state.experiments()).isEqualTo(7);
        assertThat(state.finished()).singleElement().satisfies(stage -> {
            assertThat(stage.experiments()).isEqualTo(3);
            assertThat(stage.reason()).isEqualTo(EndReason.EXPERIMENTS);
            assertThat(claim(stage).from()).isEqualTo(state.start().base());
            assertThat(claim(stage).to()).isEqualTo(rows.get(2).commit());
        });
        Confirmation last = Objects.requireNonNull(state.confirmations().get(Study.Kind.FINAL));
        assertThat(last.from()).as("each stage claims what it gained itself").isEqualTo(rows.get(2).commit());
        assertThat(last.to()).isEqualTo(rows.get(6).commit());
        assertThat(Summary.complete(state)).contains(
                "Stage first: first Baseline: 10 → Best: 7 (-3, -30.0 %), 3 iterations, the budget of experiments is used"
                        + " up. Verified improvement: first 30.0 % (the same every time); 2 fresh pairs of start and"
                        + " result.\nStage second: sum, 4 iterations\nVerified improvement: sum 8.3 %")
                .contains("\nBaseline: 12 → Best: 11 ");
        assertThat(project.resolve(".autoresearch/t/autoresearch.md")).content()
                .contains("- Stage first: first Baseline: 10");
    }

    @Test
    void theTableHasEachRowsOwnDecidingMetric() throws IOException {
        Path project = project();
        session(project, staged(1, 1, ResultsProfile.KARPATHY),
                Map.of(1, new Edit("a", 9), 3, new Edit("b", 6)));
        assertThat(Files.readAllLines(project.resolve("results.tsv"))).extracting(line -> line.split("\t", -1)[1])
                .containsExactly("metric", "10.000000", "9.000000", "14.000000", "15.000000");
        assertThat(Files.readAllLines(project.resolve("experiments.jsonl"))).hasSize(4);

        Path wide = TestRepository.with(temporary.resolve("wide"), Map.of("a", "10\n", "b", "5\n")).folder();
        session(wide, staged(1, 1, ResultsProfile.SEED002), Map.of(1, new Edit("a", 9), 3, new Edit("b", 6)));
        assertThat(Files.readAllLines(wide.resolve("results.tsv")))
                .extracting(line -> String.join(" ", List.of(line.split("\t", -1)).subList(1, 3)))
                .containsExactly("first sum", "10 NA", "9 NA", "NA 14", "NA 15");
    }

    @Test
    void theSessionsBudgetEndsItInAnyStageAndAnEarlierStageIsNotRewoundTo() throws IOException {
        Path project = project();
        Configuration configuration = staged(1, 5, ResultsProfile.KARPATHY).toBuilder().experiments(2).build();
        Outcome outcome = session(project, configuration, Map.of(1, new Edit("a", 9), 3, new Edit("b", 4)));
        assertThat(outcome.reason()).isEqualTo(EndReason.EXPERIMENTS);
        assertThat(outcome.state().leg().name()).isEqualTo("second");
        assertThat(rows(project)).hasSize(4);

        assertThatThrownBy(() -> Rewind.to(new SessionFolder(project, "t"), rows(project).get(1), configuration,
                Map.of("PATH", "/usr/bin:/bin"), JournalClock.SYSTEM)).isInstanceOf(Refusal.class)
                .hasMessageContaining("frozen");
    }

    private Path project() throws IOException {
        return TestRepository.with(temporary.resolve("project"), Map.of("a", "10\n", "b", "5\n")).folder();
    }

    private static Configuration staged(int experiments, int plateau, ResultsProfile profile) {
        Configuration first = plain(profile).modify("a").command("echo METRIC first=$(cat a)")
                .metric("first", Direction.LOWER).experiments(experiments).build();
        Configuration second = plain(profile).modify("b").command("echo METRIC sum=$(($(cat a) + $(cat b)))")
                .metric("sum", Direction.LOWER).build();
        return first.toBuilder().budget(Budget.NONE).stages(
                List.of(new Stage("first", first, Checks.OFF), new Stage("second", second, plateau))).build();
    }

    private static ConfigurationBuilder plain(ResultsProfile profile) {
        return Configuration.builder().results(profile).reportEvery(1);
    }

    private Outcome session(Path project, Configuration configuration, Map<Integer, Edit> edits) {
        return Autoresearch.in(project).configuration(configuration).tag("t").seed(1)
                .environment(Map.of("PATH", "/usr/bin:/bin")).proposer((brief, desk, _) -> {
                    asked.add(brief.experiment() + " " + brief.configuration().primary().name() + " "
                            + brief.left().experiments());
                    Edit edit = Objects.requireNonNull(edits.get(brief.experiment()));
                    try {
                        Files.writeString(desk.resolve(edit.file()), edit.value() + "\n");
                    } catch (IOException failure) {
                        throw new UncheckedIOException(failure);
                    }
                    return Proposal.edited(edit.file() + " " + edit.value());
                }).start();
    }

    private static Confirmation claim(FinishedStage stage) {
        return Objects.requireNonNull(stage.claim());
    }

    private static List<Experiment> rows(Path project) {
        try (var rows = new JournalReader(new SessionFolder(project, "t")).experiments()) {
            return rows.toList();
        }
    }
}
