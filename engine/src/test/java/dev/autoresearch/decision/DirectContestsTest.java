package dev.autoresearch.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.Mode;
import dev.autoresearch.journal.Axis;
import dev.autoresearch.journal.Claim;
import dev.autoresearch.journal.Decision;
import dev.autoresearch.journal.Noise;
import dev.autoresearch.journal.Reference;
import dev.autoresearch.journal.Status;
import dev.autoresearch.journal.TrialPlan;
import dev.autoresearch.journal.TrialPlan.GuardTime;
import dev.autoresearch.journal.Way;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Modes that compare runs of the candidate with recorded values. The incumbent stands at 100.
class DirectContestsTest {
    private static final Noise NOISE = Play.calibrated(Play.LOWER, 100, 101, 100, 101, 100, 101);

    private static Decision play(Mode mode, double... values) {
        Play play = new Play(Play.plan(mode, Play.LOWER, 6, 600, 1), NOISE);
        Decision decision = play.play(run -> values[play.runs().size() - 1]);
        assertThat(play.runs()).hasSize(values.length);
        assertThat(play.purposes()).containsOnly("CANDIDATE MEASURE");
        return decision;
    }

    @Test
    void aSingleRunIsComparedWithTheRecordedValue() {
        Decision kept = play(Mode.SINGLE, 99.9);
        assertThat(kept.status()).isEqualTo(Status.KEEP);
        assertThat(kept.verified()).isFalse();
        assertThat(kept.reason()).isEqualTo("p99_ms 99.9 is better than 100 (-0.1 %)");
        assertThat(kept.change().reference()).containsExactly(new Reference(7, Map.of(Play.METRIC, 99.9)));
        assertThat(play(Mode.SINGLE, 150).reason()).isEqualTo("p99_ms 150 is worse than 100 (+50.0 %)");
        assertThat(play(Mode.RECORD, 100).reason()).isEqualTo("p99_ms 100 equals 100");
        assertThat(play(Mode.RECORD, 100).status()).isEqualTo(Status.DISCARD);
        assertThat(play(Mode.RECORD, 99.99).status()).isEqualTo(Status.KEEP);
    }

    @Test
    void everyWayMayBeWon() {
        List<Way> ways = List.of(new Way("better p99_ms", List.of(new Claim(Play.METRIC, Math.log1p(-0.02)))),
                new Way("equal but simpler", List.of(new Claim(Play.METRIC, Math.log1p(0.005)))));
        TrialPlan plan = Play.plan(Mode.SINGLE, List.of(Play.LOWER), ways, GuardTime.NEVER, 6, 600, 1);
        assertThat(new Play(plan, NOISE).play(run -> 97).reason())
                .isEqualTo("p99_ms 97 is better than 100 (-3.0 %), better p99_ms");
        assertThat(new Play(plan, NOISE).play(run -> 100.2).reason())
                .isEqualTo("p99_ms 100.2 is worse than 100 (+0.2 %) by no more than the allowed 0.5 %,"
                        + " equal but simpler");
        assertThat(new Play(plan, NOISE).play(run -> 101).status()).isEqualTo(Status.DISCARD);
        TrialPlan gain = Play.plan(Mode.SINGLE, List.of(Play.LOWER), ways.subList(0, 1), GuardTime.NEVER, 6, 600, 1);
        assertThat(new Play(gain, NOISE).play(run -> 99).reason())
                .isEqualTo("p99_ms 99 is better than 100 (-1.0 %) by no more than the 2 % that must be exceeded");
    }

    @Test
    void aGainThatMustBeExceededIsSaidAsItWasWritten() {
        List<Way> half = List.of(new Way("better p99_ms", List.of(new Claim(Play.METRIC, Math.log1p(-0.5)))));
        TrialPlan plan = Play.plan(Mode.SINGLE, List.of(Play.LOWER), half, GuardTime.NEVER, 6, 600, 1);
        assertThat(new Play(plan, NOISE).play(run -> 62.5).reason())
                .isEqualTo("p99_ms 62.5 is better than 100 (-37.5 %) by no more than the 50 % that must be exceeded");
    }

    @Test
    void theMeanOfSeveralRunsMustBeatTheirScatter() {
        assertThat(play(Mode.SEED_K, 98, 98.2, 97.8).status()).isEqualTo(Status.KEEP);
        assertThat(play(Mode.SEED_K, 99, 95, 103).reason()).endsWith(", by no more than its runs scatter");
        assertThat(play(Mode.SEED_K, 101, 102, 101).status()).isEqualTo(Status.DISCARD);
        TrialPlan one = new TrialPlan(Mode.SEED_K, dev.autoresearch.journal.RaceRules.VERIFIED, 1,
                List.of(Play.LOWER), Play.BETTER, Map.of(Play.METRIC, 100.0), 6, 600, false, GuardTime.NEVER, 1);
        assertThat(new Play(one, NOISE).play(run -> 99.99).status()).isEqualTo(Status.KEEP);
    }

    @Test
    void aNarrowWinIsRunAgainUpToTwice() {
        assertThat(play(Mode.NEAR_THRESHOLD, 95).status()).isEqualTo(Status.KEEP);
        assertThat(play(Mode.NEAR_THRESHOLD, 100.1).status()).isEqualTo(Status.DISCARD);
        assertThat(play(Mode.NEAR_THRESHOLD, 99.5, 101).status()).isEqualTo(Status.DISCARD);
        assertThat(play(Mode.NEAR_THRESHOLD, 99.5, 95).status()).isEqualTo(Status.KEEP);
        Decision kept = play(Mode.NEAR_THRESHOLD, 99.5, 99.5, 99.5);
        assertThat(kept.status()).isEqualTo(Status.KEEP);
        assertThat(kept.verified()).isFalse();
        assertThat(kept.reason()).isEqualTo("p99_ms (mean of 3) 99.5 is better than 100 (-0.5 %)");
        assertThat(kept.change().verifying()).isEqualTo(2);
    }

    @Test
    void ofADeterministicMetricExactlyTheBetterCandidatesAreKept() {
        long seed = 20_261_125;
        SplittableRandom random = new SplittableRandom(seed);
        Axis axis = new Axis(Play.METRIC, Play.LOWER.direction(), Play.LOWER.scale(), true);
        double standing = 100;
        for (int proposal = 1; proposal <= 20; proposal++) {
            double value = standing * (1 + random.nextDouble(-0.1, 0.1) * random.nextInt(2));
            TrialPlan plan = new TrialPlan(Mode.DETERMINISTIC, dev.autoresearch.journal.RaceRules.VERIFIED, 1,
                    List.of(axis), Play.BETTER, Map.of(Play.METRIC, standing), 6, 600, false, GuardTime.NEVER, 1);
            Play play = new Play(plan, NOISE);
            Decision decision = play.play(run -> value);
            boolean better = value < standing;
            assertThat(decision.status()).as("seed %d, proposal %d", seed, proposal)
                    .isEqualTo(better ? Status.KEEP : Status.DISCARD);
            assertThat(decision.verified()).isEqualTo(better);
            assertThat(play.runs()).hasSize(better ? 2 : 1);
            standing = better ? value : standing;
        }
        assertThat(standing).isLessThan(100);
    }

    @Test
    void aDeterministicWinThatIsNotRepeatedSaysSo() {
        TrialPlan plan = Play.plan(Mode.DETERMINISTIC, Play.LOWER, 6, 600, 1);
        Decision decision = play(Mode.DETERMINISTIC, 95, 96);
        assertThat(decision.status()).isEqualTo(Status.INCONCLUSIVE);
        assertThat(decision.reason())
                .isEqualTo("p99_ms is not deterministic: two runs of the same commit gave 95 and 96");
        assertThat(Determinism.broken(plan, decision)).isTrue();
        assertThat(Determinism.broken(plan, play(Mode.DETERMINISTIC, 95, 95))).isFalse();
        Decision cut = new Play(Play.plan(Mode.DETERMINISTIC, Play.LOWER, 6, 1, 1), NOISE).play(run -> 95);
        assertThat(cut.status()).isEqualTo(Status.INCONCLUSIVE);
        assertThat(Determinism.broken(plan, cut)).isFalse();
        assertThat(Determinism.holds(plan.axes(), Map.of(Play.METRIC, 1.0), Map.of(Play.METRIC, 1.0 + 1e-10))).isTrue();
        assertThat(Determinism.holds(plan.axes(), Map.of(Play.METRIC, 1.0), Map.of(Play.METRIC, 1.0 + 1e-8))).isFalse();
    }

    @Test
    void theGuardOfAnImprovementIsAskedForBeforeAKeep() {
        TrialPlan plan = Play.plan(Mode.SINGLE, List.of(Play.LOWER), Play.BETTER, GuardTime.IMPROVED, 6, 600, 1);
        Play kept = new Play(plan, NOISE);
        kept.play(run -> 90);
        assertThat(kept.asked).hasSize(3).element(1).isEqualTo(new Ask.Guard());
        Play lost = new Play(plan, NOISE);
        lost.play(run -> 110);
        assertThat(lost.asked).hasSize(2);
    }
}
