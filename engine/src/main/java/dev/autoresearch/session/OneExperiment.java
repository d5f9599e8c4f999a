package dev.autoresearch.session;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.decision.Contest;
import dev.autoresearch.decision.Contests;
import dev.autoresearch.decision.Determinism;
import dev.autoresearch.journal.Decision;
import dev.autoresearch.journal.EndReason;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.NoiseChange;
import dev.autoresearch.journal.RunRecord;
import dev.autoresearch.journal.SessionState.Pending;
import dev.autoresearch.journal.Setback;
import dev.autoresearch.journal.Status;
import dev.autoresearch.journal.TrialPlan;
import dev.autoresearch.objective.Measurement;
import dev.autoresearch.session.Loop.Ended;
import dev.autoresearch.session.Proposing.Made;
import dev.autoresearch.strategy.Strategy;
import dev.autoresearch.trial.Trial;
import dev.autoresearch.workspace.Workspace;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

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
    private final Canary canary;
    private final Closing closing;
    private final Studies studies;
    private int fruitless;

    OneExperiment(Parts parts, Steps steps, Studies studies) {
        this.parts = parts;
        this.steps = steps;
        this.configuration = parts.configuration();
        this.workspace = parts.workspace();
        this.proposing = new Proposing(parts, steps);
        this.canary = new Canary(parts, steps);
        this.closing = new Closing(parts, steps);
        this.studies = studies;
    }

    /// Makes the next experiment, or finishes the pending one.
    ///
    /// @return a reason to end the session, if there is one
    Optional<Ended> make() {
        if (steps.state().pending() == null) {
            int number = steps.state().lastNumber() + 1;
            Strategy.Move move = canary.due(number)
                    ? canary.move(steps.state())
                    : parts.strategy().next(steps.state());
            steps.append(new Event.ExperimentStarted(number, move.parent(), move.mode()));
        }
        while (true) {
            Pending pending = pending();
            var known = pending.candidate();
            if (pending.setback() != null || known == null || !workspace.has(known.commit())) {
                switch (Canary.is(pending) ? canary.make(pending) : proposing.make(pending)) {
                    case Made.End(Ended ended) -> {
                        return Optional.of(ended);
                    }
                    case Made.Nothing nothing -> {
                        return without(nothing);
                    }
                    case Made.Again() -> {
                        continue;
                    }
                    case Made.Candidate() -> {
                    }
                }
            }
            var candidate = Objects.requireNonNull(pending().candidate(), "a candidate was just made");
            Decision decided = pending().decision();
            Tried tried = decided == null
                    ? trial(candidate)
                    : new Tried(new Trial.Result.Decided(decided, Measurement.of(runs(pending(), candidate))),
                            decided.change());
            Optional<Setback> setback = Canary.is(pending) ? Optional.empty() : setback(pending(), tried.result());
            if (setback.isPresent()) {
                // The experiment's own name goes to the attempt that is judged; the earlier ones stay reachable.
                workspace.publish(candidate.number() + "." + candidate.attempt(), candidate.commit());
                steps.append(new Event.SentBack(candidate.number(), candidate.attempt(), setback.get()));
                continue;
            }
            if (tried.result() instanceof Trial.Result.Unplaced(var axis, double value)) {
                studies.leaveLogarithms(axis, value);
                steps.append(new Event.TrialPlanned(candidate.number(), candidate.attempt(),
                        parts.plan(steps.state(), pending(), candidate)));
                continue;
            }
            return settle(candidate, tried);
        }
    }

    /// Whether the proposer may try to mend what happened, and what it is told.
    private Optional<Setback> setback(Pending pending, Trial.Result result) {
        return switch (result) {
            case Trial.Result.Failed(Status status, String reason, String tail) when status == Status.CRASH
                    && pending.setbacks(Setback.Kind.CRASH) < configuration.crashRetries() ->
                Optional.of(new Setback(Setback.Kind.CRASH, reason, tail));
            case Trial.Result.Unguarded(String reason, String tail, Measurement _) when pending
                    .setbacks(Setback.Kind.GUARD) < configuration.guard().rework() ->
                Optional.of(new Setback(Setback.Kind.GUARD,
                        "it looked better, but the guard failed: " + reason, tail));
            default -> Optional.empty();
        };
    }

    /// What became of a trial.
    ///
    /// @param learned what its runs showed of the noise, if it came to no decision
    private record Tried(Trial.Result result, NoiseChange learned) {}

    private Tried trial(Event.CandidateMade candidate) {
        fruitless = 0;
        Pending pending = pending();
        TrialPlan plan = Objects.requireNonNull(pending.plan(), "a candidate is planned when it is made");
        workspace.publish(Integer.toString(candidate.number()), candidate.commit());
        // The incumbent stays what it is while an experiment is under way, wherever that started from.
        String incumbent = steps.state().incumbentCommit();
        var subject = new Trial.Subject(candidate.number(), candidate.attempt(), candidate.commit(), incumbent,
                steps.state().noise().standing(), Planner.races(plan) ? incumbent : "", pending.runs(),
                (purpose, index, commit, run, judged) -> steps
                        .append(new Event.RunFinished(candidate.number(), candidate.attempt(), purpose, index, commit,
                                run, judged)));
        Contest contest = Contests.of(plan, steps.state().noise());
        Trial.Result result = new Trial(parts.stands(), subject, plan, parts.objective(steps.state())).decide(contest,
                parts.stop());
        return new Tried(result, contest.brokenOff());
    }

    private static List<RunRecord> runs(Pending pending, Event.CandidateMade candidate) {
        return pending.runs().stream()
                .filter(run -> run.purpose().measured() && run.commit().equals(candidate.commit()))
                .map(Event.RunFinished::run).filter(RunRecord::measured).toList();
    }

    private Optional<Ended> settle(Event.CandidateMade candidate, Tried tried) {
        NoiseChange learned = tried.learned();
        switch (tried.result()) {
            case Trial.Result.Decided(Decision decision, Measurement measurement) -> {
                return decided(candidate, decision, measurement);
            }
            case Trial.Result.Broken(String reason, Measurement measurement) ->
                closing.close(Status.DISCARD, reason, candidate, learned, measurement);
            case Trial.Result.Unguarded(String reason, String _, Measurement measurement) ->
                closing.close(Status.CHECKS_FAILED, "it looked better, but the guard failed: " + reason, candidate,
                        learned, measurement);
            case Trial.Result.Failed failed ->
                closing.close(failed.status(), failed.reason(), candidate, learned, null);
            case Trial.Result.Tampered(var purpose, List<String> paths) ->
                closing.close(Status.VIOLATION, Tampering.phrase(purpose, paths), candidate, learned, null);
            case Trial.Result.IncumbentFailed(String reason, String tail) -> {
                return Optional.of(new Ended(EndReason.INCUMBENT, reason + (tail.isEmpty() ? "" : "\n\n" + tail)));
            }
            case Trial.Result.Interrupted() -> {
                return Optional.of(new Ended(EndReason.INTERRUPTED, ""));
            }
            case Trial.Result.Unplaced(var axis, double value) ->
                throw new IllegalStateException(axis.metric() + " " + value + " was not placed anew");
        }
        return Optional.empty();
    }

    private Optional<Ended> decided(Event.CandidateMade candidate, Decision decision, Measurement measurement) {
        if (Canary.is(pending())) {
            closing.canary(decision, candidate, measurement);
            return canary.trust()
                    ? Optional.empty()
                    : studies.calibrate("the rule kept unchanged incumbents");
        }
        if (pending().mode().equals(Strategy.EXPLORE) && decision.status() != Status.INCONCLUSIVE) {
            closing.follow(decision, candidate, measurement);
            return Optional.empty();
        }
        TrialPlan plan = Objects.requireNonNull(pending().plan(), "a decided candidate was planned");
        closing.close(decision, candidate, measurement);
        if (Determinism.broken(plan, decision)) {
            return studies.calibrateNoisy("a repeated run gave another value");
        }
        return Optional.empty();
    }

    private Optional<Ended> without(Made.Nothing nothing) {
        Setback back = pending().unmended();
        if (back != null && nothing.status() != Status.VIOLATION) {
            // A proposer that does not mend what went back leaves it as the result.
            Status status = back.kind() == Setback.Kind.CRASH ? Status.CRASH : Status.CHECKS_FAILED;
            closing.close(nothing.answer(), status, back.reason(), pending().candidate());
            return Optional.empty();
        }
        closing.close(nothing.answer(), nothing.status(), nothing.reason(), null);
        fruitless++;
        return fruitless < FRUITLESS
                ? Optional.empty()
                : Optional.of(new Ended(EndReason.PROPOSER,
                        fruitless + " proposals in a row gave no candidate; the last: " + nothing.reason()));
    }

    private Pending pending() {
        return Objects.requireNonNull(steps.state().pending(), "no experiment is under way");
    }
}
