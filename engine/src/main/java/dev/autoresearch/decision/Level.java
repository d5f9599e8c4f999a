package dev.autoresearch.decision;

/// How much a race must show: less after success, more after failure, as the share of false ones among the keeps of a
/// session is to be held, and the first race starts as if twenty had been lost.
public final class Level {
    private static final double SHARE = 0.3;
    private static final double HIGHEST = 0.1;
    private static final int BEFORE = 20;

    private Level() {}

    /// The level of the next race.
    ///
    /// @param keeps keeps shown by races so far
    /// @param races races started so far
    /// @return the probability, at most 0.1, with which it may keep what gains nothing
    public static double of(int keeps, int races) {
        return Math.min(HIGHEST, SHARE * (keeps + 1) / (races + BEFORE));
    }
}
