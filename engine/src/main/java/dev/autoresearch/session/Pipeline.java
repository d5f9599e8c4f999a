package dev.autoresearch.session;

import dev.autoresearch.config.Budget;
import dev.autoresearch.config.Checks;
import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Decide;
import dev.autoresearch.journal.Axis;
import dev.autoresearch.objective.Objective;
import java.util.Map;
import java.util.stream.Stream;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.config.Stage;
import dev.autoresearch.journal.EndReason;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.Leg;
import dev.autoresearch.journal.MetricLabel;
import dev.autoresearch.journal.SessionState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The stages of a session, each seen by the rooms as one plain configuration; a session without stages is one.
///
/// @param whole what the user configured
record Pipeline(Configuration whole) {

    /// What holds in the stage that the session is in. Its budget is the stage's own, as far as the session's allows.
    Configuration at(SessionState state) {
        if (whole.stages().isEmpty()) {
            return whole;
        }
        Configuration own = stage(state.leg()).configuration();
        return own.withBudget(allowed(own.budget(), state.leg()));
    }

    /// So many experiments in a row without a keep end the stage; [Checks#OFF] for never.
    long plateau(SessionState state) {
        return whole.stages().isEmpty() ? Checks.OFF : stage(state.leg()).plateau();
    }

    /// Metrics of the first stage, the deciding one first.
    List<MetricLabel> labels() {
        return labels(whole.stages().isEmpty() ? whole : whole.stages().getFirst().configuration());
    }

    /// The metrics of a configuration, the deciding one first: where a score decides, the score.
    static List<MetricLabel> labels(Configuration configuration) {
        Stream<MetricLabel> read = configuration.metrics().stream()
                .map(metric -> new MetricLabel(metric.name(), metric.direction(), metric.unit()));
        if (configuration.decide().rule() != Decide.Rule.WEIGHTED) {
            return read.toList();
        }
        Axis score = new Objective(configuration, Map.of()).axes().getFirst();
        return Stream.concat(Stream.of(new MetricLabel(score.metric(), score.direction(), "")), read).toList();
    }

    /// What begins the first stage, unless the journal has it or there are no stages.
    Optional<Event.StageStarted> first(SessionState state) {
        return whole.stages().isEmpty() || !state.leg().name().isEmpty()
                ? Optional.empty()
                : Optional.of(started(0, state.incumbentCommit(), null));
    }

    /// What begins the next stage after this one ended; empty when the session ends with it.
    Optional<Event.StageStarted> after(SessionState state, EndReason reason) {
        int next = state.leg().index() + 1;
        return next >= whole.stages().size() || !onlyTheStage(state, reason)
                ? Optional.empty()
                : Optional.of(started(next, state.incumbentCommit(), reason));
    }

    private Event.StageStarted started(int index, String base, @Nullable EndReason before) {
        Stage stage = whole.stages().get(index);
        return new Event.StageStarted(index, stage.name(), base, labels(stage.configuration()), before);
    }

    private boolean onlyTheStage(SessionState state, EndReason reason) {
        Budget own = stage(state.leg()).configuration().budget();
        Budget allowed = allowed(own, state.leg());
        boolean left = state.experiments() < whole.budget().experiments();
        return switch (reason) {
            case EXPERIMENTS -> left && allowed.experiments() == own.experiments();
            case RUNS -> left && allowed.runs() == own.runs();
            case WALL -> left && allowed.wall().equals(own.wall());
            case TARGET, PLATEAU, EXHAUSTED -> left;
            case COST, TOKENS, CRASHES, PROPOSER, STOPPED, INTERRUPTED, SETUP, INCUMBENT, HOLDOUT -> false;
        };
    }

    private Budget allowed(Budget own, Leg leg) {
        Budget all = whole.budget();
        return new Budget(Math.min(own.experiments(), left(all.experiments(), leg.experiments())),
                Math.min(own.runs(), left(all.runs(), leg.runs())), wall(own.wall(), all.wall(), leg.elapsed()),
                all.cost(), all.tokens(), own.consecutiveCrashes(), all.experimentCost(),
                all.experimentTokens());
    }

    private static long left(long cap, long used) {
        return cap == Budget.UNLIMITED ? cap : Math.max(0, cap - used);
    }

    private static Duration wall(Duration own, Duration all, Duration used) {
        if (all.isZero()) {
            return own;
        }
        Duration left = all.compareTo(used) > 0 ? all.minus(used) : Duration.ofMillis(1);
        return own.isZero() || own.compareTo(left) > 0 ? left : own;
    }

    private Stage stage(Leg leg) {
        List<Stage> stages = whole.stages();
        if (leg.index() >= stages.size()
                || (!leg.name().isEmpty() && !stages.get(leg.index()).name().equals(leg.name()))) {
            throw new Refusal(Exit.CONFIGURATION,
                    "The session is in its stage " + (leg.index() + 1) + ", " + leg.name()
                            + ", which autoresearch.yaml does not have there any more.",
                    "Put the stages back as they were, or start a new session with `autoresearch run --new`.");
        }
        return stages.get(leg.index());
    }
}
