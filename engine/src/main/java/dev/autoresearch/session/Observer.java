package dev.autoresearch.session;

import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.SessionState;
import java.time.Instant;

/// Watches a session; called on the session's thread after the event is on disk.
@FunctionalInterface
public interface Observer {

    /// Nobody watches.
    Observer NONE = (event, state) -> {};

    /// Something happened.
    void on(Event event, SessionState state);

    /// What a proposer does now, one line; from any thread, while a proposal is under way.
    default void doing(String what) {}

    /// A proposer waits, for example for a rate limit; from any thread, while a proposal is under way.
    ///
    /// @param until when it goes on
    default void waiting(String why, Instant until) {}

    /// Something the user should know that is not an event, for example a branch that could not be moved.
    default void notice(String text) {}
}
