package dev.autoresearch.session;

import dev.autoresearch.journal.Experiment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The changes that were tried, by the commit they were tried from and their fingerprint, so that none is measured twice.
/// What did not decide may be tried again, and what was kept and then left by a rewind. Of bounded size: the oldest are forgotten. Not thread-safe.
final class Tried {
    /// More than a session without a keep makes in weeks.
    private static final int REMEMBERED = 20_000;

    private final Map<String, Integer> changes = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > REMEMBERED;
        }
    };

    /// The experiment that tried this change from this commit.
    Optional<Integer> before(String parent, String print) {
        return print.isEmpty() ? Optional.empty() : Optional.ofNullable(changes.get(key(parent, print)));
    }

    /// Remembers a finished experiment.
    void learn(Experiment row) {
        boolean decided = switch (row.status()) {
            case DISCARD, CRASH, TIMEOUT, CHECKS_FAILED, VIOLATION -> true;
            case KEEP, EXPLORE, INCONCLUSIVE, NO_CHANGE, INTERRUPTED -> false;
        };
        if (decided && !row.diff().print().isEmpty()) {
            changes.put(key(row.parent(), row.diff().print()), row.number());
        }
    }

    private static String key(String parent, String print) {
        return parent + print;
    }
}
