package dev.autoresearch.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Mode;
import dev.autoresearch.config.Scale;
import dev.autoresearch.journal.Axis;
import dev.autoresearch.journal.Claim;
import dev.autoresearch.journal.Decision;
import dev.autoresearch.journal.Noise;
import dev.autoresearch.journal.Purpose;
import dev.autoresearch.journal.Status;
import dev.autoresearch.journal.TrialPlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds of every decision, whatever the numbers. Failures name the seed.
class PropertiesTest {
    private static final int PROPOSALS = 30;
    private static final Claim BETTER = new Claim(Play.METRIC, 0);
    private static final Axis LINEAR = new Axis(Play.METRIC, Direction.LOWER, Scale.ADDITIVE, false);

    static LongStream seeds() {
        return LongStream.range(1, 41);
    }

    /// A decision with what it was made from.
    private record Made(TrialPlan plan, Noise noise, List<Ask> asked, List<Sample> told, Decision decision) {}

    /// A session of some proposals, good, bad and useless, in noise of 2 %.
    ///
    /// @param seen how each value looks to the engine
    private static List<Made> session(Axis axis, Mode mode, long seed, DoubleUnaryOperator seen) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] first = random.doubles(6, 96, 104).map(seen).toArray();
        Noise noise = Play.calibrated(axis, first);
        double incumbent = 0;
        var made = new ArrayList<Made>();
        for (int proposal = 0; proposal < PROPOSALS; proposal++) {
            double candidate = incumbent - new double[]{0, -0.03, 0.01, 0.03, 0.1}[random.nextInt(5)];
            double before = incumbent;
            TrialPlan plan = Play.plan(mode, axis, noise.runs(), random.nextInt(1, 150), random.nextLong());
            Play play = new Play(plan, noise);
            Decision decision = play.play(run -> seen.applyAsDouble(
                    100 * Math.exp((run.arm() == Arm.INCUMBENT ? before : candidate) + 0.02 * random.nextGaussian())));
            made.add(new Made(plan, noise, play.asked, play.told, decision));
            noise = noise.after(decision.change());
            for (int run = 0; run < play.runs().size(); run++) {
                noise = noise.ran();
            }
            incumbent = decision.status() == Status.KEEP ? candidate : incumbent;
        }
        return made;
    }

    private static void same(List<Made> one, List<Made> other, long seed) {
        for (int i = 0; i < PROPOSALS; i++) {
            Decision a = one.get(i).decision();
            Decision b = other.get(i).decision();
            assertThat(b.status()).as("seed %d, proposal %d", seed, i).isEqualTo(a.status());
            assertThat(b.pairs()).as("seed %d, proposal %d", seed, i).isEqualTo(a.pairs());
            assertThat(b.level()).isEqualTo(a.level());
            double evidence = a.shown().getFirst().evidence();
            assertThat(b.shown().getFirst().evidence()).as("seed %d, proposal %d", seed, i).isCloseTo(evidence,
                    within(1e-6 * evidence));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theUnitOfAMetricChangesNothing(long seed) {
        List<Made> made = session(Play.LOWER, Mode.VERIFIED, seed, value -> value);
        double factor = Math.exp(new SplittableRandom(seed).nextDouble(-9, 9));
        same(made, session(Play.LOWER, Mode.VERIFIED, seed, value -> value * factor), seed);
        same(session(LINEAR, Mode.VERIFIED, seed, value -> value),
                session(LINEAR, Mode.VERIFIED, seed, value -> value + 1000), seed);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aMirroredMetricIsDecidedAlike(long seed) {
        Axis higher = new Axis(Play.METRIC, Direction.HIGHER, Scale.ADDITIVE, false);
        same(session(LINEAR, Mode.VERIFIED, seed, value -> value),
                session(higher, Mode.VERIFIED, seed, value -> -value), seed);
        Axis rate = new Axis(Play.METRIC, Direction.HIGHER, Scale.LOG, false);
        same(session(Play.LOWER, Mode.FAST, seed, value -> value), session(rate, Mode.FAST, seed, value -> 1 / value),
                seed);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aDecisionIsRecomputedFromItsRunsAndResumedAfterAnyOfThem(long seed) {
        for (Mode mode : List.of(Mode.VERIFIED, Mode.FAST)) {
            for (Made made : session(Play.LOWER, mode, seed, value -> value)) {
                int cut = new SplittableRandom(seed).nextInt(made.told().size() + 1);
                Contest contest = Contests.of(made.plan(), made.noise());
                made.told().subList(0, cut).forEach(contest::tell);
                for (int run = cut; run < made.told().size(); run++) {
                    assertThat(contest.ask()).as("seed %d", seed).isEqualTo(made.asked().get(run));
                    contest.tell(made.told().get(run));
                }
                assertThat(contest.ask()).as("seed %d", seed).isEqualTo(new Ask.Settled(made.decision()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aBetterCandidateOrAWorseIncumbentNeverLooksWorseWhileTheUnitIsFixed(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int trial = 0; trial < 200; trial++) {
            double[] differences = random.doubles(random.nextInt(1, 20), -1.5, 1.5).toArray();
            Pairs before = pairs(differences);
            differences[random.nextInt(differences.length)] += random.nextDouble(0, 2);
            Pairs after = pairs(differences);
            if (before.unit() == 1 && after.unit() == 1) {
                assertThat(after.sum(BETTER)).as("seed %d", seed).isGreaterThanOrEqualTo(before.sum(BETTER));
                assertThat(EValue.of(after.sum(BETTER), after.count())).as("seed %d", seed)
                        .isGreaterThanOrEqualTo(EValue.of(before.sum(BETTER), before.count()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void oneRunMovesTheSumByFourAtMostWhileTheUnitIsFixed(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int trial = 0; trial < 200; trial++) {
            double[] differences = random.doubles(random.nextInt(1, 20), -1.5, 1.5).toArray();
            double before = pairs(differences).sum(BETTER);
            differences[random.nextInt(differences.length)] = random.nextDouble(-1e6, 1e6) * random.nextInt(2);
            Pairs after = pairs(differences);
            if (after.unit() == 1) {
                assertThat(after.sum(BETTER) - before).as("seed %d", seed).isBetween(-4 - 1e-9, 4 + 1e-9);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothingIsKeptBeforeThreePairs(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Noise noise = Play.calibrated(Play.LOWER, 100, 101, 100, 101, 100, 101);
        Play play = new Play(Play.plan(Mode.VERIFIED, Play.LOWER, 6, 600, seed), noise);
        Decision decision = play.play(run -> run.arm() == Arm.INCUMBENT
                ? 100 * Math.exp(random.nextDouble(0, 100))
                : 50 * Math.exp(-random.nextDouble(0, 100)));
        assertThat(decision.status() == Status.KEEP && play.runs().size() < 7).as("seed %d", seed).isFalse();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theScreenIsNoEvidence(long seed) {
        Noise noise = Play.calibrated(Play.LOWER, 100, 103, 99, 101, 100, 102);
        TrialPlan plan = Play.plan(Mode.VERIFIED, Play.LOWER, 6, 600, seed);
        Decision barely = afterScreen(plan, noise, seed, 90);
        Decision wildly = afterScreen(plan, noise, seed, 1);
        assertThat(wildly.status()).as("seed %d", seed).isEqualTo(barely.status());
        assertThat(wildly.level()).isEqualTo(barely.level());
        assertThat(wildly.change()).isEqualTo(barely.change());
        assertThat(wildly.shown().getFirst().evidence()).isEqualTo(barely.shown().getFirst().evidence());
        assertThat(wildly.shown().getFirst().sum()).isEqualTo(barely.shown().getFirst().sum());
        assertThat(wildly.reason()).isEqualTo(barely.reason());
    }

    private static Decision afterScreen(TrialPlan plan, Noise noise, long seed, double screen) {
        SplittableRandom random = new SplittableRandom(seed);
        return new Play(plan, noise).play(run -> run.purpose() == Purpose.SCREEN
                ? screen
                : (run.arm() == Arm.INCUMBENT ? 100 : 98) * Math.exp(0.02 * random.nextGaussian()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noContestMakesMoreRunsThanAllowedAndPairsAreMirroredInTheirLots(long seed) {
        for (Made made : session(Play.LOWER, Mode.VERIFIED, seed, value -> value)) {
            List<Ask.Run> runs = made.asked().stream().filter(Ask.Run.class::isInstance).map(Ask.Run.class::cast)
                    .toList();
            assertThat(runs.size()).as("seed %d", seed).isLessThanOrEqualTo((int) made.plan().allowed());
            List<Ask.Run> raced = runs.stream().filter(run -> run.purpose() == Purpose.RACE).toList();
            assertThat(raced.size()).isEqualTo(2 * made.decision().pairs());
            assertThat(made.decision().change().verifying()).isEqualTo(raced.size());
            var lots = new HashSet<Long>();
            for (int i = 0; i < raced.size(); i += 2) {
                assertThat(raced.get(i).lot()).isEqualTo(raced.get(i + 1).lot());
                assertThat(raced.get(i).arm()).isNotEqualTo(raced.get(i + 1).arm());
                if (i % 4 == 2) {
                    assertThat(raced.get(i).arm()).as("seed %d", seed).isNotEqualTo(raced.get(i - 2).arm());
                }
                assertThat(lots.add(raced.get(i).lot())).isTrue();
            }
            runs.stream().filter(run -> run.purpose() != Purpose.RACE)
                    .forEach(run -> assertThat(lots.add(run.lot())).as("seed %d", seed).isTrue());
        }
    }

    private static Pairs pairs(double... differences) {
        Pairs pairs = new Pairs(1);
        for (double difference : differences) {
            pairs.add(difference);
        }
        return pairs;
    }
}
