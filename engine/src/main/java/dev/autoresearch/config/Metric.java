package dev.autoresearch.config;

/// A number read out of every run.
///
/// @param name              letters, digits and `_ . - µ`
/// @param direction         which way is better
/// @param directionInferred whether the direction was inferred from the name, which is then said to the user
/// @param unit              shown beside the number and used to scale times and sizes; empty when not given
/// @param extractor         how it is read
public record Metric(String name, Direction direction, boolean directionInferred, String unit, Extractor extractor) {}
