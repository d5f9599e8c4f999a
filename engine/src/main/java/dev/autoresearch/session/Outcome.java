package dev.autoresearch.session;

import dev.autoresearch.journal.EndReason;
import dev.autoresearch.journal.SessionState;

/// How one stretch of work on a session ended.
///
/// @param reason why the engine let go
/// @param detail one sentence with the next step, empty when there is nothing to add
/// @param state  the session as it stands
public record Outcome(EndReason reason, String detail, SessionState state) {}
