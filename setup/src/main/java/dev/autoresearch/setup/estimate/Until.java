package dev.autoresearch.setup.estimate;

/// When a cap is reached, if no other is before.
///
/// @param cap         as configured, for people: `100 experiments`
/// @param experiments until then
/// @param seconds     until then
/// @param dollars     until then; 0 where they are not known
public record Until(String cap, Range experiments, Range seconds, Range dollars) {}
