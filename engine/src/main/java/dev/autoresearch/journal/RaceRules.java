package dev.autoresearch.journal;

/// The thresholds of the screen and the race, in standard deviations of a paired difference.
///
/// @param screen   a first run that does not look better by so much is discarded
/// @param strong   one that looks better by so much needs no second look
/// @param futility a race is given up when the sum of its pairs falls to `slope · pairs − futility`
/// @param slope    see there
/// @param minPairs pairs needed to keep
/// @param maxPairs pairs allowed
public record RaceRules(double screen, double strong, double futility, double slope, int minPairs, int maxPairs) {

    /// Rule R.
    public static final RaceRules VERIFIED = new RaceRules(0.5, 1.5, 1.2, 0.4, 3, 48);

    /// Rule R where runs are scarce.
    public static final RaceRules FAST = new RaceRules(1.0, 1.0, 0.4, 0.4, 3, 48);

    /// The same with another limit of pairs, at least as many as are needed to keep.
    public RaceRules withMaxPairs(int pairs) {
        return new RaceRules(screen, strong, futility, slope, minPairs, Math.max(minPairs, pairs));
    }
}
