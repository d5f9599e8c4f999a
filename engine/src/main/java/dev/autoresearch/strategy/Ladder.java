package dev.autoresearch.strategy;

import dev.autoresearch.journal.Route;
import dev.autoresearch.journal.SessionState;
import java.util.List;
import java.util.Optional;

/// What a session does that is stuck: after three experiments in a row without a keep it refines the best near-miss, then
/// combines near-misses, then tries the opposite or something radical, then simplifies, then goes back to an earlier
/// incumbent; then it climbs again, and so on. Three proposals in a row that change nothing go to the next rung at once.
/// A function of the session's state alone.
record Ladder(Strategy otherwise) implements Strategy {
    /// Experiments without a keep that are no reason to change anything.
    static final int PATIENCE = 3;

    private static final int ON_A_RUNG = 2;
    private static final List<String> RUNGS = List.of(REFINE, COMBINE, RADICAL, SIMPLIFY, RESTART);
    private static final int ROUND = PATIENCE + ON_A_RUNG * RUNGS.size();

    @Override
    public Move next(SessionState state) {
        Move usual = otherwise.next(state);
        // What the user configured to happen now happens, and a region that is explored is climbed.
        if (!usual.mode().equals(Strategy.CLIMBING) || state.route().exploration() != null) {
            return usual;
        }
        int rung = rung(state.sinceKeep(), state.barren());
        if (rung < 0) {
            return usual;
        }
        String mode = RUNGS.get(rung);
        if (!mode.equals(RESTART)) {
            return new Move(state.incumbentCommit(), mode);
        }
        return earlier(state).map(commit -> new Move(commit, RESTART)).orElse(usual);
    }

    /// Which rung it is, from 0; -1 for the plain climb.
    ///
    /// @param sinceKeep experiments in a row without a keep
    /// @param barren    how many of them at the end changed nothing
    static int rung(int sinceKeep, int barren) {
        int skipped = sinceKeep + barren / PATIENCE * ON_A_RUNG;
        int place = skipped % ROUND;
        return place < PATIENCE ? -1 : (place - PATIENCE) / ON_A_RUNG;
    }

    /// The earlier incumbents in turn, the latest first.
    private static Optional<String> earlier(SessionState state) {
        List<String> commits = state.route().kept().reversed().stream().map(Route.Kept::commit)
                .filter(commit -> !commit.equals(state.incumbentCommit())).toList();
        return commits.isEmpty()
                ? Optional.empty()
                : Optional.of(commits.get(state.sinceKeep() / ROUND % commits.size()));
    }
}
