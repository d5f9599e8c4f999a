package dev.autoresearch.session;

import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.SessionState;

/// Watches a session; called on the session's thread after the event is on disk.
@FunctionalInterface
public interface Observer {

    /// Nobody watches.
    Observer NONE = (event, state) -> {};

    /// Something happened.
    void on(Event event, SessionState state);

    /// Something the user should know that is not an event, for example a branch that could not be moved.
    default void notice(String text) {}
}
