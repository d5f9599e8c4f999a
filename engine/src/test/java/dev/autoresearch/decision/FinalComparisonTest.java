package dev.autoresearch.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Scale;
import dev.autoresearch.journal.Axis;
import dev.autoresearch.journal.Comparison;
import dev.autoresearch.journal.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// The claim comes from fresh pairs.
class FinalComparisonTest {
    private static final Axis LINEAR = new Axis(Play.METRIC, Direction.LOWER, Scale.ADDITIVE, false);

    @Test
    void theClaimIsATrimmedMeanOfInterleavedPairsWithItsInterval() {
        FinalComparison comparison = new FinalComparison(List.of(LINEAR), 10, 7, 100, Purpose.FINAL, 1);
        var asked = new ArrayList<Ask.Run>();
        while (comparison.ask().isPresent()) {
            Ask.Run run = comparison.ask().get();
            asked.add(run);
            int pair = comparison.pairs() + 1;
            comparison.tell(Play.sample(run.arm() == Arm.INCUMBENT ? 50 + pair : 50));
        }
        Comparison.Estimate estimate = comparison.result().estimates().getFirst();
        assertThat(estimate.gain()).isEqualTo(5.5);
        assertThat(estimate.high() - estimate.gain()).isCloseTo(3.059604, within(1e-6));
        assertThat(estimate.verified()).isTrue();
        assertThat(asked).hasSize(20).allSatisfy(run -> assertThat(run.purpose()).isEqualTo(Purpose.FINAL));
        PairOrder order = new PairOrder(7);
        for (int pair = 1; pair <= 10; pair++) {
            assertThat(asked.get(2 * pair - 2).arm()).isEqualTo(order.first(pair));
            assertThat(asked.get(2 * pair - 1).arm()).isEqualTo(order.second(pair));
            assertThat(asked.get(2 * pair - 1).lot()).isEqualTo(asked.get(2 * pair - 2).lot())
                    .isEqualTo(99 + 2L * pair);
        }
    }

    @Test
    void whereNothingWasKeptNothingIsClaimed() {
        Comparison.Estimate estimate = FinalComparison.nothingKept(List.of(LINEAR)).estimates().getFirst();
        assertThat(estimate).isEqualTo(new Comparison.Estimate(LINEAR, 0, 0, 0, 0));
        assertThat(estimate.verified()).isFalse();
    }

    @Test
    void comparisonsThatAreMadeUntilOneWinsShareOneError() {
        int looks = 5;
        int regions = 4_000;
        var random = new SplittableRandom(20261125);
        for (int family : new int[]{1, looks}) {
            int won = 0;
            for (int region = 0; region < regions; region++) {
                boolean any = false;
                for (int look = 0; look < looks; look++) {
                    FinalComparison comparison = new FinalComparison(List.of(LINEAR), 12, random.nextLong(), 100,
                            Purpose.FINAL, family);
                    while (comparison.ask().isPresent()) {
                        comparison.tell(Play.sample(100 + random.nextGaussian()));
                    }
                    any |= comparison.result().estimates().getFirst().low() > 0;
                }
                won += any ? 1 : 0;
            }
            double share = (double) won / regions;
            // A win is one-sided: 2.5 %, and with 4,000 regions no more than 3.5 %.
            assertThat(share <= 0.035).as("share of false wins, family %d: %s", family, share)
                    .isEqualTo(family == looks);
        }
    }

    @Test
    void anIncompletePairDoesNotCount() {
        FinalComparison comparison = new FinalComparison(List.of(LINEAR), 10, 7, 100, Purpose.FINAL, 1);
        comparison.tell(Play.sample(1));
        assertThatThrownBy(comparison::result).isInstanceOf(IllegalStateException.class);
        comparison.tell(Play.sample(1));
        comparison.tell(Play.sample(1));
        assertThat(comparison.result().estimates().getFirst().pairs()).isEqualTo(1);
        assertThat(comparison.result().estimates().getFirst().verified()).isFalse();
    }
}
