package dev.autoresearch.trial;

import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.Purpose;
import dev.autoresearch.journal.RunRecord;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The runs that the journal already has of a trial, handed out in their order by purpose, so that a broken-off trial goes
/// on where it was. Runs that are asked for in another order than they were made do not fit any more: from there on they
/// are made again. Not thread-safe.
public final class Tape {
    private final Map<Purpose, ArrayDeque<Recorded>> left = new EnumMap<>(Purpose.class);
    private final Map<Purpose, Integer> handed = new EnumMap<>(Purpose.class);

    private record Recorded(String commit, RunRecord run) {}

    private Tape() {}

    /// The runs of an experiment.
    public static Tape of(List<Event.RunFinished> recorded) {
        var tape = new Tape();
        recorded.forEach(run -> tape.add(run.purpose(), run.commit(), run.run()));
        return tape;
    }

    /// The runs of a study.
    public static Tape ofStudy(List<Event.StudyRun> recorded) {
        var tape = new Tape();
        recorded.forEach(run -> tape.add(run.purpose(), run.commit(), run.run()));
        return tape;
    }

    private void add(Purpose purpose, String commit, RunRecord run) {
        left.computeIfAbsent(purpose, _ -> new ArrayDeque<>()).add(new Recorded(commit, run));
    }

    /// The number that the next run of this purpose has, from 1.
    int index(Purpose purpose) {
        return handed.getOrDefault(purpose, 0) + 1;
    }

    /// The next recorded run of this purpose, if it is one of this commit. Counts as one run either way.
    Optional<RunRecord> next(Purpose purpose, String commit) {
        handed.merge(purpose, 1, Integer::sum);
        ArrayDeque<Recorded> runs = left.get(purpose);
        if (runs == null || runs.isEmpty()) {
            return Optional.empty();
        }
        if (!runs.getFirst().commit().equals(commit)) {
            runs.clear();
            return Optional.empty();
        }
        return Optional.of(runs.removeFirst().run());
    }
}
