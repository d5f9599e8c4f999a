package dev.autoresearch.session;

import dev.autoresearch.journal.Decision;
import dev.autoresearch.journal.DiffStat;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.NoiseChange;
import dev.autoresearch.journal.PlainText;
import dev.autoresearch.journal.RunRecord;
import dev.autoresearch.journal.SessionState;
import dev.autoresearch.journal.SessionState.Pending;
import dev.autoresearch.journal.Spending;
import dev.autoresearch.journal.Status;
import dev.autoresearch.objective.Measurement;
import dev.autoresearch.objective.Objective;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Ends an experiment: the verdict goes to the journal first, then takes effect in git, then reaches views and proposer.
final class Closing {
    private static final int REASON = 2_000;
    private static final Measurement NOTHING = new Measurement(Map.of(), 0, Duration.ZERO, Duration.ZERO,
            RunRecord.UNKNOWN);

    private final Parts parts;
    private final Steps steps;

    Closing(Parts parts, Steps steps) {
        this.parts = parts;
        this.steps = steps;
    }

    /// Writes the verdict on a pending experiment whose contest came to no decision.
    ///
    /// @param learned     what its runs showed of the noise all the same
    /// @param measurement null when there is none
    void close(Status status, String reason, Event.CandidateMade candidate, NoiseChange learned,
            @Nullable Measurement measurement) {
        write(new Event.BrokenOff(candidate.number(), candidate.attempt(), learned), status, reason, candidate,
                measurement == null ? NOTHING : measurement);
    }

    /// Writes that the unchanged project is the first incumbent.
    void baseline(Event.Calibrated calibrated, Event.CandidateMade candidate, Measurement measurement) {
        write(calibrated, Status.KEEP, "the unchanged project", candidate, measurement);
    }

    /// Writes the verdict that a decision is, with the decision.
    void close(Decision decision, Event.CandidateMade candidate, Measurement measurement) {
        close(decision, decision.status(), decision.verified() || decision.status() != Status.KEEP
                ? decision.reason()
                : decision.reason() + "; not verified", candidate, measurement);
    }

    /// Writes that a candidate is followed whatever it measured.
    void follow(Decision decision, Event.CandidateMade candidate, Measurement measurement) {
        close(decision, Status.EXPLORE, "followed to look around, whatever it measured: " + decision.reason(),
                candidate, measurement);
    }

    /// Writes what became of a canary: whatever the rule would do, the incumbent stays.
    void canary(Decision decision, Event.CandidateMade candidate, Measurement measurement) {
        boolean fooled = decision.status() == Status.KEEP;
        close(decision, fooled ? Status.INCONCLUSIVE : decision.status(),
                (fooled ? "the rule would have kept the unchanged incumbent: " : "") + decision.reason(), candidate,
                measurement);
    }

    private void close(Decision decision, Status status, String reason, Event.CandidateMade candidate,
            Measurement measurement) {
        Pending pending = Objects.requireNonNull(steps.state().pending(), "no experiment is under way");
        if (pending.decision() == null) {
            write(new Event.Decided(candidate.number(), candidate.attempt(), decision), status, reason, candidate,
                    measurement);
        } else {
            // A kill fell between the two lines.
            write(null, status, reason, candidate, measurement);
        }
    }

    private void write(@Nullable Event first, Status status, String reason, Event.CandidateMade candidate,
            Measurement measurement) {
        Pending pending = Objects.requireNonNull(steps.state().pending(), "no experiment is under way");
        Experiment row = row(pending, pending.proposed(), steps.state().spending(), status, reason, candidate,
                measurement);
        if (first == null) {
            steps.append(new Event.Judged(row));
        } else {
            steps.append(first, new Event.Judged(row));
        }
        settle(row, status, reason);
    }

    /// Writes an answer that gave no candidate together with the verdict, so that no kill in between asks again.
    ///
    /// @param candidate the crashed candidate that was to be mended, null when there is none
    void close(Event.Proposed answer, Status status, String reason, Event.@Nullable CandidateMade candidate) {
        Pending pending = Objects.requireNonNull(steps.state().pending(), "no experiment is under way");
        var proposed = new ArrayList<>(pending.proposed());
        proposed.add(answer);
        Experiment row = row(pending.answered(answer), proposed, steps.state().spending().plus(answer.spending()),
                status, reason, candidate, NOTHING);
        steps.append(answer, new Event.Judged(row));
        settle(row, status, reason);
    }

    private void settle(Experiment row, Status status, String reason) {
        if (status.kept()) {
            steps.report(parts.workspace().advance(row.commit()));
            steps.report(parts.evidence().lay(row));
        }
        if (!row.commit().isEmpty()) {
            parts.workspace().note(row.commit(), "experiment " + row.number() + " of " + steps.state().start().tag()
                    + ": " + status.word() + ", " + reason);
        }
        steps.report(parts.views().judged(row, steps.state()));
        if (!Canary.is(row)) {
            parts.tried().learn(row);
            parts.proposer().learn(row);
        }
    }

    private String unnamed(Pending pending) {
        if (!pending.mode().equals(SessionState.BASELINE)) {
            return "(no hypothesis)";
        }
        String stage = steps.state().leg().name();
        return pending.number() == 0
                ? "baseline"
                : stage.isEmpty() ? "what was imported, measured here" : "baseline of stage " + stage;
    }

    private Experiment row(Pending pending, List<Event.Proposed> proposed, Spending total, Status status,
            String reason,
            Event.@Nullable CandidateMade candidate,
            Measurement measurement) {
        Event.Proposed last = proposed.isEmpty() ? null : proposed.getLast();
        // A crash that nobody mended was still an answer to learn from.
        String detail = proposed.stream().map(Event.Proposed::detail).filter(text -> !text.isEmpty())
                .reduce("", (_, later) -> later);
        String hypothesis = proposed.stream().map(Event.Proposed::hypothesis).filter(text -> !text.isEmpty())
                .findFirst().orElseGet(() -> unnamed(pending));
        return new Experiment(pending.number(), status, PlainText.line(reason, REASON), hypothesis,
                candidate == null ? "" : candidate.commit(),
                pending.parent(), scored(measurement.centres()), measurement.peakMemory(), measurement.wall(),
                measurement.cpu(), measurement.runs(), candidate == null ? DiffStat.NONE : candidate.diff(),
                pending.spending(), total,
                last == null ? 1 : last.attempt(), last == null ? "" : last.proposer(),
                detail, parts.clock().instant());
    }

    private Map<String, Double> scored(Map<String, Double> centres) {
        Experiment baseline = steps.state().baseline();
        return new Objective(parts.configuration(), baseline == null ? centres : baseline.metrics())
                .withScore(centres);
    }
}
