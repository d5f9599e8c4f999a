package dev.autoresearch.session;

import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.MetricLabel;
import dev.autoresearch.journal.SessionState;
import dev.autoresearch.proposer.Counsel;
import dev.autoresearch.strategy.Strategy;
import dev.autoresearch.workspace.Commits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Puts the strategy's mode into words, and finds the experiments that are worth another look: near-misses, and discards
/// that touch what has changed since. Not thread-safe.
final class Advising {
    private static final int NEAR = 5;
    private static final int AGAIN = 5;

    private final Commits commits;
    private String incumbent = "";
    private Map<Integer, Boolean> overtaken = new TreeMap<>();

    Advising(Commits commits) {
        this.commits = commits;
    }

    /// The counsel for the next proposal.
    ///
    /// @param reads whether anybody reads it; looking into git is spared otherwise
    Counsel counsel(SessionState state, String mode, String parent, boolean reads) {
        if (!reads) {
            return Counsel.NONE;
        }
        List<Experiment> near = nearMisses(state);
        return new Counsel(advice(state, mode, parent, near), near, again(state, near));
    }

    private static String advice(SessionState state, String mode, String parent, List<Experiment> near) {
        String stuck = state.sinceKeep() + " experiments in a row brought no gain. ";
        return switch (mode) {
            case Strategy.REFINE -> near.isEmpty()
                    ? stuck + "Read the code anew before you change it; what does it really do?"
                    : stuck + "Refine the best near-miss, experiment " + near.getFirst().number()
                            + ": keep what helped in it and mend what cost it the gain.";
            case Strategy.COMBINE -> near.size() < 2
                    ? stuck + "Combine two ideas that were tried one by one."
                    : stuck + "Combine near-misses into one change, for example experiments "
                            + near.get(0).number() + " and " + near.get(1).number() + ".";
            case Strategy.RADICAL ->
                stuck + "Try the opposite of what was tried, or a structural change: another algorithm"
                        + " or data structure, another order of the work. No parameter tuning this time.";
            case Strategy.SIMPLIFY -> stuck + "Take something away: delete code or settings that may not be needed."
                    + " An equal result with less is kept.";
            case Strategy.RESTART -> "This experiment starts from an earlier state, commit "
                    + parent.substring(0, Math.min(12, parent.length()))
                    + ", not from the best one. Take a direction that was not tried from there; it must beat the best one.";
            case Strategy.EXPLORE -> "This change is followed whatever it measures: look around, do something bold.";
            default -> state.barren() > 0
                    ? "The last proposal changed nothing. Nobody answers questions: decide yourself, and edit."
                    : "";
        };
    }

    /// Measured, not kept, and nearest to the best value, the nearest first.
    private static List<Experiment> nearMisses(SessionState state) {
        if (state.metrics().isEmpty()) {
            return List.of();
        }
        MetricLabel primary = state.metrics().getFirst();
        var rows = new LinkedHashMap<Integer, Experiment>();
        Stream.concat(state.best().stream(), state.recent().stream()).filter(row -> switch (row.status()) {
            case DISCARD, INCONCLUSIVE, CHECKS_FAILED -> row.metrics().containsKey(primary.name());
            case KEEP, CRASH, TIMEOUT, EXPLORE, VIOLATION, NO_CHANGE, INTERRUPTED -> false;
        }).forEach(row -> rows.putIfAbsent(row.number(), row));
        Comparator<Experiment> nearest = (one, other) -> {
            double a = one.metrics().getOrDefault(primary.name(), 0.0);
            double b = other.metrics().getOrDefault(primary.name(), 0.0);
            return a == b ? 0 : primary.direction().better(a, b) ? -1 : 1;
        };
        return rows.values().stream().sorted(nearest.thenComparingInt(Experiment::number)).limit(NEAR).toList();
    }

    /// Failed, or nearly better, from another state of files that a later keep changed.
    private List<Experiment> again(SessionState state, List<Experiment> near) {
        if (!incumbent.equals(state.incumbentCommit())) {
            incumbent = state.incumbentCommit();
            overtaken = new TreeMap<>();
        }
        var rows = new ArrayList<Experiment>();
        for (Experiment row : state.recent().reversed()) {
            boolean open = (row.status().broken() || near.contains(row)) && !row.commit().isEmpty()
                    && !row.parent().equals(incumbent);
            if (open && rows.size() < AGAIN && overtaken.computeIfAbsent(row.number(), _ -> overtaken(row))) {
                rows.add(row);
            }
        }
        return rows;
    }

    private boolean overtaken(Experiment row) {
        if (!commits.has(row.commit()) || !commits.has(row.parent())) {
            return false;
        }
        Set<String> since = commits.changed(row.parent(), incumbent);
        return commits.changed(row.parent(), row.commit()).stream().anyMatch(since::contains);
    }
}
