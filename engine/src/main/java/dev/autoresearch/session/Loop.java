package dev.autoresearch.session;

import dev.autoresearch.journal.EndReason;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.SessionState;
import java.util.Optional;

/// Repeats the way of one experiment until the budget, the proposer or the user ends it. Each round first listens to the
/// user, then looks at the budget, then makes one experiment.
final class Loop {
    private final Parts parts;
    private final Steps steps;
    private final Mail mail;
    private final OneExperiment one;
    private final Allowance allowance;

    Loop(Parts parts) {
        this.parts = parts;
        this.steps = new Steps(parts);
        this.mail = new Mail(parts, steps);
        this.one = new OneExperiment(parts, steps);
        this.allowance = new Allowance(parts.configuration().budget());
    }

    /// Works until there is a reason to end, and writes it down.
    Outcome run() {
        EndReason reason;
        String detail = "";
        try (var _ = mail.watchForStopNow()) {
            Optional<Ended> end = Optional.empty();
            if (steps.state().baseline() == null) {
                end = new Baseline(parts, steps).measure();
            }
            while (end.isEmpty()) {
                end = next();
            }
            reason = end.get().reason();
            detail = end.get().detail();
        }
        steps.append(new Event.SessionEnded(reason, detail));
        steps.report(parts.views().ended(steps.state()));
        return new Outcome(reason, detail, steps.state());
    }

    private Optional<Ended> next() {
        if (parts.stop().requested()) {
            return Optional.of(mail.stopped());
        }
        Optional<Ended> told = mail.listen();
        if (told.isPresent()) {
            return told;
        }
        SessionState state = steps.state();
        if (state.pending() == null) {
            Optional<EndReason> exhausted = allowance.exhausted(state);
            if (exhausted.isPresent()) {
                return Optional.of(new Ended(exhausted.get(), ""));
            }
        }
        return one.make().map(end -> end.reason() == EndReason.INTERRUPTED ? mail.stopped() : end);
    }

    /// A reason to end with what the user should know of it.
    record Ended(EndReason reason, String detail) {}
}
