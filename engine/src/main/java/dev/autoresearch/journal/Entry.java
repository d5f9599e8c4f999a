package dev.autoresearch.journal;

import java.time.Duration;
import java.time.Instant;

/// One line of the journal with what the journal itself adds.
///
/// @param seq     1 for the first line, then without gaps
/// @param at      wall clock, never earlier than the line before
/// @param elapsed working time of the session so far, by a monotonic clock, summed over resumes
/// @param event   what happened
/// @param hash    SHA-256 over the line before and this one, hex: a changed line breaks the chain
public record Entry(long seq, Instant at, Duration elapsed, Event event, String hash) {}
