package dev.autoresearch.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.Checks;
import dev.autoresearch.config.StrategySettings;
import dev.autoresearch.journal.Canaries;
import dev.autoresearch.journal.Entry;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.Fold;
import dev.autoresearch.journal.Samples;
import dev.autoresearch.journal.SessionState;
import dev.autoresearch.journal.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrategyTest {

    /// The state after a baseline and experiments: `k` kept, `d` discarded, `c` a canary, `e` explored, `s` a region that
    /// pays, `r` the return to the baseline.
    private static SessionState after(String history) {
        SessionState state = Fold.begin(entry(Samples.start("t")));
        var events = new ArrayList<Event>(List.of(judged(0, Status.KEEP)));
        int number = 0;
        for (int i = 0; i < history.length(); i++) {
            switch (history.charAt(i)) {
                case 'k' -> events.add(judged(++number, Status.KEEP));
                case 'd' -> events.add(judged(++number, Status.DISCARD));
                case 'e' -> events.add(judged(++number, Status.EXPLORE));
                case 'c' -> {
                    events.add(new Event.ExperimentStarted(++number, "p", Canaries.NAME));
                    events.add(judged(number, Status.DISCARD));
                }
                case 's' -> events.add(new Event.Settled(0));
                case 'r' -> events.add(new Event.Rewound(Samples.row(0, Status.KEEP, 1, "idea")));
                default -> throw new IllegalArgumentException(history);
            }
        }
        for (Event event : events) {
            state = Fold.apply(state, entry(event));
        }
        return state;
    }

    private static Entry entry(Event event) {
        return new Entry(1, Samples.START, Duration.ZERO, event, "");
    }

    private static Event judged(int number, Status status) {
        return new Event.Judged(Samples.row(number, status, 1, "idea"));
    }

    @ParameterizedTest
    @CsvSource(value = {"'',climb", "d,climb", "dd,explore", "kk,explore", "dcd,explore", "ddc,explore", "dde,climb",
            "ddedd,climb", "ddedds,explore", "ddeddr,explore", "ddeddrd,climb"})
    void everySoManyExperimentsOneIsFollowedUnlessARegionIsExploredAlready(String history, String mode) {
        SessionState state = after(history);
        assertThat(Strategy.of(new StrategySettings(3, 5, Checks.OFF), false).next(state))
                .isEqualTo(new Strategy.Move(state.incumbentCommit(), mode));
    }

    @ParameterizedTest
    @CsvSource(value = {"kdd,restart", "kd,climb", "kdcd,restart", "kddd,climb", "kdddd,climb", "kddddd,restart",
            "kkdd,restart", "dd,climb", "ked,climb", "kdeddr,climb"})
    void afterSoManyInARowWithoutAKeepOneStartsFromAnEarlierIncumbentIfThereIsOne(String history, String mode) {
        SessionState state = after(history);
        Strategy.Move move = Strategy.of(new StrategySettings(Checks.OFF, 5, 2), false).next(state);
        assertThat(move.mode()).isEqualTo(mode);
        assertThat(move.parent().equals(state.incumbentCommit())).isEqualTo(mode.equals("climb"));
    }

    @Test
    void whereARestartStartsIsDrawnFromAllEarlierIncumbentsAndTheSameWhenAskedAgain() {
        Strategy strategy = Strategy.of(new StrategySettings(Checks.OFF, 5, 1), false);
        Set<String> drawn = new TreeSet<>();
        for (int i = 0; i < 30; i++) {
            SessionState state = after("kkk" + "d".repeat(1 + 2 * i));
            Strategy.Move move = strategy.next(state);
            assertThat(strategy.next(state)).isEqualTo(move);
            drawn.add(move.parent());
        }
        assertThat(drawn).containsExactlyInAnyOrder(Samples.commit(0), Samples.commit(1), Samples.commit(2));
    }

    @Test
    void thePlainClimbNeverLeavesTheIncumbent() {
        for (String history : List.of("", "d", "dddddddddd", "kdddddddd")) {
            SessionState state = after(history);
            assertThat(Strategy.of(StrategySettings.CLIMB, false).next(state)).isEqualTo(Strategy.CLIMB.next(state))
                    .isEqualTo(new Strategy.Move(state.incumbentCommit(), "climb"));
        }
    }
}
