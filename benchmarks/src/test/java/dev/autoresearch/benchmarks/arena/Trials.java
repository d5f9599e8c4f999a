package dev.autoresearch.benchmarks.arena;

import dev.autoresearch.config.Mode;
import dev.autoresearch.decision.Arm;
import dev.autoresearch.decision.Ask;
import dev.autoresearch.decision.Contest;
import dev.autoresearch.decision.Contests;
import dev.autoresearch.journal.Decision;
import dev.autoresearch.journal.Noise;
import dev.autoresearch.journal.RaceRules;
import dev.autoresearch.journal.Reference;
import dev.autoresearch.journal.Status;
import dev.autoresearch.journal.Timing;
import dev.autoresearch.journal.TrialPlan;
import dev.autoresearch.journal.TrialPlan.GuardTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Single decisions, many times over, each on a machine of its own.
///
/// @param keep share that was kept
/// @param runs mean number of runs, calibration apart
record Trials(double keep, double runs) {
    private static final int REFERENCE = 6;

    /// What is decided.
    ///
    /// @param noise       of the machine
    /// @param cv          of a run
    /// @param gain        true one of the candidate, on the logarithm
    /// @param calibration runs of the incumbent before
    /// @param rules       thresholds
    /// @param keeps       keeps so far
    /// @param races       races so far
    record Setting(MachineNoise noise, double cv, double gain, int calibration, RaceRules rules, int keeps,
            int races) {}

    static Trials of(Setting setting, int trials, long seed) {
        long[] sums = IntStream.range(0, trials).parallel().mapToObj(trial -> {
            SplittableRandom root = new SplittableRandom(seed * 1_000_000_007L + trial);
            return decide(setting, setting.noise().machine(setting.cv(), root.split()), root.nextLong());
        }).reduce(new long[2], (one, other) -> new long[]{one[0] + other[0], one[1] + other[1]});
        return new Trials((double) sums[0] / trials, (double) sums[1] / trials);
    }

    private static long[] decide(Setting setting, Machine machine, long seed) {
        Noise noise = season(setting, machine);
        TrialPlan plan = new TrialPlan(Mode.VERIFIED, setting.rules(), 1, noise.axes(), EngineSession.BETTER, Map.of(),
                noise.runs(), Long.MAX_VALUE, false, GuardTime.NEVER, seed);
        Contest contest = Contests.of(plan, noise);
        long runs = 0;
        while (contest.ask() instanceof Ask.Run(Arm arm, _, _, _)) {
            runs++;
            contest.tell(EngineSession.sample(machine.run(arm == Arm.INCUMBENT ? 0 : -setting.gain())));
        }
        Decision decision = ((Ask.Settled) contest.ask()).decision();
        return new long[]{decision.status() == Status.KEEP ? 1 : 0, runs};
    }

    private static Noise season(Setting setting, Machine machine) {
        var reference = new ArrayList<Reference>();
        var deviations = new ArrayList<Double>();
        double last = 0;
        for (int run = 1; run <= setting.calibration(); run++) {
            double value = machine.run(0);
            if (run > 1) {
                deviations.add(Math.abs(Math.log(value) - last));
            }
            last = Math.log(value);
            reference.add(new Reference(run, Map.of(EngineSession.METRIC, value)));
        }
        return new Noise("simulated", List.of(EngineSession.AXIS),
                reference.subList(reference.size() - REFERENCE, reference.size()), Map.of(),
                Map.of(EngineSession.METRIC, deviations), setting.races(), setting.keeps(), setting.calibration(), 0,
                Timing.UNKNOWN);
    }
}
