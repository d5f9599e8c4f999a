package dev.autoresearch.decision;

/// Evidence that paired differences have a positive mean: the mean of three bets, each a likelihood ratio of the clipped
/// and scaled differences. Were there no gain, it would reach `1/level` with a probability of about `level` at most,
/// however long one looks.
public final class EValue {
    /// How far a single pair counts at most, in standard deviations.
    public static final double CLIP = 2;

    private EValue() {}

    /// The e-value of a race so far.
    ///
    /// @param sum   of the pairs, each divided by the standard deviation and clipped
    /// @param pairs how many
    public static double of(double sum, int pairs) {
        return (bet(0.5, sum, pairs) + bet(1, sum, pairs) + bet(2, sum, pairs)) / 3;
    }

    private static double bet(double size, double sum, int pairs) {
        return Math.exp(size * sum - pairs * size * size / 2);
    }

    /// One pair's part of the sum.
    ///
    /// @param scaled a paired difference in standard deviations
    public static double clip(double scaled) {
        return Math.min(CLIP, Math.max(-CLIP, scaled));
    }
}
