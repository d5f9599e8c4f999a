package dev.autoresearch.objective;

import dev.autoresearch.journal.Status;

/// A comparison of a candidate with the incumbent, before the guard.
///
/// @param status [Status#KEEP], [Status#DISCARD] or [Status#INCONCLUSIVE]
/// @param reason one sentence with the numbers, for example `p99_ms 118 is better than 142 (-16.9 %)`
public record Judgement(Status status, String reason) {}
