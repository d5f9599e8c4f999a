package dev.autoresearch.decision;

import dev.autoresearch.config.Budget;
import dev.autoresearch.journal.Noise;
import java.time.Duration;

/// What is kept back of a budget for the final comparison: six percent, but enough for six pairs, and never more than a
/// third of all there is.
public final class Reserve {
    /// Pairs of a final comparison at least.
    public static final int PAIRS = 6;

    private static final double SHARE = 0.06;
    private static final int MOST = 3;
    private static final int DETERMINISTIC_PAIRS = 2;
    private static final int MOST_PAIRS = 200;

    private Reserve() {}

    /// Measured runs kept back; 0 where runs have no cap.
    public static long runs(Budget budget, Noise noise) {
        return budget.runs() == Budget.UNLIMITED
                ? 0
                : Math.min(budget.runs() / MOST, Math.max(2L * least(noise), Math.round(SHARE * budget.runs())));
    }

    /// Measured runs that may still be made before the reserve is touched; [Budget#UNLIMITED] where there is no cap.
    public static long left(Budget budget, Noise noise) {
        return budget.runs() == Budget.UNLIMITED
                ? Budget.UNLIMITED
                : Math.max(0, budget.runs() - noise.runs() - runs(budget, noise));
    }

    /// Wall clock kept back; zero where there is no cap.
    public static Duration wall(Budget budget, Noise noise) {
        if (budget.wall().isZero()) {
            return Duration.ZERO;
        }
        Duration pairs = noise.timing().run().plus(noise.timing().prepare()).multipliedBy(2L * least(noise));
        Duration share = budget.wall().multipliedBy(Math.round(SHARE * 100)).dividedBy(100);
        Duration wanted = pairs.compareTo(share) > 0 ? pairs : share;
        Duration most = budget.wall().dividedBy(MOST);
        return wanted.compareTo(most) > 0 ? most : wanted;
    }

    /// Pairs of the final comparison: all that the budget has left.
    ///
    /// @param elapsed working time of the session so far
    public static int pairs(Budget budget, Noise noise, Duration elapsed) {
        if (noise.deterministic()) {
            return DETERMINISTIC_PAIRS;
        }
        long pairs = Math.max(PAIRS, Math.round(SHARE * noise.runs() / 2));
        if (budget.runs() != Budget.UNLIMITED) {
            pairs = Math.max(1, (budget.runs() - noise.runs()) / 2);
        } else if (!budget.wall().isZero() && noise.timing().run().isPositive()) {
            Duration pair = noise.timing().run().plus(noise.timing().prepare()).multipliedBy(2);
            pairs = Math.max(PAIRS, budget.wall().minus(elapsed).dividedBy(pair));
        }
        return Math.toIntExact(Math.min(MOST_PAIRS, pairs));
    }

    private static int least(Noise noise) {
        return noise.deterministic() ? DETERMINISTIC_PAIRS : PAIRS;
    }
}
