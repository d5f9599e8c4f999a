package dev.autoresearch.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autoresearch.config.Decide;
import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.Metric;
import dev.autoresearch.config.Take;
import dev.autoresearch.journal.DiffStat;
import dev.autoresearch.journal.Status;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Verdicts and their sentences.
class JudgeTest {
    private static final DiffStat SIMPLER = new DiffStat(1, 1, 4, -20);
    private static final DiffStat LONGER = new DiffStat(1, 5, 1, 30);
    private static final List<Decide.OnTie> ON_TIE = List.of(Decide.OnTie.values());
    private static final int TRIES = 4_000;

    private static Metric metric(Direction direction) {
        return new Metric("p99_ms", direction, false, "ms", new Extractor.MetricLines(Take.ONLY));
    }

    private static Judgement judge(Direction direction, Decide.OnTie onTie, double minEffect, double candidate,
            double incumbent, DiffStat diff) {
        return Judge.judge(Decide.DEFAULT.with(onTie).withMinEffect(minEffect), metric(direction), candidate, incumbent,
                diff);
    }

    private static Judgement lower(double candidate, double incumbent, DiffStat diff) {
        return judge(Direction.LOWER, Decide.OnTie.SIMPLER, 0, candidate, incumbent, diff);
    }

    @Test
    void aVerdictIsASentenceWithItsNumbers() {
        assertThat(lower(118, 142, LONGER))
                .isEqualTo(new Judgement(Status.KEEP, "p99_ms 118 is better than 142 (-16.9 %)"));
        assertThat(lower(150, 142, SIMPLER))
                .isEqualTo(new Judgement(Status.DISCARD, "p99_ms 150 is worse than 142 (+5.6 %)"));
        assertThat(judge(Direction.HIGHER, Decide.OnTie.SIMPLER, 0, 0.91, 0.9, LONGER))
                .isEqualTo(new Judgement(Status.KEEP, "p99_ms 0.91 is better than 0.9 (+1.1 %)"));
        assertThat(lower(-1, 0, LONGER)).isEqualTo(new Judgement(Status.KEEP, "p99_ms -1 is better than 0"));
    }

    @Test
    void numbersThatDifferAreWrittenDifferently() {
        assertThat(lower(1.00000001, 1.00000002, LONGER).reason())
                .isEqualTo("p99_ms 1.00000001 is better than 1.00000002 (-0.000001 %)");
    }

    @Test
    void aTieIsDecidedByTheRule() {
        assertThat(lower(5, 5, SIMPLER)).isEqualTo(
                new Judgement(Status.KEEP, "p99_ms 5 equals 5 and the change is simpler (-3 lines)"));
        assertThat(lower(5, 5, LONGER)).isEqualTo(
                new Judgement(Status.DISCARD, "p99_ms 5 equals 5 and the change is not simpler (+4 lines)"));
        assertThat(lower(5, 5, new DiffStat(1, 1, 1, -1)).reason()).endsWith("simpler (as many lines, -1 token)");
        assertThat(judge(Direction.LOWER, Decide.OnTie.KEEP, 0, 5, 5, LONGER).status()).isEqualTo(Status.KEEP);
        assertThat(judge(Direction.LOWER, Decide.OnTie.DISCARD, 0, 5, 5, SIMPLER).status()).isEqualTo(Status.DISCARD);
        assertThat(lower(-0.0, 0.0, LONGER).reason()).contains("0 equals 0");
    }

    @Test
    void aGainBelowTheLeastEffectIsATieAndALossNeverIs() {
        var onTie = Decide.OnTie.SIMPLER;
        assertThat(judge(Direction.LOWER, onTie, 0.01, 99.5, 100, LONGER)).isEqualTo(new Judgement(Status.DISCARD,
                "p99_ms 99.5 is better than 100 (-0.5 %) by no more than the 1 % that must be exceeded"
                        + " and the change is not simpler (+4 lines)"));
        assertThat(judge(Direction.LOWER, onTie, 0.01, 99.5, 100, SIMPLER).status()).isEqualTo(Status.KEEP);
        assertThat(judge(Direction.LOWER, onTie, 0.01, 98.9, 100, LONGER).status()).isEqualTo(Status.KEEP);
        assertThat(judge(Direction.LOWER, onTie, 0.01, 100.1, 100, SIMPLER).status()).isEqualTo(Status.DISCARD);
    }

    @Test
    void onlyFiniteValuesAreJudged() {
        assertThatThrownBy(() -> lower(Double.NaN, 1, LONGER)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> lower(1, Double.POSITIVE_INFINITY, LONGER))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aVerdictIsMonotoneMirroredAndFreeOfScale() {
        long seed = 20_261_120;
        var random = new Random(seed);
        for (int i = 0; i < TRIES; i++) {
            double incumbent = value(random);
            double candidate = random.nextInt(4) == 0 ? incumbent : value(random);
            double effect = random.nextBoolean() ? 0 : random.nextDouble() / 4;
            var onTie = ON_TIE.get(random.nextInt(ON_TIE.size()));
            DiffStat diff = random.nextBoolean() ? SIMPLER : LONGER;
            Status status = judge(Direction.LOWER, onTie, effect, candidate, incumbent, diff).status();
            String what = "seed %d, try %d: %s against %s".formatted(seed, i, candidate, incumbent);
            assertThat(judge(Direction.HIGHER, onTie, effect, -candidate, -incumbent, diff).status()).as(what)
                    .isEqualTo(status);
            double scale = Math.scalb(1.0, random.nextInt(41) - 20);
            assertThat(judge(Direction.LOWER, onTie, effect, candidate * scale, incumbent * scale, diff).status())
                    .as(what).isEqualTo(status);
            if (status == Status.KEEP) {
                double better = candidate - Math.abs(value(random)) - Math.ulp(candidate);
                assertThat(judge(Direction.LOWER, Decide.OnTie.SIMPLER, effect, better, incumbent, SIMPLER).status())
                        .as(what).isEqualTo(Status.KEEP);
                assertThat(candidate).as(what).isLessThanOrEqualTo(incumbent);
            }
        }
    }

    private static double value(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(7) - 3;
            case 1 -> random.nextGaussian();
            case 2 -> random.nextGaussian() * 1e9;
            default -> 100 + random.nextGaussian();
        };
    }
}
