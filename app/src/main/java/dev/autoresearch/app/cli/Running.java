package dev.autoresearch.app.cli;

import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.journal.SessionLock;

/// Whether an engine works on a session right now.
final class Running {
    private Running() {}

    /// The session, if one does.
    static SessionFolder required(SessionFolder folder) {
        if (SessionLock.holder(folder).isEmpty()) {
            throw new Refusal(Exit.CONFIGURATION, "Session " + folder.tag() + " is not running.",
                    "`autoresearch resume` goes on with it.");
        }
        return folder;
    }

    /// The session, if none does.
    static SessionFolder refused(SessionFolder folder) {
        SessionLock.holder(folder).ifPresent(holder -> {
            throw new Refusal(Exit.LOCKED, "Session " + folder.tag() + " is running (process " + holder.pid() + ").",
                    "End it with `autoresearch stop`, then try again.");
        });
        return folder;
    }
}
