package dev.autoresearch.session;

import dev.autoresearch.journal.DiffStat;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.RunRecord;
import dev.autoresearch.journal.SessionState.Pending;
import dev.autoresearch.journal.Spending;
import dev.autoresearch.journal.Status;
import dev.autoresearch.objective.Measurement;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Ends an experiment: the verdict goes to the journal first, then takes effect in git, then reaches views and proposer.
final class Closing {
    private static final Measurement NOTHING = new Measurement(Map.of(), 0, Duration.ZERO, Duration.ZERO,
            RunRecord.UNKNOWN);

    private final Parts parts;
    private final Steps steps;

    Closing(Parts parts, Steps steps) {
        this.parts = parts;
        this.steps = steps;
    }

    /// Writes the verdict on the pending experiment.
    ///
    /// @param candidate   null when none was made
    /// @param measurement null when there is none
    void close(Status status, String reason, Event.@Nullable CandidateMade candidate,
            @Nullable Measurement measurement) {
        Pending pending = Objects.requireNonNull(steps.state().pending(), "no experiment is under way");
        Experiment row = row(pending, status, reason, candidate, measurement == null ? NOTHING : measurement);
        steps.append(new Event.Judged(row));
        if (status.kept()) {
            steps.report(parts.workspace().advance(row.commit()));
        }
        if (!row.commit().isEmpty()) {
            parts.workspace().note(row.commit(), "experiment " + row.number() + " of " + steps.state().start().tag()
                    + ": " + status.word() + ", " + reason);
        }
        steps.report(parts.views().judged(row, steps.state()));
        parts.proposer().learn(row);
    }

    private Experiment row(Pending pending, Status status, String reason, Event.@Nullable CandidateMade candidate,
            Measurement measurement) {
        Spending spending = pending.proposed().stream().map(Event.Proposed::spending).reduce(Spending.NONE,
                Spending::plus);
        Event.Proposed last = pending.proposed().isEmpty() ? null : pending.proposed().getLast();
        // A crash that nobody mended was still an answer to learn from.
        String detail = pending.proposed().stream().map(Event.Proposed::detail).filter(text -> !text.isEmpty())
                .reduce("", (_, later) -> later);
        String hypothesis = pending.proposed().stream().map(Event.Proposed::hypothesis).filter(text -> !text.isEmpty())
                .findFirst().orElse(pending.number() == 0 ? "baseline" : "(no hypothesis)");
        return new Experiment(pending.number(), status, reason, hypothesis, candidate == null ? "" : candidate.commit(),
                pending.parent(), measurement.centres(), measurement.peakMemory(), measurement.wall(),
                measurement.cpu(), measurement.runs(), candidate == null ? DiffStat.NONE : candidate.diff(), spending,
                last == null ? 1 : last.attempt(), last == null ? "" : last.proposer(),
                detail, parts.clock().instant());
    }
}
