package dev.autoresearch.decision;

import dev.autoresearch.journal.Reference;
import java.util.ArrayList;
import java.util.List;

/// The last runs of one commit, none of them old: few enough that a drift of the machine shows early.
final class ReferenceRuns {
    /// How many are kept.
    static final int SIZE = 6;
    /// How many it takes to screen against.
    static final int LEAST = 2;
    private static final int OLDEST = 24;

    private final ArrayList<Reference> runs = new ArrayList<>(SIZE + 1);

    /// @param current how many runs the session has made
    ReferenceRuns(List<Reference> known, long current) {
        known.stream().filter(run -> fresh(run, current)).forEach(this::add);
    }

    ReferenceRuns() {
        this(List.of(), 0);
    }

    void add(Reference run) {
        runs.add(run);
        if (runs.size() > SIZE) {
            runs.removeFirst();
        }
    }

    boolean enough() {
        return runs.size() >= LEAST;
    }

    List<Reference> all() {
        return runs;
    }

    /// @param current how many runs the session has made
    List<Reference> fresh(long current) {
        return runs.stream().filter(run -> fresh(run, current)).toList();
    }

    private static boolean fresh(Reference run, long current) {
        return run.run() >= current - OLDEST;
    }
}
