package dev.autoresearch.session;

import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.SessionState;
import java.util.List;

/// Writes events and shows them to the observer, in that order.
final class Steps {
    private final Parts parts;
    private int told;

    Steps(Parts parts) {
        this.parts = parts;
        this.told = parts.journal().notes().size();
    }

    SessionState state() {
        return parts.journal().state();
    }

    void append(Event... events) {
        parts.journal().append(events);
        List<String> notes = parts.journal().notes();
        report(notes.subList(told, notes.size()));
        told = notes.size();
        for (Event event : events) {
            parts.observer().on(event, state());
            if (event instanceof Event.RunFinished finished) {
                report(parts.views().ran(finished));
            }
        }
    }

    void report(List<String> notes) {
        notes.forEach(this::report);
    }

    void report(String note) {
        if (!note.isEmpty()) {
            parts.observer().notice(note);
        }
    }
}
