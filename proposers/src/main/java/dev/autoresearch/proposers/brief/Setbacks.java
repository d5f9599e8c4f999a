package dev.autoresearch.proposers.brief;

import dev.autoresearch.journal.Setback;
import dev.autoresearch.proposers.text.OneLine;
import java.util.List;

/// Why an attempt went back, in the words for whoever made it.
final class Setbacks {
    private static final int REASON = 600;
    private static final int LINES = 50;
    private static final int LAST = 6_000;

    private Setbacks() {}

    /// What happened and what to do.
    static String words(Setback.Kind kind) {
        return switch (kind) {
            case CRASH ->
                "The last attempt at this experiment failed when it was run; the folder holds its files. Mend it "
                        + "with the smallest change, or undo it if its idea cannot work.";
            case GUARD ->
                "The last attempt at this experiment measured better, but the guard failed; the folder holds its "
                        + "files. Rework it so that the guard passes and the gain stays. The guard and the tests that it runs "
                        + "stay untouchable.";
            case REPEAT ->
                "The last attempt at this experiment made the same change as an earlier experiment, so it was not "
                        + "run; its edits were undone. Propose another change.";
        };
    }

    /// The reason, fenced.
    static String reason(Setback setback) {
        return Fence.around(OneLine.of(setback.reason(), REASON));
    }

    /// The last lines of the log, empty when there are none.
    static String tail(Setback setback) {
        String clean = Fence.tail(setback.tail(), LAST);
        List<String> lines = clean.lines().toList();
        return lines.size() <= LINES ? clean : String.join("\n", lines.subList(lines.size() - LINES, lines.size()));
    }
}
