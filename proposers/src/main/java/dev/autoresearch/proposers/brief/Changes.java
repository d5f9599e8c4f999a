package dev.autoresearch.proposers.brief;

import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.Status;
import dev.autoresearch.proposer.Archive;
import dev.autoresearch.proposer.Brief;
import dev.autoresearch.proposers.text.OneLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The changes of recent failures and of near-misses, each with what became of it: short ones first, longer ones where
/// there is room.
final class Changes {
    private static final int FAILURES = 4;
    private static final int NEAR = 3;
    private static final int SHORT = 1_200;
    private static final int WHOLE = 8_000;
    private static final int LOG_LINES = 15;
    private static final int LOG = 1_500;
    private static final int REASON = 400;

    private final List<Shown> failures = new ArrayList<>();
    private final List<Shown> near = new ArrayList<>();

    /// Looks the changes up.
    Changes(Brief brief) {
        Archive archive = brief.support().archive();
        brief.recent().reversed().stream().filter(Changes::failed).limit(FAILURES)
                .forEach(row -> failures.add(new Shown(row, archive)));
        brief.counsel().nearMisses().stream()
                .filter(row -> failures.stream().noneMatch(shown -> shown.experiment.number() == row.number()))
                .limit(NEAR).forEach(row -> near.add(new Shown(row, archive)));
        failures.removeIf(Shown::isEmpty);
        near.removeIf(Shown::isEmpty);
    }

    private static boolean failed(Experiment row) {
        return row.number() > 0 && !row.commit().isEmpty() && switch (row.status()) {
            case CRASH, TIMEOUT, CHECKS_FAILED, DISCARD, INCONCLUSIVE -> true;
            case KEEP, EXPLORE, VIOLATION, NO_CHANGE, INTERRUPTED -> false;
        };
    }

    /// Takes the room for the short form of each, latest first, then for the whole of each.
    void take(Room room) {
        List<Shown> latest = new ArrayList<>(failures);
        latest.addAll(near);
        latest.sort(Comparator.comparingInt((Shown shown) -> shown.experiment.number()).reversed());
        latest.forEach(shown -> shown.take(SHORT, room));
        latest.forEach(shown -> shown.grow(room));
    }

    /// The changes that there was room for, latest first, and the near-misses, nearest first.
    void writeTo(StringBuilder out) {
        write(out, failures, FAILED);
        write(out, near, NEARLY);
    }

    private static void write(StringBuilder out, List<Shown> list, String heading) {
        boolean first = true;
        for (Shown shown : list) {
            if (!shown.text.isEmpty()) {
                out.append(first ? heading : "").append(shown.text);
                first = false;
            }
        }
    }

    private static final String FAILED = "## Recent changes that were not kept\n\n";
    private static final String NEARLY = "## Changes that were nearly better\n\n";

    /// One change.
    private static final class Shown {
        private final Experiment experiment;
        private final String diff;
        private final String log;
        private String text = "";

        Shown(Experiment experiment, Archive archive) {
            this.experiment = experiment;
            this.diff = archive.diff(experiment.number());
            boolean broken = experiment.status().failed() || experiment.status() == Status.CHECKS_FAILED;
            this.log = broken ? lastLines(archive.log(experiment.number())) : "";
        }

        boolean isEmpty() {
            return diff.isBlank();
        }

        void take(int limit, Room room) {
            String shown = text(limit);
            // The heading over them is counted with each.
            if (room.take(Tokens.of(shown) + Tokens.of(FAILED))) {
                text = shown;
            }
        }

        /// Takes the room for as much of the whole as there is.
        void grow(Room room) {
            if (text.isEmpty() || diff.length() <= SHORT) {
                return;
            }
            for (int limit = WHOLE; limit > SHORT; limit /= 2) {
                String shown = text(limit);
                int more = Tokens.of(shown) - Tokens.of(text);
                if (room.fits(more)) {
                    room.must(more);
                    text = shown;
                    if (limit < WHOLE && limit < diff.length()) {
                        room.close();
                    }
                    return;
                }
            }
            room.close();
        }

        private String text(int limit) {
            String data = "#" + experiment.number() + " " + experiment.status().word() + ": "
                    + OneLine.of(experiment.description(), REASON) + "\nwhy: " + OneLine.of(experiment.reason(), REASON)
                    + "\n\n" + Fence.head(diff, limit) + (log.isEmpty() ? "" : "\n\nlast lines of its log:\n" + log);
            return Fence.around(data) + "\n";
        }

        private static String lastLines(String log) {
            List<String> lines = Fence.tail(log, LOG).lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        }
    }
}
