package dev.autoresearch.session;

import dev.autoresearch.journal.Confirmation;
import dev.autoresearch.journal.EndReason;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.SessionState;
import dev.autoresearch.journal.Study;
import java.util.Optional;

/// Repeats the way of one experiment until the budget, the proposer or the user ends it. Each round first listens to the
/// user, then looks at the budget, then makes one experiment and what is due after it. A session that ends by itself ends
/// with the final comparison.
final class Loop {
    private final Parts parts;
    private final Steps steps;
    private final Mail mail;
    private final Studies studies;
    private final Milestones milestones;
    private final OneExperiment one;
    private final Allowance allowance;

    Loop(Parts parts) {
        this.parts = parts;
        this.steps = new Steps(parts);
        this.mail = new Mail(parts, steps);
        this.studies = new Studies(parts, steps);
        this.milestones = new Milestones(parts, steps, studies);
        this.one = new OneExperiment(parts, steps, studies);
        this.allowance = new Allowance(parts.configuration(), parts.plateau());
    }

    /// Works until there is a reason to end, and writes it down.
    ///
    /// @return empty when only the stage ended, and the next one is begun
    Optional<Outcome> run() {
        Ended end = until(() -> {
            Optional<Ended> known = begin();
            while (known.isEmpty()) {
                known = next();
            }
            return known.get();
        });
        Optional<Event.StageStarted> next = parts.pipeline().after(steps.state(), end.reason());
        if (next.isEmpty()) {
            return Optional.of(close(end));
        }
        String over = steps.state().leg().name();
        steps.append(next.get());
        steps.report("Stage " + over + " is over: " + end.reason().phrase() + ". Stage " + next.get().name()
                + " goes on from its incumbent.");
        return Optional.empty();
    }

    /// Makes the final comparison and nothing else.
    ///
    /// @param ended why the session had ended, which stays so
    Outcome confirm(EndReason ended) {
        return close(until(() -> {
            Optional<Ended> end = begin().or(() -> studies.confirm("asked for"));
            return end.orElseGet(() -> new Ended(ended, ""));
        }));
    }

    private Ended until(Work work) {
        Ended end;
        try (var _ = mail.watchForStopNow()) {
            end = work.toItsEnd();
        }
        if (end.reason() == EndReason.INTERRUPTED) {
            end = parts.stop().requested()
                    ? mail.stopped()
                    : new Ended(EndReason.COST, "nothing is left for the judge");
        }
        return end;
    }

    private Outcome close(Ended end) {
        steps.append(new Event.SessionEnded(end.reason(), end.detail()));
        steps.report(parts.views().ended(steps.state()));
        return new Outcome(end.reason(), end.detail(), steps.state());
    }

    /// Whatever must be settled before the first experiment: the baseline, a broken-off study, another machine.
    private Optional<Ended> begin() {
        parts.pipeline().first(steps.state()).ifPresent(steps::append);
        if (steps.state().baseline() == null) {
            return new Baseline(parts, steps).measure();
        }
        Optional<Ended> end = studies.finish();
        String before = steps.state().noise().machine();
        if (end.isPresent() || before.equals(parts.machine())) {
            return end;
        }
        steps.report(before.isEmpty()
                ? "The noise of this session was never measured; that is done now."
                : "The machine is another one now (" + parts.machine() + "; it was " + before
                        + "): the noise is measured anew.");
        return studies.calibrate(before.isEmpty() ? "not measured yet" : "another machine");
    }

    private Optional<Ended> next() {
        if (parts.stop().requested()) {
            return Optional.of(mail.stopped());
        }
        Optional<Ended> told = mail.listen();
        if (told.isPresent()) {
            return told;
        }
        if (steps.state().pending() == null) {
            Optional<Ended> due = milestones.pass();
            if (due.isPresent()) {
                return due;
            }
            Optional<EndReason> exhausted = allowance.exhausted(steps.state());
            if (exhausted.isPresent()) {
                return Optional.of(conclude(new Ended(exhausted.get(), "")));
            }
        }
        return one.make().map(end -> end.reason() == EndReason.EXHAUSTED ? conclude(end) : end);
    }

    /// Ends a session by itself: the claim is made from a fresh comparison, and the holdout is looked at once more.
    private Ended conclude(Ended end) {
        return switch (end.reason()) {
            case EXPERIMENTS, RUNS, WALL, COST, TOKENS, EXHAUSTED, TARGET, PLATEAU -> {
                milestones.home();
                yield claimed().or(milestones::holdout).orElse(end);
            }
            case CRASHES, PROPOSER, STOPPED, INTERRUPTED, SETUP, INCUMBENT, HOLDOUT -> end;
        };
    }

    private Optional<Ended> claimed() {
        SessionState state = steps.state();
        Confirmation last = state.confirmations().get(Study.Kind.FINAL);
        boolean known = last != null && last.to().equals(state.incumbentCommit());
        return known ? Optional.empty() : studies.confirm("the session ends");
    }

    @FunctionalInterface
    private interface Work {
        Ended toItsEnd();
    }

    /// A reason to end with what the user should know of it.
    record Ended(EndReason reason, String detail) {}
}
