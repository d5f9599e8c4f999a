package dev.autoresearch.benchmarks.arena;

import java.util.random.RandomGenerator;

/// What proposals are worth: by how much each would lower the logarithm of the metric.
interface Gains {

    /// The next proposal's gain.
    double next(RandomGenerator random);

    /// One in ten is a real win, a third changes nothing, the rest is worse.
    Gains USUAL = random -> {
        double kind = random.nextDouble();
        if (kind < 0.35) {
            return 0;
        }
        if (kind < 0.70) {
            return random.nextDouble(-0.005, 0);
        }
        if (kind < 0.90) {
            return random.nextDouble(-0.15, -0.01);
        }
        return kind < 0.98 ? random.nextDouble(0.005, 0.03) : random.nextDouble(0.03, 0.15);
    };

    /// Nothing works.
    Gains NONE = random -> 0;
}
