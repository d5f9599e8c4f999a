package dev.autoresearch.benchmarks;

import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Mode;
import dev.autoresearch.config.Scale;
import dev.autoresearch.decision.Arm;
import dev.autoresearch.decision.Ask;
import dev.autoresearch.decision.Contest;
import dev.autoresearch.decision.Contests;
import dev.autoresearch.decision.Sample;
import dev.autoresearch.journal.Axis;
import dev.autoresearch.journal.Claim;
import dev.autoresearch.journal.Noise;
import dev.autoresearch.journal.RaceRules;
import dev.autoresearch.journal.Reference;
import dev.autoresearch.journal.Timing;
import dev.autoresearch.journal.TrialPlan;
import dev.autoresearch.journal.Way;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// How long the rules themselves think about one candidate, runs not counted: full races of 48 pairs, the longest there are.
///
/// @param decisions how many are timed, after as many that are not
record DecisionSpeed(int decisions) {
    private static final String METRIC = "ms";
    private static final double NOISE = 0.02;
    private static final long SEED = 1;

    void run() {
        List<Double> deviations = new ArrayList<>();
        Random random = new Random(SEED);
        for (int i = 0; i < Noise.DEVIATIONS; i++) {
            deviations.add(Math.abs(random.nextGaussian() * NOISE * Math.sqrt(2)));
        }
        var axis = new Axis(METRIC, Direction.LOWER, Scale.LOG, false);
        var noise = new Noise("here", List.of(axis),
                List.of(new Reference(1, Map.of(METRIC, 100.0)), new Reference(2, Map.of(METRIC, 100.0))),
                Map.of(METRIC, 100.0), Map.of(METRIC, deviations), 20, 2, 6, 0, Timing.UNKNOWN);
        // Never hopeless and hardly ever shown, so that every race has its full length.
        var rules = new RaceRules(-99, -99, 1e9, 0, 3, 48);
        long pairs = 0;
        List<Double> took = new ArrayList<>();
        for (int i = 0; i < 2 * decisions; i++) {
            var plan = new TrialPlan(Mode.VERIFIED, rules, 1, List.of(axis),
                    List.of(new Way("better", List.of(new Claim(METRIC, 0)))), Map.of(METRIC, 100.0), 6, 1000, false,
                    TrialPlan.GuardTime.NEVER, i);
            long began = System.nanoTime();
            int made = play(Contests.of(plan, noise), random);
            if (i >= decisions) {
                took.add((System.nanoTime() - began) / 1e6);
                pairs += made;
            }
        }
        System.out.printf(
                "%ndecision: %d contests of %.1f pairs on average: median %.3f ms, slowest of a hundred %.3f ms%n",
                decisions, (double) pairs / decisions, Figures.median(took), Figures.quantile(took, 0.99));
    }

    private static int play(Contest contest, Random random) {
        while (true) {
            switch (contest.ask()) {
                case Ask.Settled settled -> {
                    return settled.decision().pairs();
                }
                case Ask.Guard() -> contest.guardPassed();
                case Ask.Run run -> contest.tell(new Sample(
                        Map.of(METRIC, 100 * Math.exp(NOISE * random.nextGaussian()
                                + (run.arm() == Arm.CANDIDATE ? -NOISE / 20 : 0))),
                        Duration.ZERO));
            }
        }
    }
}
