package dev.autoresearch.session;

import dev.autoresearch.journal.EndReason;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.PlainText;
import dev.autoresearch.journal.SessionState;
import dev.autoresearch.journal.SessionState.Pending;
import dev.autoresearch.journal.Spending;
import dev.autoresearch.journal.Status;
import dev.autoresearch.proposer.Brief;
import dev.autoresearch.proposer.Proposal;
import dev.autoresearch.session.Loop.Ended;
import dev.autoresearch.workspace.Edit;
import dev.autoresearch.workspace.Workspace;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/// The first half of an experiment: asks the proposer, holds the edit against the scope, and makes a candidate of it.
final class Proposing {
    private static final int HYPOTHESIS = 200;

    private final Parts parts;
    private final Steps steps;
    private final Workspace workspace;
    private final Allowance allowance;

    Proposing(Parts parts, Steps steps) {
        this.parts = parts;
        this.steps = steps;
        this.workspace = parts.workspace();
        this.allowance = new Allowance(parts.configuration(), parts.plateau());
    }

    /// What asking the proposer led to.
    sealed interface Made {

        /// The journal has a candidate.
        record Candidate() implements Made {}

        /// There is none, and this is why; the answer is not in the journal yet.
        record Nothing(Event.Proposed answer, Status status, String reason) implements Made {}

        /// The session ends here; the experiment stays unfinished.
        record End(Ended ended) implements Made {}
    }

    /// Asks for one change.
    ///
    /// @param attempt 1 for a new idea, more for mending a crash
    /// @param trouble how the last attempt crashed, empty for a new idea
    Made make(Pending pending, int attempt, String trouble) {
        var last = pending.candidate();
        boolean mending = attempt > 1 && last != null && workspace.has(last.commit());
        workspace.resetDesk(mending ? Objects.requireNonNull(last).commit() : pending.parent());
        Brief brief = brief(pending, attempt, trouble);
        long began = System.nanoTime();
        Proposal proposal = parts.proposer().propose(brief, workspace.desk(), parts.stop());
        if (parts.stop().requested()) {
            return new Made.End(new Ended(EndReason.INTERRUPTED, ""));
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        return switch (proposal) {
            case Proposal.Exhausted(String reason) -> new Made.End(new Ended(EndReason.EXHAUSTED, reason));
            case Proposal.Failed(String reason, Spending spending) -> new Made.Nothing(
                    answer(pending, attempt, "", spending, took, ""), Status.NO_CHANGE,
                    "the proposer failed: " + reason);
            case Proposal.NoChange(String reason, Spending spending) ->
                new Made.Nothing(answer(pending, attempt, "", spending, took, ""), Status.NO_CHANGE, reason);
            case Proposal.Edited(String hypothesis, Spending spending, String detail) -> edited(pending,
                    answer(pending, attempt, PlainText.line(hypothesis, HYPOTHESIS), spending, took, detail));
        };
    }

    private Made edited(Pending pending, Event.Proposed answer) {
        return switch (workspace.inspect(pending.parent())) {
            case Edit.None() -> new Made.Nothing(answer, Status.NO_CHANGE, "the proposer changed nothing");
            case Edit.Outside(List<String> breaches) ->
                new Made.Nothing(answer, Status.VIOLATION, "outside the scope: " + String.join("; ", breaches));
            case Edit.Allowed allowed -> {
                String subject = answer.hypothesis().isEmpty() ? "(no hypothesis)" : answer.hypothesis();
                var candidate = workspace.commit(allowed, pending.parent(),
                        subject + "\n\nExperiment " + pending.number() + " of " + tag() + ".\n");
                var made = new Event.CandidateMade(pending.number(), answer.attempt(), candidate.commit(),
                        candidate.diff());
                steps.append(answer, made, new Event.TrialPlanned(pending.number(), answer.attempt(),
                        parts.plan(steps.state(), pending, made)));
                yield new Made.Candidate();
            }
        };
    }

    private Event.Proposed answer(Pending pending, int attempt, String hypothesis, Spending spending, Duration took,
            String detail) {
        return new Event.Proposed(pending.number(), attempt, parts.proposer().name(), hypothesis, spending, took,
                detail);
    }

    private Brief brief(Pending pending, int attempt, String trouble) {
        SessionState state = steps.state();
        Experiment baseline = Objects.requireNonNull(state.baseline(), "no proposal before the baseline");
        Experiment incumbent = Objects.requireNonNull(state.incumbent(), "no proposal before the baseline");
        return new Brief(pending.number(), attempt, pending.mode(),
                Seeds.proposal(state.start().seed(), pending.number(), attempt), tag(), parts.configuration(), baseline,
                incumbent, state.recent(), state.best(), state.messages(), trouble, allowance.left(state));
    }

    private String tag() {
        return steps.state().start().tag();
    }
}
