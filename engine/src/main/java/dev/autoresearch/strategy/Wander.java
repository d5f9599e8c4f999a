package dev.autoresearch.strategy;

import dev.autoresearch.config.Checks;
import dev.autoresearch.config.StrategySettings;
import dev.autoresearch.journal.Route;
import dev.autoresearch.journal.SessionState;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// A climb that explores every so many experiments and, after so many in a row without a keep, tries once from an earlier
/// incumbent. In a region that is being explored it climbs.
record Wander(StrategySettings settings) implements Strategy {

    @Override
    public Move next(SessionState state) {
        if (state.route().exploration() != null) {
            return CLIMB.next(state);
        }
        long every = settings.exploreEvery();
        if (every != Checks.OFF && (state.stageExperiments() + 1) % every == 0) {
            return new Move(state.incumbentCommit(), EXPLORE);
        }
        long after = settings.restartAfter();
        boolean stuck = after != Checks.OFF && state.sinceKeep() % (after + 1) == after;
        return (stuck ? earlier(state) : Optional.<String>empty()).map(commit -> new Move(commit, RESTART))
                .orElseGet(() -> CLIMB.next(state));
    }

    private static Optional<String> earlier(SessionState state) {
        List<String> commits = state.route().kept().stream().map(Route.Kept::commit)
                .filter(commit -> !commit.equals(state.incumbentCommit())).toList();
        if (commits.isEmpty()) {
            return Optional.empty();
        }
        var random = new SplittableRandom(new SplittableRandom(state.start().seed()).nextLong() + state.lastNumber());
        return Optional.of(commits.get(random.nextInt(commits.size())));
    }
}
