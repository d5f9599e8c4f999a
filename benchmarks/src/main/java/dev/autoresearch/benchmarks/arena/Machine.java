package dev.autoresearch.benchmarks.arena;

/// Where runs are made. Each has a state of its own that goes on from run to run.
interface Machine {

    /// The metric of one run, lower is better.
    ///
    /// @param theta the logarithm of what it would be without noise
    double run(double theta);
}
