package dev.autoresearch.config;

/// How a candidate is judged against the incumbent. [#DEFAULT] and its variations make one.
///
/// @param rule           how metrics decide, with `primary` the first one does
/// @param mode           how runs become a verdict
/// @param onTie          what happens on an equal metric
/// @param minEffect      gains up to this are ties, as a share of the incumbent's value (0.01 is one percent)
/// @param tolerance      how much worse still counts as equal, as a share of the incumbent's value
/// @param minGainPerLine gain demanded for each net line added, as a share of the incumbent's value
/// @param scale          on which scale values are compared
/// @param raceLimit      what one candidate may cost where runs take over a minute
/// @param rebuild        whether both sides are prepared again for every pair
/// @param checks         how the session keeps an eye on its own decisions
/// @param composite      how several metrics become one score
public record Decide(Rule rule, Mode mode, OnTie onTie, double minEffect, double tolerance, double minGainPerLine,
        ScaleChoice scale, RaceLimit raceLimit, Rebuild rebuild, Checks checks, Composite composite) {

    /// What counts as equal when nothing else is said: half a percent.
    public static final double DEFAULT_TOLERANCE = 0.005;

    /// The first metric decides, and the engine chooses the rest.
    public static final Decide DEFAULT = new Decide(Rule.PRIMARY, Mode.AUTO, OnTie.SIMPLER, 0, DEFAULT_TOLERANCE, 0,
            ScaleChoice.AUTO, RaceLimit.DEFAULT, Rebuild.AUTO, Checks.DEFAULT, Composite.NONE);

    /// The decision rules.
    public enum Rule {
        /// The first metric decides; others that have a tolerance must not get worse by more than it.
        PRIMARY,
        /// One score made of several metrics decides.
        WEIGHTED,
        /// Better on one metric and on no other worse.
        PARETO,
        /// The constraints are gates: until they hold, getting there counts; then the first metric decides.
        THRESHOLD,
        /// The first metric decides; where it is equal the second does, and so on.
        LEXICOGRAPHIC
    }

    /// What happens to a candidate whose metric equals the incumbent's.
    public enum OnTie {
        /// Never kept.
        DISCARD,
        /// Always kept.
        KEEP,
        /// Kept only if it is measurably simpler: fewer net lines, then fewer tokens, then fewer files.
        SIMPLER
    }

    /// The same with another rule.
    public Decide with(Rule other) {
        return new Decide(other, mode, onTie, minEffect, tolerance, minGainPerLine, scale, raceLimit, rebuild, checks,
                composite);
    }

    /// The same with another mode.
    public Decide with(Mode other) {
        return new Decide(rule, other, onTie, minEffect, tolerance, minGainPerLine, scale, raceLimit, rebuild, checks,
                composite);
    }

    /// The same with another tie rule.
    public Decide with(OnTie other) {
        return new Decide(rule, mode, other, minEffect, tolerance, minGainPerLine, scale, raceLimit, rebuild, checks,
                composite);
    }

    /// The same with another least gain.
    ///
    /// @param share from 0 to below 1
    public Decide withMinEffect(double share) {
        return new Decide(rule, mode, onTie, share, tolerance, minGainPerLine, scale, raceLimit, rebuild, checks,
                composite);
    }

    /// The same with another idea of equal.
    ///
    /// @param share from 0 to below 1
    public Decide withTolerance(double share) {
        return new Decide(rule, mode, onTie, minEffect, share, minGainPerLine, scale, raceLimit, rebuild, checks,
                composite);
    }

    /// The same with another price of a line.
    ///
    /// @param share from 0 to below 1
    public Decide withMinGainPerLine(double share) {
        return new Decide(rule, mode, onTie, minEffect, tolerance, share, scale, raceLimit, rebuild, checks, composite);
    }

    /// The same on another scale.
    public Decide with(ScaleChoice other) {
        return new Decide(rule, mode, onTie, minEffect, tolerance, minGainPerLine, other, raceLimit, rebuild, checks,
                composite);
    }

    /// The same with other limits of a race.
    public Decide with(RaceLimit other) {
        return new Decide(rule, mode, onTie, minEffect, tolerance, minGainPerLine, scale, other, rebuild, checks,
                composite);
    }

    /// The same with other preparations.
    public Decide with(Rebuild other) {
        return new Decide(rule, mode, onTie, minEffect, tolerance, minGainPerLine, scale, raceLimit, other, checks,
                composite);
    }

    /// The same with other checks.
    public Decide with(Checks other) {
        return new Decide(rule, mode, onTie, minEffect, tolerance, minGainPerLine, scale, raceLimit, rebuild, other,
                composite);
    }

    /// The same with another score.
    public Decide with(Composite other) {
        return new Decide(rule, mode, onTie, minEffect, tolerance, minGainPerLine, scale, raceLimit, rebuild, checks,
                other);
    }
}
