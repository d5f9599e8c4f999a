package dev.autoresearch.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The steps of a session that is stuck.
class LadderTest {

    @Test
    void afterThreeWithoutAKeepEachRungIsHeldForTwoExperimentsAndThenItClimbsAgain() {
        assertThat(IntStream.range(0, 16).map(count -> Ladder.rung(count, 0))).containsExactly(-1, -1, -1, 0, 0, 1, 1,
                2, 2, 3, 3, 4, 4, -1, -1, -1);
    }

    @Test
    void threeAnswersInARowThatChangeNothingSkipARung() {
        assertThat(Ladder.rung(3, 2)).isZero();
        assertThat(Ladder.rung(3, 3)).isEqualTo(1);
        assertThat(Ladder.rung(6, 6)).isEqualTo(3);
    }
}
