package dev.autoresearch.session;

import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.SessionState;
import java.util.List;

/// Writes events and shows them to the observer, in that order.
final class Steps {
    private final Parts parts;
    private boolean saidSurvivors;

    Steps(Parts parts) {
        this.parts = parts;
    }

    SessionState state() {
        return parts.journal().state();
    }

    void append(Event... events) {
        parts.journal().append(events);
        for (Event event : events) {
            parts.observer().on(event, state());
            if (event instanceof Event.RunFinished finished) {
                report(parts.views().ran(finished));
                survivors(finished);
            }
        }
    }

    private void survivors(Event.RunFinished finished) {
        if (finished.run().survivors() > 0 && !saidSurvivors) {
            saidSurvivors = true;
            report("The run of experiment " + finished.number() + " left " + finished.run().survivors()
                    + " processes behind; they were ended, here and whenever it happens again.");
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
