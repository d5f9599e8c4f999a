package dev.autoresearch.journal;

import java.time.Instant;

/// The result of a study that compared two commits.
///
/// @param kind       what it was for
/// @param from       the commit compared with
/// @param to         the commit that was to be better
/// @param comparison the numbers
/// @param look       which look of its kind it was, from 1
/// @param at         when it ended
public record Confirmation(Study.Kind kind, String from, String to, Comparison comparison, int look, Instant at) {}
