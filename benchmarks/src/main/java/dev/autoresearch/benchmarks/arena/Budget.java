package dev.autoresearch.benchmarks.arena;

/// How long a simulated session lasts: whichever ends first.
///
/// @param proposals how many are made at most
/// @param runs      how many runs at most, those for calibration and the final comparison among them
record Budget(int proposals, int runs) {
    private static final double SHARE = 0.06;
    private static final int LEAST = 12;

    /// A loop of 200 experiments.
    static final Budget PROPOSALS = new Budget(200, 600);
    /// Proposals are free, runs are not.
    static final Budget RUNS = new Budget(Integer.MAX_VALUE, 200);

    /// Runs kept back for the final comparison.
    int reserve() {
        return Math.max(LEAST, (int) Math.round(SHARE * runs));
    }
}
