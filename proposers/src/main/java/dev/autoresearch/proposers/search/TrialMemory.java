package dev.autoresearch.proposers.search;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Direction;
import dev.autoresearch.journal.Axis;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.objective.Objective;
import dev.autoresearch.proposers.search.knob.KnobSet;
import dev.autoresearch.proposers.search.optimize.Optimizer.History;
import dev.autoresearch.proposers.search.optimize.Optimizer.Observation;
import dev.autoresearch.proposers.search.optimize.Point;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What finished experiments taught: the best and the latest trials, where every knob started, and which points were
/// tried. Of bounded size, and constant time a lesson, however long the session. A function of the lessons alone.
final class TrialMemory {
    private static final int BEST = 300;
    private static final int RECENT = 200;
    private static final int TRIED = 1 << 17;

    private final Configuration configuration;
    private Objective objective;
    private double start = Double.NaN;
    private final Map<String, String> origins = new TreeMap<>();
    private final Set<Long> tried = new LinkedHashSet<>();
    private final TreeSet<Trial> best = new TreeSet<>(
            Comparator.comparingDouble(Trial::score).thenComparingInt(Trial::number));
    private final Deque<Trial> recent = new ArrayDeque<>();
    private long finished;
    private long stagnation;

    TrialMemory(Configuration configuration) {
        this.configuration = configuration;
        this.objective = new Objective(configuration, Map.of());
        tried.add(print(Map.of()));
    }

    /// Where each knob started, by id, as far as finished experiments say.
    Map<String, String> origins() {
        return Collections.unmodifiableMap(origins);
    }

    /// Whether this point was tried. Of more than 131,072 points the oldest are forgotten.
    boolean tried(KnobSet knobs, Point point) {
        return tried.contains(print(knobs.differences(point)));
    }

    /// What the optimiser may know, in terms of the knobs as they are now.
    History history(KnobSet knobs) {
        var trials = new TreeMap<Integer, Trial>();
        best.forEach(trial -> trials.put(trial.number(), trial));
        recent.forEach(trial -> trials.put(trial.number(), trial));
        var observations = new ArrayList<Observation>();
        for (Trial trial : trials.values()) {
            knobs.at(trial.differences())
                    .ifPresent(point -> observations.add(new Observation(point, trial.feasible(), trial.score())));
        }
        return new History(observations, finished, stagnation);
    }

    /// Takes in one finished experiment; experiments of other proposers teach nothing.
    void learn(Experiment experiment) {
        Detail detail = experiment.number() == 0 ? Detail.NONE : Detail.read(experiment.detail());
        if (experiment.number() > 0 && detail.knobs().isEmpty()) {
            return;
        }
        if (experiment.number() == 0) {
            objective = new Objective(configuration, experiment.metrics());
            start = value(experiment);
        }
        detail.origins().forEach(origins::putIfAbsent);
        switch (experiment.status()) {
            case KEEP, DISCARD, EXPLORE, INCONCLUSIVE -> remember(experiment, detail, score(experiment));
            case CRASH, TIMEOUT, CHECKS_FAILED, VIOLATION -> remember(experiment, detail, Double.NaN);
            case NO_CHANGE -> mark(detail);
            case INTERRUPTED -> {
                // nothing was measured: the point may be proposed again
            }
        }
    }

    /// What an experiment is worth, less is better. What breaks a constraint is worse than the unchanged project, the more the
    /// further it is off, so that the way back is seen.
    private double score(Experiment experiment) {
        double value = value(experiment);
        double over = objective.overshoot(experiment.metrics());
        return over == 0 || Double.isNaN(start)
                ? value
                : Math.max(value, start) + over * Math.max(Math.abs(start), 1e-9);
    }

    /// The metric that decides, or the score, with soft constraints priced in.
    private double value(Experiment experiment) {
        Axis axis = objective.axes().getFirst();
        Double value = objective.values(experiment.metrics()).get(axis.metric());
        return value == null ? Double.NaN : axis.direction() == Direction.LOWER ? value : -value;
    }

    private void remember(Experiment experiment, Detail detail, double score) {
        mark(detail);
        var trial = new Trial(experiment.number(), detail.knobs(), score);
        if (experiment.number() > 0) {
            finished++;
            stagnation++;
        }
        recent.addLast(trial);
        if (recent.size() > RECENT) {
            recent.removeFirst();
        }
        if (trial.feasible()) {
            if (best.isEmpty() || score < best.first().score()) {
                stagnation = 0;
            }
            best.add(trial);
            if (best.size() > BEST) {
                best.pollLast();
            }
        }
    }

    private void mark(Detail detail) {
        tried.add(print(detail.knobs()));
        if (tried.size() > TRIED) {
            tried.remove(tried.iterator().next());
        }
    }

    // FNV-1a over the sorted differences, 64 bits.
    private static long print(Map<String, String> differences) {
        long hash = 0xcbf29ce484222325L;
        for (var entry : differences.entrySet()) {
            for (String part : List.of(entry.getKey(), entry.getValue())) {
                for (int i = 0; i < part.length(); i++) {
                    hash = (hash ^ part.charAt(i)) * 0x100000001b3L;
                }
                hash = (hash ^ 0xffff) * 0x100000001b3L;
            }
        }
        return hash;
    }

    /// One finished experiment; without a number (not feasible) the score is not a number.
    private record Trial(int number, Map<String, String> differences, double score) {

        boolean feasible() {
            return !Double.isNaN(score);
        }
    }
}
