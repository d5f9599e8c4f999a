package dev.autoresearch.setup.explore;

/// One thing that was found in a project, in words for people.
///
/// @param what  for example `Java, built by Maven` or `3 JMH benchmarks`
/// @param where the file that shows it, relative to the project; empty when it is about the whole
public record Observation(String what, String where) {}
