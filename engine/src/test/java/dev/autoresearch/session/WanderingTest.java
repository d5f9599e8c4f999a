package dev.autoresearch.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.Checks;
import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.ConfigurationBuilder;
import dev.autoresearch.config.Direction;
import dev.autoresearch.config.StrategySettings;
import dev.autoresearch.journal.Confirmation;
import dev.autoresearch.journal.EndReason;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.JournalReader;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.journal.SessionState;
import dev.autoresearch.journal.Status;
import dev.autoresearch.journal.Study;
import dev.autoresearch.proposer.Proposal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sessions that leave the straight climb, on a landscape without noise: the file `place` says where one stands, and a
/// table how low it is there.
class WanderingTest {
    @TempDir
    private Path temporary;

    private final List<String> moves = new ArrayList<>();

    @Test
    void anExplorationThatPaysIsGoneOnFromAndClaimed() throws IOException {
        Path project = project();
        Outcome outcome = session(project, new StrategySettings(2, 3, Checks.OFF), 4, Map.of(1, 11, 5, 12, 6, 9, 7, 13),
                1, 5, 6, 7);

        assertThat(moves).containsExactly("climb 0", "explore 0", "climb 5", "explore 6");
        assertThat(statuses(project)).containsExactly(Status.KEEP, Status.DISCARD, Status.EXPLORE, Status.KEEP,
                Status.EXPLORE);
        assertThat(events(project)).contains("Settled[home=0]");
        assertThat(number(outcome.state())).as("the last exploration has not paid").isEqualTo(3);
        assertThat(claim(outcome.state()).to()).isEqualTo(outcome.state().incumbentCommit());
        assertThat(claim(outcome.state()).comparison().estimates().getFirst().gain()).isPositive();
        assertThat(git(project, "show", "autoresearch/t:place")).isEqualTo("6");
    }

    @Test
    void anExplorationThatDoesNotPayIsLeftForWhereItBegan() throws IOException {
        Path project = project();
        Outcome outcome = session(project, new StrategySettings(3, 2, Checks.OFF), 7,
                Map.of(1, 9, 2, 11, 5, 12, 6, 13, 7, 11, 8, 14, 9, 14), 1, 2, 5, 6, 7, 8, 9);

        assertThat(moves).containsExactly("climb 0", "climb 1", "explore 1", "climb 5", "climb 5", "explore 1",
                "climb 8");
        assertThat(statuses(project)).containsExactly(Status.KEEP, Status.KEEP, Status.DISCARD, Status.EXPLORE,
                Status.DISCARD, Status.KEEP, Status.EXPLORE, Status.DISCARD);
        assertThat(events(project)).doesNotContain("Settled");
        assertThat(number(outcome.state())).isEqualTo(1);
        assertThat(outcome.state().sinceKeep()).isEqualTo(6);
        assertThat(claim(outcome.state()).to()).isEqualTo(outcome.state().incumbentCommit());
        assertThat(git(project, "show", "autoresearch/t:place")).isEqualTo("1");
    }

    @Test
    void whatCrashesIsNotFollowed() throws IOException {
        Path project = project();
        Outcome outcome = session(project, new StrategySettings(1, 3, Checks.OFF), 1, Map.of(), 5);
        assertThat(statuses(project)).containsExactly(Status.KEEP, Status.CRASH);
        assertThat(outcome.state().route().exploration()).isNull();
    }

    @Test
    void aRestartMustBeatTheIncumbentAndThenIsIt() throws IOException {
        Path project = project();
        Outcome outcome = session(project, new StrategySettings(Checks.OFF, 5, 1), 6,
                Map.of(1, 8, 2, 9, 3, 9, 4, 9, 5, 5, 6, 7), 1, 2, 3, 4, 5, 6);

        assertThat(moves).containsExactly("climb 0", "climb 1", "restart 0", "climb 1", "restart 0", "climb 5");
        assertThat(statuses(project)).as("9 is better than the 10 it started from, not than the incumbent's 8")
                .containsExactly(Status.KEEP, Status.KEEP, Status.DISCARD, Status.DISCARD, Status.DISCARD, Status.KEEP,
                        Status.DISCARD);
        assertThat(number(outcome.state())).isEqualTo(5);
        Experiment won = Objects.requireNonNull(outcome.state().incumbent());
        assertThat(won.parent()).isEqualTo(outcome.state().start().base());
        assertThat(won.diff().files()).isEqualTo(1);
        assertThat(git(project, "show", "autoresearch/t:place")).isEqualTo("5");
        assertThat(git(project, "log", "--format=%s", "autoresearch/t")).isEqualTo("to 5\nstart");
    }

    /// Gains of a third and more under two percent of noise: races and comparisons see them whatever it is.
    @Test
    void underNoiseAnExplorationPaysByAFreshComparison() throws IOException {
        Path project = project();
        Outcome outcome = session(project, builder().strategy(new StrategySettings(2, 3, 2)).experiments(6),
                noisy(Map.of(0, 100, 1, 150, 5, 130, 6, 60, 8, 170, 7, 30)), 1, 5, 6, 1, 8, 7);

        assertThat(moves).containsExactly("climb 0", "explore 0", "climb 5", "explore 6", "climb 1", "climb 1");
        assertThat(statuses(project)).containsExactly(Status.KEEP, Status.DISCARD, Status.EXPLORE, Status.KEEP,
                Status.EXPLORE, Status.DISCARD, Status.KEEP);
        assertThat(events(project)).contains("Settled[home=0]").contains("Settled[home=3]")
                .contains("mode=VERIFIED");
        assertThat(number(outcome.state())).isEqualTo(6);
        assertThat(claim(outcome.state()).comparison().estimates().getFirst().verified()).isTrue();
    }

    @Test
    void aRestartUnderNoiseRacesAgainstTheIncumbentNotAgainstWhereItStarted() throws IOException {
        Path project = project();
        Outcome outcome = session(project, builder().strategy(new StrategySettings(Checks.OFF, 5, 1)).experiments(3),
                noisy(Map.of(0, 100, 1, 50, 2, 90, 3, 70)), 1, 2, 3);
        assertThat(moves).containsExactly("climb 0", "climb 1", "restart 0");
        assertThat(statuses(project)).as("70 is better than 100, not than 50")
                .containsExactly(Status.KEEP, Status.KEEP, Status.DISCARD, Status.DISCARD);
        assertThat(number(outcome.state())).isEqualTo(1);
    }

    @Test
    void aTargetThatTheIncumbentReachesEndsTheSessionWithAClaim() throws IOException {
        Path project = project();
        Outcome outcome = session(project, builder().target(8).experiments(9), Map.of(1, 9, 2, 8), 1, 2, 3);
        assertThat(outcome.reason()).isEqualTo(EndReason.TARGET);
        assertThat(statuses(project)).containsExactly(Status.KEEP, Status.KEEP, Status.KEEP);
        assertThat(claim(outcome.state()).to()).isEqualTo(outcome.state().incumbentCommit());
    }

    private Path project() throws IOException {
        return TestRepository.with(temporary.resolve("project"), Map.of("place", "0\n")).folder();
    }

    private Outcome session(Path project, StrategySettings strategy, int experiments, Map<Integer, Integer> heights,
            int... places) {
        return session(project, builder().strategy(strategy).experiments(experiments), heights, places);
    }

    private static ConfigurationBuilder builder() {
        return Configuration.builder().modify("place").metric("height", Direction.LOWER).crashRetries(0);
    }

    private Outcome session(Path project, ConfigurationBuilder configuration, Map<Integer, Integer> heights,
            int... places) {
        return session(project, configuration,
                place -> place == 0 ? 10 : Objects.requireNonNull(heights.get(place)), places);
    }

    private static IntToDoubleFunction noisy(Map<Integer, Integer> heights) {
        var noise = new SplittableRandom(3);
        return place -> Objects.requireNonNull(heights.get(place)) * (1 + noise.nextDouble(-0.01, 0.01));
    }

    private Outcome session(Path project, ConfigurationBuilder configuration, IntToDoubleFunction height,
            int... places) {
        return Autoresearch.in(project).configuration(configuration.build()).tag("t").seed(1)
                .environment(Map.of("PATH", "/usr/bin:/bin")).proposer((brief, desk, _) -> {
                    moves.add(brief.mode() + " " + read(desk));
                    int place = places[brief.experiment() - 1];
                    write(desk, place);
                    return Proposal.edited("to " + place);
                }).run(folder -> Map.of("height", height.applyAsDouble(read(folder)))).start();
    }

    private static int number(SessionState state) {
        return Objects.requireNonNull(state.incumbent()).number();
    }

    private static Confirmation claim(SessionState state) {
        return Objects.requireNonNull(state.confirmations().get(Study.Kind.FINAL));
    }

    private static List<Status> statuses(Path project) {
        try (var rows = new JournalReader(new SessionFolder(project, "t")).experiments()) {
            return rows.map(Experiment::status).toList();
        }
    }

    private static String events(Path project) {
        try (var entries = new JournalReader(new SessionFolder(project, "t")).entries()) {
            return String.join("\n", entries.map(entry -> entry.event()).map(Event::toString).toList());
        }
    }

    private static String git(Path project, String... arguments) {
        return TestRepository.at(project).git(arguments);
    }

    private static int read(Path folder) {
        try {
            return Integer.parseInt(Files.readString(folder.resolve("place")).strip());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void write(Path folder, int place) {
        try {
            Files.writeString(folder.resolve("place"), place + "\n");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
