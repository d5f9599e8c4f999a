package dev.autoresearch.benchmarks.arena;

import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Mode;
import dev.autoresearch.config.Scale;
import dev.autoresearch.decision.Arm;
import dev.autoresearch.decision.Ask;
import dev.autoresearch.decision.Calibrating;
import dev.autoresearch.decision.Contest;
import dev.autoresearch.decision.Contests;
import dev.autoresearch.decision.FinalComparison;
import dev.autoresearch.decision.Sample;
import dev.autoresearch.journal.Axis;
import dev.autoresearch.journal.Claim;
import dev.autoresearch.journal.Comparison;
import dev.autoresearch.journal.Decision;
import dev.autoresearch.journal.Noise;
import dev.autoresearch.journal.Purpose;
import dev.autoresearch.journal.RaceRules;
import dev.autoresearch.journal.Status;
import dev.autoresearch.journal.TrialPlan;
import dev.autoresearch.journal.TrialPlan.GuardTime;
import dev.autoresearch.journal.Way;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A session by the engine's own calibration, contests and final comparison.
///
/// @param name  in tables
/// @param mode  of all decisions
/// @param fresh whether the claim comes from a final comparison, rather than from recorded values as in the seeds' loops
record EngineSession(String name, Mode mode, boolean fresh) implements Policy {
    static final String METRIC = "metric";
    static final Axis AXIS = new Axis(METRIC, Direction.LOWER, Scale.LOG, false);
    static final int REPEATS = 3;
    static final List<Way> BETTER = List.of(new Way("better", List.of(new Claim(METRIC, 0))));

    @Override
    public Outcome play(Bench bench) {
        Noise noise = calibrate(bench);
        double start = standing(noise);
        double standing = start;
        int reserve = fresh ? bench.budget().reserve() : 0;
        while (bench.runsLeft() - reserve > 0 && bench.propose()) {
            int allowed = bench.runsLeft() - reserve;
            int before = bench.runs();
            Decision decision = decide(bench, Contests.of(plan(bench, noise, standing, allowed), noise));
            if (bench.runs() - before == allowed && decision.status() == Status.INCONCLUSIVE) {
                break;
            }
            noise = noise.after(decision.change());
            for (int run = before; run < bench.runs(); run++) {
                noise = noise.ran();
            }
            boolean kept = decision.status() == Status.KEEP;
            bench.judge(kept);
            if (kept) {
                standing = standing(noise);
            }
        }
        return fresh ? compare(bench) : bench.end(start, standing);
    }

    private Noise calibrate(Bench bench) {
        Calibrating calibrating = new Calibrating(List.of(AXIS), mode, 0,
                mode == Mode.SEED_K ? REPEATS : bench.runsLeft());
        Noise noise = Noise.UNKNOWN;
        while (calibrating.ask().isPresent()) {
            calibrating.tell(sample(bench.runIncumbent()));
            noise = noise.ran();
        }
        return noise.calibrated(calibrating.result("simulated", Duration.ZERO), Map.of());
    }

    /// What is recorded of the incumbent: the mean of the runs that made it so.
    private static double standing(Noise noise) {
        double sum = 0;
        for (var run : noise.reference()) {
            sum += Math.log(run.values().getOrDefault(METRIC, Double.NaN));
        }
        return Math.exp(sum / noise.reference().size());
    }

    private TrialPlan plan(Bench bench, Noise noise, double standing, long allowed) {
        RaceRules rules = mode == Mode.FAST ? RaceRules.FAST : RaceRules.VERIFIED;
        long seed = bench.seed() * 1_000_003 + bench.judged();
        return new TrialPlan(mode, rules, REPEATS, noise.axes(), BETTER, Map.of(METRIC, standing), noise.runs(),
                allowed, false, GuardTime.NEVER, seed);
    }

    private static Decision decide(Bench bench, Contest contest) {
        while (true) {
            switch (contest.ask()) {
                case Ask.Run run -> contest.tell(sample(run.arm() == Arm.INCUMBENT
                        ? bench.runIncumbent()
                        : bench.runCandidate()));
                case Ask.Guard() -> contest.guardPassed();
                case Ask.Settled(Decision decision) -> {
                    return decision;
                }
            }
        }
    }

    private static Outcome compare(Bench bench) {
        int pairs = bench.runsLeft() / 2;
        if (bench.keeps() == 0) {
            return bench.end(0, 0, 0, false);
        }
        FinalComparison comparison = new FinalComparison(List.of(AXIS), pairs, bench.seed(), bench.runs(),
                Purpose.FINAL, 1);
        while (comparison.ask().isPresent()) {
            Arm arm = comparison.ask().get().arm();
            comparison.tell(sample(bench.runFinal(arm == Arm.INCUMBENT)));
        }
        Comparison.Estimate estimate = comparison.result().estimates().getFirst();
        return bench.end(estimate.improvement(estimate.gain()), estimate.low(), estimate.high(), estimate.verified());
    }

    static Sample sample(double value) {
        return new Sample(Map.of(METRIC, value), Duration.ZERO);
    }
}
