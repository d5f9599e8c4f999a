package dev.autoresearch.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Mode;
import dev.autoresearch.config.Scale;
import dev.autoresearch.journal.Axis;
import dev.autoresearch.journal.Claim;
import dev.autoresearch.journal.Decision;
import dev.autoresearch.journal.Noise;
import dev.autoresearch.journal.Purpose;
import dev.autoresearch.journal.Reference;
import dev.autoresearch.journal.Status;
import dev.autoresearch.journal.TrialPlan;
import dev.autoresearch.journal.TrialPlan.GuardTime;
import dev.autoresearch.journal.Way;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a screen and a race ask, in which order, and what they say.
class RaceContestTest {
    private static final Noise NOISE = Play.calibrated(Play.LOWER, 100, 101, 100, 101, 100, 101);
    private static final TrialPlan PLAN = Play.plan(Mode.VERIFIED, Play.LOWER, 6, 600, 4);
    private static final Axis SIZE = new Axis("size", Direction.LOWER, Scale.LOG, true);
    private static final Way SIMPLER = new Way("equal but simpler", List.of(new Claim(Play.METRIC, Math.log1p(0.005))));

    @Test
    void aClearWinTakesOneLookAndThreePairs() {
        Play play = new Play(PLAN, NOISE);
        Decision decision = play.play(Play.better(0.1));
        assertThat(decision.status()).isEqualTo(Status.KEEP);
        assertThat(decision.verified()).isTrue();
        assertThat(play.purposes()).hasSize(7).startsWith("CANDIDATE SCREEN");
        assertThat(play.purposes().subList(1, 7)).containsOnly("INCUMBENT RACE", "CANDIDATE RACE");
        assertThat(decision.reason()).isEqualTo("p99_ms about 10.0 % better in 3 pairs (e-value 169, needed 67)");
        assertThat(decision.level()).isEqualTo(0.015);
        assertThat(decision.change().races()).isEqualTo(1);
        assertThat(decision.change().keeps()).isEqualTo(1);
        assertThat(decision.change().verifying()).isEqualTo(6);
        assertThat(decision.change().reference()).hasSize(3).allSatisfy(
                run -> assertThat(run.values()).isEqualTo(Map.of(Play.METRIC, 90.0)));
        assertThat(decision.change().deviations().getOrDefault(Play.METRIC, List.of())).hasSize(2);
    }

    @Test
    void whatLooksNoBetterIsDiscardedAfterOneRunAndLeavesTheNoiseAlone() {
        Play play = new Play(PLAN, NOISE);
        Decision decision = play.play(Play.better(-0.05));
        assertThat(decision.status()).isEqualTo(Status.DISCARD);
        assertThat(play.runs()).hasSize(1);
        assertThat(decision.reason()).startsWith("p99_ms about 4.5 % worse at first look (z -");
        assertThat(decision.change().reference()).isEqualTo(NOISE.reference());
        assertThat(decision.change().deviations()).isEmpty();
        assertThat(decision.change().races()).isZero();
    }

    @Test
    void whatLooksSlightlyBetterIsLookedAtTwice() {
        Play play = new Play(PLAN, NOISE);
        double slightly = 100.5 * (1 - 0.01);
        Decision decision = play.play(run -> play.runs().size() == 1 ? slightly : 102);
        assertThat(decision.status()).isEqualTo(Status.DISCARD);
        assertThat(play.purposes()).containsExactly("CANDIDATE SCREEN", "CANDIDATE SCREEN");
    }

    @Test
    void aWinThatTheRaceDoesNotConfirmIsGivenUp() {
        Play play = new Play(PLAN, NOISE);
        Decision decision = play
                .play(run -> run.purpose() == Purpose.SCREEN || run.arm() == Arm.INCUMBENT ? 90 : 100);
        assertThat(decision.status()).isEqualTo(Status.DISCARD);
        assertThat(decision.pairs()).isEqualTo(1);
        assertThat(decision.reason()).contains("worse in 1 pair: not worth more runs");
        assertThat(decision.change().keeps()).isZero();
        assertThat(decision.change().races()).isEqualTo(1);
    }

    @Test
    void oldRunsOfTheIncumbentAreMadeAnew() {
        Play play = new Play(Play.plan(Mode.VERIFIED, Play.LOWER, 31, 600, 4), NOISE);
        Decision decision = play.play(Play.better(-0.05));
        assertThat(play.purposes()).containsExactly("INCUMBENT REFERENCE", "INCUMBENT REFERENCE", "CANDIDATE SCREEN");
        assertThat(decision.change().reference()).extracting(Reference::run).containsExactly(32L, 33L);
    }

    @Test
    void theRunsOfAPairShareALotAndNothingElseDoes() {
        Play play = new Play(PLAN, NOISE);
        play.play(Play.better(0.1));
        assertThat(play.runs()).extracting(Ask.Run::lot).containsExactly(7L, 8L, 8L, 10L, 10L, 12L, 12L);
    }

    @Test
    void aRaceEndsUndecidedAfterItsLastPairOrItsLastRun() {
        Play.Runs barely = run -> run.purpose() == Purpose.SCREEN ? 95 : run.arm() == Arm.INCUMBENT ? 100 : 99.4;
        Decision long48 = new Play(PLAN, NOISE).play(barely);
        assertThat(long48.status()).isEqualTo(Status.KEEP);
        TrialPlan four = new TrialPlan(Mode.VERIFIED, PLAN.race().withMaxPairs(4), 1, PLAN.axes(), PLAN.ways(),
                Map.of(), 6, 600, false, GuardTime.NEVER, 4);
        Decision short4 = new Play(four, NOISE).play(barely);
        assertThat(short4.status()).isEqualTo(Status.INCONCLUSIVE);
        assertThat(short4.reason()).startsWith("undecided, in all 4 pairs: p99_ms about 0.6 % better (e-value ");
        Play play = new Play(Play.plan(Mode.VERIFIED, Play.LOWER, 6, 8, 4), NOISE);
        Decision allowed = play.play(barely);
        assertThat(allowed.status()).isEqualTo(Status.INCONCLUSIVE);
        assertThat(allowed.reason()).startsWith("undecided, no further run is allowed after 3 pairs");
        assertThat(play.runs()).hasSize(7);
        assertThat(new Play(Play.plan(Mode.VERIFIED, Play.LOWER, 6, 0, 4), NOISE).play(barely).reason())
                .isEqualTo("no run is left to decide with");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN, 0, -1})
    void aValueWithoutAPlaceIsRefusedAndChangesNothing(double value) {
        Contest contest = Contests.of(PLAN, NOISE);
        Ask before = contest.ask();
        assertThatThrownBy(() -> contest.tell(Play.sample(value))).isInstanceOf(IllegalArgumentException.class);
        assertThat(contest.ask()).isSameAs(before);
    }

    @Test
    void aRunMayBeCutWhereItIsCertainlyDiscarded() {
        for (Axis axis : List.of(Play.LOWER, new Axis(Play.METRIC, Direction.HIGHER, Scale.LOG, false),
                new Axis(Play.METRIC, Direction.HIGHER, Scale.ADDITIVE, false))) {
            Noise noise = Play.calibrated(axis, 100, 101, 100, 101, 100, 101);
            TrialPlan plan = Play.plan(Mode.VERIFIED, axis, 6, 600, 4);
            Play play = new Play(plan, noise);
            Decision decision = play.play(Ask.Run::worst);
            assertThat(decision.status()).isEqualTo(Status.DISCARD);
            assertThat(play.runs()).hasSize(1);
            double worst = play.runs().getFirst().worst();
            double inside = axis.direction() == Direction.LOWER ? worst * (1 - 1e-7) : worst * (1 + 1e-7);
            Play second = new Play(plan, noise);
            second.play(run -> second.runs().size() == 1 ? inside : run.worst());
            assertThat(second.purposes()).containsExactly("CANDIDATE SCREEN", "CANDIDATE SCREEN");
        }
        TrialPlan two = Play.plan(Mode.VERIFIED, List.of(Play.LOWER), List.of(Play.BETTER.getFirst(), SIMPLER),
                GuardTime.NEVER, 6, 600, 4);
        assertThat(((Ask.Run) Contests.of(two, NOISE).ask()).worst()).isNaN();
    }

    @Test
    void equalButSimplerIsShownWithAMarginAndCountsForNoLevel() {
        Noise calm = Play.calibrated(Play.LOWER, 100, 100.2, 100, 100.2, 100, 100.2);
        TrialPlan plan = Play.plan(Mode.VERIFIED, List.of(Play.LOWER), List.of(SIMPLER), GuardTime.NEVER, 6, 600, 4);
        Decision equal = new Play(plan, calm).play(run -> 100);
        assertThat(equal.status()).isEqualTo(Status.KEEP);
        assertThat(equal.reason()).startsWith("p99_ms the same in ");
        assertThat(equal.change().races()).isZero();
        assertThat(equal.change().keeps()).isZero();
        assertThat(new Play(plan, calm).play(Play.better(-0.01)).status()).isEqualTo(Status.DISCARD);
        Decision noisy = new Play(plan, NOISE).play(Play.better(0.001));
        assertThat(noisy.status()).isEqualTo(Status.INCONCLUSIVE);
        assertThat(noisy.pairs()).isZero();
        assertThat(noisy.reason()).startsWith("that p99_ms is not worse by 0.5 % cannot be shown in this noise");
    }

    @Test
    void aClearGainOfWhatIsSimplerIsShownAlsoWhereEqualityCannotBe() {
        TrialPlan plan = Play.plan(Mode.VERIFIED, List.of(Play.LOWER), List.of(SIMPLER), GuardTime.NEVER, 6, 600, 4);
        Decision faster = new Play(plan, NOISE).play(Play.better(0.05));
        assertThat(faster.status()).as(faster.reason()).isEqualTo(Status.KEEP);
        assertThat(faster.shown()).extracting(Decision.Shown::claim).containsExactly(new Claim(Play.METRIC, 0));
        assertThat(faster.change().races()).isEqualTo(1);
    }

    @Test
    void aGainThatMustExceedAnEffectIsRacedAgainstIt() {
        List<Way> atLeast = List.of(new Way("better p99_ms", List.of(new Claim(Play.METRIC, -0.05))));
        TrialPlan plan = Play.plan(Mode.VERIFIED, List.of(Play.LOWER), atLeast, GuardTime.NEVER, 6, 600, 4);
        assertThat(new Play(plan, NOISE).play(Play.better(0.04)).status()).isEqualTo(Status.DISCARD);
        assertThat(new Play(plan, NOISE).play(Play.better(0.12)).status()).isEqualTo(Status.KEEP);
    }

    @Test
    void everyClaimOfAWayMustBeShownAndDeterministicOnesSimplyHold() {
        List<Axis> axes = List.of(Play.LOWER, SIZE);
        Noise noise = Play.calibrated(axes, List.of(two(100, 1000), two(101, 1000), two(100, 1000), two(101, 1000),
                two(100, 1000), two(101, 1000)));
        assertThat(noise.axes()).isEqualTo(axes);
        Way both = new Way("better p99_ms", List.of(new Claim(Play.METRIC, 0), new Claim("size", 0.02)));
        TrialPlan plan = Play.plan(Mode.VERIFIED, axes, List.of(both), GuardTime.NEVER, 6, 600, 4);
        Decision kept = new Play(plan, noise).playSamples(run -> run.arm() == Arm.INCUMBENT
                ? two(100, 1000)
                : two(90, 1010));
        assertThat(kept.status()).isEqualTo(Status.KEEP);
        assertThat(kept.reason()).startsWith("p99_ms about 10.0 % better, size about 1.0 % worse in 3 pairs");
        assertThat(kept.shown()).extracting(Decision.Shown::evidence).last().isEqualTo(1.0);
        Decision grown = new Play(plan, noise).playSamples(run -> run.arm() == Arm.INCUMBENT
                ? two(100, 1000)
                : two(90, 1030));
        assertThat(grown.status()).isEqualTo(Status.DISCARD);
        assertThat(grown.pairs()).isZero();
    }

    @Test
    void severalWaysShareTheLevel() {
        Noise calm = Play.calibrated(Play.LOWER, 100, 100.2, 100, 100.2, 100, 100.2);
        TrialPlan plan = Play.plan(Mode.VERIFIED, List.of(Play.LOWER), List.of(Play.BETTER.getFirst(), SIMPLER),
                GuardTime.NEVER, 6, 600, 4);
        Decision decision = new Play(plan, calm).play(Play.better(0.02));
        assertThat(decision.level()).isEqualTo(0.015 / 2);
        assertThat(decision.reason()).endsWith("needed 133), better p99_ms");
        assertThat(decision.shown()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FIRST", "IMPROVED", "KEPT"})
    void theGuardIsAskedForInItsTime(GuardTime time) {
        TrialPlan plan = Play.plan(Mode.VERIFIED, List.of(Play.LOWER), Play.BETTER, time, 6, 600, 4);
        Play play = new Play(plan, NOISE);
        play.play(Play.better(0.1));
        int at = switch (time) {
            case NEVER -> -1;
            case FIRST -> 0;
            case IMPROVED -> 1;
            case KEPT -> 7;
        };
        assertThat(play.asked.indexOf(new Ask.Guard())).isEqualTo(at);
        assertThat(play.asked).hasSize(9);
        Play worse = new Play(plan, NOISE);
        worse.play(Play.better(-0.1));
        assertThat(worse.asked.contains(new Ask.Guard())).isEqualTo(time == GuardTime.FIRST);
    }

    @Test
    void aContestThatIsBrokenOffLeavesTheIncumbentsRunsAndNoDeviations() {
        Contest contest = Contests.of(PLAN, NOISE);
        contest.tell(Play.sample(90));
        while (contest.ask() instanceof Ask.Run(Arm arm, _, long lot, _) && lot < 12) {
            contest.tell(Play.sample(arm == Arm.INCUMBENT ? 100 : 99));
        }
        assertThat(contest.brokenOff().races()).isEqualTo(1);
        assertThat(contest.brokenOff().keeps()).isZero();
        assertThat(contest.brokenOff().deviations()).isEmpty();
        assertThat(contest.brokenOff().reference()).hasSize(6).extracting(Reference::run).last()
                .matches(run -> run > 9);
    }

    private static Sample two(double time, double size) {
        return new Sample(Map.of(Play.METRIC, time, "size", size), Duration.ofSeconds(1));
    }
}
