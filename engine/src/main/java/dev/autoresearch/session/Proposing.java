package dev.autoresearch.session;

import dev.autoresearch.journal.EndReason;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.PlainText;
import dev.autoresearch.journal.Remarks;
import dev.autoresearch.journal.SessionState.Pending;
import dev.autoresearch.journal.Setback;
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
import java.util.Optional;

/// The first half of an experiment: asks the proposer, holds the edit against the scope, and makes a candidate of it.
final class Proposing {
    private static final int HYPOTHESIS = 200;
    private static final int REASON = 300;
    /// So often a proposer hears that it repeats itself, within one experiment.
    private static final int REPEATS = 2;

    private final Parts parts;
    private final Steps steps;
    private final Workspace workspace;
    private final Briefing briefing;

    Proposing(Parts parts, Steps steps) {
        this.parts = parts;
        this.steps = steps;
        this.workspace = parts.workspace();
        this.briefing = new Briefing(parts.configuration(), parts.plateau(), parts.history(), workspace,
                parts.observer());
    }

    /// What asking the proposer led to.
    sealed interface Made {

        /// The journal has a candidate.
        record Candidate() implements Made {}

        /// There is none, and the proposer is to be asked again: the journal has why.
        record Again() implements Made {}

        /// There is none, and this is why; the answer is not in the journal yet.
        record Nothing(Event.Proposed answer, Status status, String reason) implements Made {}

        /// The session ends here; the experiment stays unfinished.
        record End(Ended ended) implements Made {}
    }

    /// Asks for one change: a new idea, or what the last answer of this experiment went back for.
    Made make(Pending pending) {
        var last = pending.candidate();
        Setback setback = pending.setback();
        int attempt = pending.proposed().size() + 1;
        boolean mending = setback != null && last != null && workspace.has(last.commit());
        workspace.resetDesk(mending ? Objects.requireNonNull(last).commit() : pending.parent());
        var account = new Account(steps, parts.configuration().budget(), pending.number(), pending.spending());
        Brief brief = briefing.of(steps.state(), pending, account);
        long began = System.nanoTime();
        Proposal proposal = parts.proposer().propose(brief, workspace.desk(), parts.stop());
        if (parts.stop().requested()) {
            return new Made.End(new Ended(EndReason.INTERRUPTED, ""));
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        return switch (proposal) {
            case Proposal.Exhausted(String reason) -> new Made.End(new Ended(EndReason.EXHAUSTED, reason));
            case Proposal.Failed(String reason, Spending spending) -> new Made.Nothing(
                    answer(pending, attempt, "", spending, took, "", Remarks.NONE), Status.NO_CHANGE,
                    "the proposer failed: " + reason);
            case Proposal.NoChange(String reason, Spending spending, Remarks remarks) ->
                new Made.Nothing(answer(pending, attempt, "", spending, took, "", remarks), Status.NO_CHANGE, reason);
            case Proposal.Edited(String hypothesis, Spending spending, String detail, Remarks remarks) ->
                edited(pending, answer(pending, attempt, PlainText.line(hypothesis, HYPOTHESIS), spending, took,
                        detail, remarks));
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
                Optional<Integer> before = parts.tried().before(pending.parent(), candidate.diff().print());
                if (before.isPresent()) {
                    yield repeated(pending, answer, before.get());
                }
                var made = new Event.CandidateMade(pending.number(), answer.attempt(), candidate.commit(),
                        candidate.diff());
                steps.append(answer, made, new Event.TrialPlanned(pending.number(), answer.attempt(),
                        parts.plan(steps.state(), pending, made)));
                yield new Made.Candidate();
            }
        };
    }

    private Made repeated(Pending pending, Event.Proposed answer, int before) {
        String reason = "this is the same change as experiment " + before + ", which was tried from the same commit"
                + parts.history().experiment(before)
                        .map(row -> ": " + row.status().word() + ", " + PlainText.line(row.reason(), REASON))
                        .orElse("");
        if (pending.setbacks(Setback.Kind.REPEAT) >= REPEATS) {
            return new Made.Nothing(answer, Status.NO_CHANGE, reason);
        }
        steps.append(answer, new Event.SentBack(pending.number(), answer.attempt(),
                new Setback(Setback.Kind.REPEAT, reason, "")));
        return new Made.Again();
    }

    private Event.Proposed answer(Pending pending, int attempt, String hypothesis, Spending spending, Duration took,
            String detail, Remarks remarks) {
        return new Event.Proposed(pending.number(), attempt, parts.proposer().name(), hypothesis, spending, took,
                detail, remarks);
    }

    private String tag() {
        return steps.state().start().tag();
    }
}
