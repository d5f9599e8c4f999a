package dev.autoresearch.session;

import dev.autoresearch.config.Checks;
import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Mode;
import dev.autoresearch.decision.Determinism;
import dev.autoresearch.decision.Regime;
import dev.autoresearch.journal.Comparison.Estimate;
import dev.autoresearch.journal.Confirmation;
import dev.autoresearch.journal.EndReason;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.Route;
import dev.autoresearch.journal.SessionState;
import dev.autoresearch.journal.Status;
import dev.autoresearch.journal.Study;
import dev.autoresearch.objective.Numbers;
import dev.autoresearch.session.Loop.Ended;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What is due between two experiments, so that a session does not fool itself for long: a second look at a metric that was
/// found without noise, at the last keep, at the holdout.
final class Milestones {
    private static final int DECIMALS = 10;

    private final Parts parts;
    private final Steps steps;
    private final Studies studies;
    private final Configuration configuration;
    private final Region region;

    Milestones(Parts parts, Steps steps, Studies studies) {
        this.parts = parts;
        this.steps = steps;
        this.studies = studies;
        this.configuration = parts.configuration();
        this.region = new Region(parts, steps, studies);
    }

    /// Makes what is due after the last experiment.
    ///
    /// @return a reason to end the session, if one was found
    Optional<Ended> pass() {
        SessionState state = steps.state();
        if (due(Study.Kind.PROBE, Determinism.EVERY)
                && Regime.of(configuration, state.noise()).mode() == Mode.DETERMINISTIC) {
            Optional<Ended> end = studies.probe();
            if (end.isPresent()) {
                return end;
            }
        }
        if (steps.state().route().exploration() != null) {
            // Until the region pays, nothing of it is worth a check.
            return region.look();
        }
        Checks checks = configuration.decide().checks();
        if (checks.recheck() != Checks.OFF && due(Study.Kind.RECHECK, checks.recheck())
                && state.route().kept().size() > 1) {
            Optional<Ended> end = recheck(checks.unkeep());
            if (end.isPresent()) {
                return end;
            }
        }
        long looks = looks(state);
        return configuration.holdout().present()
                && state.count(Status.KEEP) - state.leg().keeps() >= (looks + 1) * configuration.holdout().every()
                        ? holdout()
                        : Optional.empty();
    }

    /// Turns back from a region that did not pay before the session ends.
    void home() {
        region.leave("did not become better than it before the end");
    }

    /// Looks at the holdout; an alarm is a reason to end.
    Optional<Ended> holdout() {
        if (!configuration.holdout().present() || !kept(steps.state())) {
            return Optional.empty();
        }
        Optional<Ended> end = studies.holdout("a milestone");
        return end.isPresent() ? end : alarm();
    }

    private Optional<Ended> alarm() {
        SessionState state = steps.state();
        Confirmation look = state.confirmations().get(Study.Kind.HOLDOUT);
        if (look == null) {
            return Optional.empty();
        }
        Estimate seen = look.comparison().estimates().getFirst();
        double expected = gained(state, seen);
        if (seen.high() >= Math.max(0, expected / 2)) {
            return Optional.empty();
        }
        return Optional.of(new Ended(EndReason.HOLDOUT,
                "Look %d at the holdout shows a gain of %s to %s %%, where the metric that decides gained about %s %%: what was kept may hold only for what it was measured on. Compare the changes with `autoresearch diff`, then `autoresearch resume` goes on."
                        .formatted(look.look(), percent(seen, seen.low()), percent(seen, seen.high()),
                                percent(seen, expected))));
    }

    /// What the session's own records say was gained, on the axis of the holdout.
    private static double gained(SessionState state, Estimate seen) {
        Experiment baseline = Objects.requireNonNull(state.baseline(), "nothing is kept before the baseline");
        Experiment incumbent = Objects.requireNonNull(state.incumbent(), "nothing is kept before the baseline");
        Double before = baseline.metrics().get(seen.axis().metric());
        Double after = incumbent.metrics().get(seen.axis().metric());
        return before == null || after == null || !seen.axis().takes(before) || !seen.axis().takes(after)
                ? 0
                : seen.axis().y(before) - seen.axis().y(after);
    }

    private Optional<Ended> recheck(boolean unkeep) {
        Experiment incumbent = Objects.requireNonNull(steps.state().incumbent(), "kept");
        List<Route.Kept> kept = steps.state().route().kept();
        Route.Kept last = kept.get(kept.size() - 2);
        Optional<Ended> end = studies.recheck(last.commit());
        Confirmation found = steps.state().confirmations().get(Study.Kind.RECHECK);
        if (end.isPresent() || found == null || !found.to().equals(incumbent.commit())) {
            return end;
        }
        Estimate estimate = found.comparison().estimates().getFirst();
        if (estimate.gain() > 0) {
            return Optional.empty();
        }
        Optional<Experiment> before = parts.history().experiment(last.number());
        String what = "Experiment " + incumbent.number()
                + " was kept, but measured again it gains nothing (95 % interval "
                + percent(estimate, estimate.low()) + " to " + percent(estimate, estimate.high()) + " %).";
        if (unkeep && before.isPresent()) {
            steps.append(new Event.Rewound(before.get()));
            steps.report(parts.workspace().advance(before.get().commit()));
            steps.report(what + " It is taken back: experiment " + before.get().number()
                    + " is the incumbent again (decide.unkeep).");
        } else {
            steps.report(what + " `autoresearch rewind` takes it back.");
        }
        return Optional.empty();
    }

    private boolean due(Study.Kind kind, long every) {
        SessionState state = steps.state();
        return state.lastNumber() > 0 && state.lastNumber() % every == 0 && !state.studiedNow(kind);
    }

    private static boolean kept(SessionState state) {
        return !state.incumbentCommit().equals(state.base());
    }

    private static long looks(SessionState state) {
        Confirmation last = state.confirmations().get(Study.Kind.HOLDOUT);
        return last == null ? 0 : last.look();
    }

    private static String percent(Estimate estimate, double gain) {
        return Numbers.forPeople(Math.rint(estimate.improvement(gain) * 100 * DECIMALS) / DECIMALS);
    }
}
