package dev.autoresearch.benchmarks.arena;

import java.util.random.RandomGenerator;

/// The kinds of made-up noise. Sizes are standard deviations of the logarithm.
///
/// @param level    of the machine's level, which wanders
/// @param memory   after how many runs it has forgotten where it was
/// @param steps    share of runs at which the machine jumps to another level
/// @param step     how far from the usual that is
/// @param outliers share of runs that are slow
/// @param slower   by how much
record MachineNoise(String name, double level, double memory, double steps, double step, double outliers,
        double slower) {
    static final MachineNoise CLEAN = new MachineNoise("clean", 0, 1, 0, 0, 0, 0);
    static final MachineNoise DRIFT = new MachineNoise("drift", 0.02, 40, 0.01, 0.04, 0, 0);
    static final MachineNoise TAILS = new MachineNoise("tails", 0, 1, 0, 0, 0.03, 0.2);
    static final MachineNoise BOTH = new MachineNoise("both", 0.02, 40, 0.01, 0.04, 0.03, 0.2);
    static final MachineNoise HARD = new MachineNoise("hard", 0.04, 15, 1.0 / 33, 0.06, 0.08, 0.3);

    /// A machine with this noise.
    ///
    /// @param cv standard deviation of a single run besides
    Machine machine(double cv, RandomGenerator random) {
        return new Wandering(this, cv, random);
    }

    private static final class Wandering implements Machine {
        private static final double USUAL = 100;

        private final MachineNoise noise;
        private final double cv;
        private final RandomGenerator random;
        private final double kept;
        private final double fresh;
        private double wander;
        private double jump;

        Wandering(MachineNoise noise, double cv, RandomGenerator random) {
            this.noise = noise;
            this.cv = cv;
            this.random = random;
            this.kept = Math.exp(-1 / noise.memory());
            this.fresh = noise.level() * Math.sqrt(1 - kept * kept);
            this.wander = noise.level() * random.nextGaussian();
        }

        @Override
        public double run(double theta) {
            if (noise.level() > 0) {
                wander = kept * wander + fresh * random.nextGaussian();
            }
            if (noise.steps() > 0 && random.nextDouble() < noise.steps()) {
                jump = noise.step() * random.nextGaussian();
            }
            double slow = noise.outliers() > 0 && random.nextDouble() < noise.outliers()
                    ? Math.log1p(noise.slower())
                    : 0;
            return USUAL * Math.exp(theta + cv * random.nextGaussian() + wander + jump + slow);
        }
    }
}
