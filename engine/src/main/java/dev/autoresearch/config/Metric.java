package dev.autoresearch.config;

import java.util.OptionalDouble;

/// A number read out of every run.
///
/// @param name              letters, digits and `_ . - µ`
/// @param direction         which way is better
/// @param directionInferred whether the direction was inferred from the name, which is then said to the user
/// @param unit              shown beside the number and used to scale times and sizes; empty when not given
/// @param extractor         how it is read
/// @param tolerance         how much worse still counts as equal, as a share of the incumbent's value; absent means as
///                          `decide` says
public record Metric(String name, Direction direction, boolean directionInferred, String unit, Extractor extractor,
        OptionalDouble tolerance) {

    /// A metric without a tolerance of its own.
    public Metric(String name, Direction direction, boolean directionInferred, String unit, Extractor extractor) {
        this(name, direction, directionInferred, unit, extractor, OptionalDouble.empty());
    }

    /// The same metric with a tolerance of its own.
    ///
    /// @param share from 0 to below 1
    public Metric within(double share) {
        return new Metric(name, direction, directionInferred, unit, extractor, OptionalDouble.of(share));
    }

    /// The same metric, read in another way.
    public Metric readBy(Extractor other) {
        return new Metric(name, direction, directionInferred, unit, other, tolerance);
    }
}
