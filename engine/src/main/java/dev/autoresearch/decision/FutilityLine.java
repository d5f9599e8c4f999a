package dev.autoresearch.decision;

import dev.autoresearch.journal.RaceRules;

/// Where a race is hopeless.
///
/// @param futility how far below 0 the line starts
/// @param slope    how much it rises with each pair
public record FutilityLine(double futility, double slope) {

    /// The line of these rules.
    public static FutilityLine of(RaceRules rules) {
        return new FutilityLine(rules.futility(), rules.slope());
    }

    /// The sum at which a race is given up after so many pairs.
    public double at(int pairs) {
        return -futility + slope * pairs;
    }

    /// Whether a race with this sum is given up.
    public boolean reached(double sum, int pairs) {
        return sum <= at(pairs);
    }
}
