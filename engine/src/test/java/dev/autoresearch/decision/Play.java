package dev.autoresearch.decision;

import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Mode;
import dev.autoresearch.config.Scale;
import dev.autoresearch.journal.Axis;
import dev.autoresearch.journal.Claim;
import dev.autoresearch.journal.Decision;
import dev.autoresearch.journal.Noise;
import dev.autoresearch.journal.RaceRules;
import dev.autoresearch.journal.TrialPlan;
import dev.autoresearch.journal.TrialPlan.GuardTime;
import dev.autoresearch.journal.Way;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Plays contests with made-up runs and writes down what was asked and told.
final class Play {
    static final String METRIC = "p99_ms";
    static final Axis LOWER = new Axis(METRIC, Direction.LOWER, Scale.LOG, false);
    static final List<Way> BETTER = List.of(new Way("better p99_ms", List.of(new Claim(METRIC, 0))));

    final List<Ask> asked = new ArrayList<>();
    final List<Sample> told = new ArrayList<>();
    private final Contest contest;

    Play(TrialPlan plan, Noise noise) {
        contest = Contests.of(plan, noise);
    }

    /// What a run gives.
    interface Runs {
        double value(Ask.Run run);
    }

    static Sample sample(double value) {
        return new Sample(Map.of(METRIC, value), Duration.ofSeconds(1));
    }

    /// Plays to the end; guards pass.
    Decision play(Runs runs) {
        return playSamples(run -> sample(runs.value(run)));
    }

    Decision playSamples(java.util.function.Function<Ask.Run, Sample> runs) {
        while (true) {
            Ask ask = contest.ask();
            asked.add(ask);
            switch (ask) {
                case Ask.Run run -> {
                    Sample sample = runs.apply(run);
                    told.add(sample);
                    contest.tell(sample);
                }
                case Ask.Guard() -> contest.guardPassed();
                case Ask.Settled(Decision decision) -> {
                    return decision;
                }
            }
        }
    }

    /// The value of a candidate that is this much better throughout, and of an incumbent at 100.
    static Runs better(double share) {
        return run -> run.arm() == Arm.INCUMBENT ? 100 : 100 * (1 - share);
    }

    List<Ask.Run> runs() {
        return asked.stream().filter(Ask.Run.class::isInstance).map(Ask.Run.class::cast).toList();
    }

    List<String> purposes() {
        return runs().stream().map(run -> run.arm() + " " + run.purpose()).toList();
    }

    static TrialPlan plan(Mode mode, Axis axis, long runs, long allowed, long seed) {
        return plan(mode, List.of(axis), BETTER, GuardTime.NEVER, runs, allowed, seed);
    }

    static TrialPlan plan(Mode mode, List<Axis> axes, List<Way> ways, GuardTime guard, long runs, long allowed,
            long seed) {
        RaceRules rules = mode == Mode.FAST ? RaceRules.FAST : RaceRules.VERIFIED;
        return new TrialPlan(mode, rules, 3, axes, ways, Map.of(METRIC, 100.0, "size", 1000.0), runs, allowed, false,
                guard,
                seed);
    }

    /// What six runs of these values teach.
    static Noise calibrated(Axis axis, double... values) {
        return calibrated(List.of(axis), java.util.Arrays.stream(values).mapToObj(Play::sample).toList());
    }

    static Noise calibrated(List<Axis> axes, List<Sample> samples) {
        Calibrating calibrating = new Calibrating(axes, Mode.VERIFIED, 0, Long.MAX_VALUE);
        Noise noise = Noise.UNKNOWN;
        for (Sample sample : samples) {
            calibrating.tell(sample);
            noise = noise.ran();
        }
        return noise.calibrated(calibrating.result("here", Duration.ZERO), Map.of());
    }
}
