package dev.autoresearch.decision;

/// Which side of a pair runs first: by a coin in each odd pair, the other way round in the even one after it, so that a
/// drift cancels over each two pairs and no periodic disturbance can meet one side only.
///
/// @param seed decides all the coins
public record PairOrder(long seed) {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /// The side that runs first.
    ///
    /// @param pair counted from 1
    public Arm first(int pair) {
        int block = (pair + 1) / 2;
        boolean incumbent = mixed(mixed(seed) + block * GOLDEN) < 0;
        return incumbent == (pair % 2 == 1) ? Arm.INCUMBENT : Arm.CANDIDATE;
    }

    /// The side that runs second.
    ///
    /// @param pair counted from 1
    public Arm second(int pair) {
        return first(pair) == Arm.INCUMBENT ? Arm.CANDIDATE : Arm.INCUMBENT;
    }

    /// The finisher of SplitMix64 (Steele, Lea and Flood 2014).
    private static long mixed(long value) {
        long z = value + GOLDEN;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
