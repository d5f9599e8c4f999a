package dev.autoresearch.session;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.journal.EndReason;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.SessionState.Pending;
import dev.autoresearch.journal.Status;
import dev.autoresearch.objective.Judge;
import dev.autoresearch.objective.Judgement;
import dev.autoresearch.objective.Measurement;
import dev.autoresearch.session.Loop.Ended;
import dev.autoresearch.session.Proposing.Made;
import dev.autoresearch.strategy.Strategy;
import dev.autoresearch.trial.Trial;
import dev.autoresearch.workspace.Workspace;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The way of one experiment: propose, check the scope, commit, measure, judge, guard, advance. Everything it needs to go
/// on after a kill is in the journal's pending experiment, so that making one and resuming one are the same code.
final class OneExperiment {
    /// So many experiments in a row without a candidate end the session: such a proposer is broken, not unlucky.
    private static final int FRUITLESS = 10;

    private final Parts parts;
    private final Steps steps;
    private final Configuration configuration;
    private final Workspace workspace;
    private final Proposing proposing;
    private final Closing closing;
    private int fruitless;

    OneExperiment(Parts parts, Steps steps) {
        this.parts = parts;
        this.steps = steps;
        this.configuration = parts.configuration();
        this.workspace = parts.workspace();
        this.proposing = new Proposing(parts, steps);
        this.closing = new Closing(parts, steps);
    }

    /// Makes the next experiment, or finishes the pending one.
    ///
    /// @return a reason to end the session, if there is one
    Optional<Ended> make() {
        if (steps.state().pending() == null) {
            Strategy.Move move = parts.strategy().next(steps.state());
            steps.append(new Event.ExperimentStarted(steps.state().lastNumber() + 1, move.parent(), move.mode()));
        }
        Trial.Result.Failed crash = null;
        while (true) {
            Pending pending = pending();
            var known = pending.candidate();
            if (crash != null || known == null || !workspace.has(known.commit())) {
                int attempt = (known == null ? 1 : known.attempt()) + (crash == null ? 0 : 1);
                switch (proposing.make(pending, attempt, trouble(crash))) {
                    case Made.End(Ended ended) -> {
                        return Optional.of(ended);
                    }
                    case Made.Nothing nothing -> {
                        return without(nothing, crash);
                    }
                    case Made.Candidate() -> {
                    }
                }
            }
            var candidate = Objects.requireNonNull(pending().candidate(), "a candidate was just made");
            Trial trial = trial(candidate);
            switch (trial.measure(parts.stop())) {
                case Trial.Result.Measured(Measurement measurement, var _) -> {
                    return judge(candidate, measurement, trial);
                }
                case Trial.Result.Tampered(List<String> paths) -> {
                    closing.close(Status.VIOLATION, tampering("run", paths), candidate, null);
                    return Optional.empty();
                }
                case Trial.Result.Interrupted() -> {
                    return Optional.of(new Ended(EndReason.INTERRUPTED, ""));
                }
                case Trial.Result.Failed failed -> {
                    if (failed.status() != Status.CRASH || candidate.attempt() > configuration.crashRetries()) {
                        closing.close(failed.status(), failed.reason(), candidate, null);
                        return Optional.empty();
                    }
                    // The experiment's own name goes to the attempt that is judged; the earlier ones stay reachable.
                    workspace.publish(candidate.number() + "." + candidate.attempt(), candidate.commit());
                    crash = failed;
                }
            }
        }
    }

    private Trial trial(Event.CandidateMade candidate) {
        fruitless = 0;
        workspace.publish(Integer.toString(candidate.number()), candidate.commit());
        workspace.checkOut(candidate.commit());
        return parts.trials().of(candidate, pending().runs(), steps);
    }

    private Optional<Ended> judge(Event.CandidateMade candidate, Measurement measurement, Trial trial) {
        Judgement judgement = Judge.judge(configuration.decide(), configuration.primary(),
                deciding(measurement.centres()), incumbentValue(), candidate.diff());
        if (judgement.status() != Status.KEEP) {
            closing.close(judgement.status(), judgement.reason(), candidate, measurement);
            return Optional.empty();
        }
        switch (trial.guard(parts.stop())) {
            case Trial.Guarded.Passed() -> closing.close(Status.KEEP, judgement.reason(), candidate, measurement);
            case Trial.Guarded.Failed(String reason, String _) -> closing.close(Status.CHECKS_FAILED,
                    judgement.reason() + ", but the guard failed: " + reason, candidate, measurement);
            case Trial.Guarded.Tampered(List<String> paths) ->
                closing.close(Status.VIOLATION, tampering("guard", paths), candidate, null);
            case Trial.Guarded.Interrupted() -> {
                return Optional.of(new Ended(EndReason.INTERRUPTED, ""));
            }
        }
        return Optional.empty();
    }

    private double incumbentValue() {
        Experiment incumbent = Objects.requireNonNull(steps.state().incumbent(), "no candidate before the baseline");
        return deciding(incumbent.metrics());
    }

    private double deciding(Map<String, Double> metrics) {
        return Objects.requireNonNull(metrics.get(configuration.primary().name()),
                "only what gives the deciding metric is measured");
    }

    private Optional<Ended> without(Made.Nothing nothing, Trial.Result.@Nullable Failed crash) {
        if (crash != null) {
            // A proposer that does not mend its crash leaves the crash as the result.
            closing.close(nothing.answer(), crash.status(), crash.reason(), pending().candidate());
            return Optional.empty();
        }
        closing.close(nothing.answer(), nothing.status(), nothing.reason(), null);
        fruitless++;
        return fruitless < FRUITLESS
                ? Optional.empty()
                : Optional.of(new Ended(EndReason.PROPOSER,
                        fruitless + " proposals in a row gave no candidate; the last: " + nothing.reason()));
    }

    private static String trouble(Trial.Result.@Nullable Failed crash) {
        return crash == null ? "" : crash.reason() + (crash.tail().isEmpty() ? "" : "\n\n" + crash.tail());
    }

    private static String tampering(String what, List<String> paths) {
        return "the " + what + " left files other than the candidate's commit has them: " + String.join(", ", paths);
    }

    private Pending pending() {
        return Objects.requireNonNull(steps.state().pending(), "no experiment is under way");
    }
}
