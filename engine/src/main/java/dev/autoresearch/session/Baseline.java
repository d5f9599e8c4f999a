package dev.autoresearch.session;

import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.journal.DiffStat;
import dev.autoresearch.journal.EndReason;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.Status;
import dev.autoresearch.objective.Measurement;
import dev.autoresearch.session.Loop.Ended;
import dev.autoresearch.trial.Trial;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Experiment 0: the unchanged project, measured once and never again on resume. If it gives no number, or its guard
/// fails, there is nothing to compare with and the session does not start.
final class Baseline {
    private static final String MEND = "Mend the command or the metric's extractor, and start again.";

    private final Parts parts;
    private final Steps steps;

    Baseline(Parts parts, Steps steps) {
        this.parts = parts;
        this.steps = steps;
    }

    /// Measures the baseline.
    ///
    /// @return a reason to end, when the user interrupted
    /// @throws Refusal with [Exit#SETUP] if the unchanged project gives no measurement
    Optional<Ended> measure() {
        String base = steps.state().start().base();
        if (steps.state().pending() == null) {
            steps.append(new Event.ExperimentStarted(0, base, "baseline"),
                    new Event.CandidateMade(0, 1, base, DiffStat.NONE));
        }
        var pending = Objects.requireNonNull(steps.state().pending(), "the baseline was just started");
        var candidate = Objects.requireNonNull(pending.candidate(), "the baseline's candidate is the base");
        parts.workspace().publish("0", base);
        parts.workspace().checkOut(base);
        Trial trial = parts.trials().of(candidate, pending.runs(), steps);
        return switch (trial.measure(parts.stop())) {
            case Trial.Result.Measured(Measurement measurement, var _) -> guarded(trial, candidate, measurement);
            case Trial.Result.Failed(var _, String reason, String tail, var _) ->
                throw refusal("The unchanged project gives no measurement: " + reason, tail, MEND);
            case Trial.Result.Tampered(List<String> paths) ->
                throw refusal("Running the unchanged project changes files that must stay as they are: "
                        + String.join(", ", paths), "",
                        "Let the run write to ignored files, or name its outputs in .gitignore.");
            case Trial.Result.Interrupted() -> Optional.of(new Ended(EndReason.INTERRUPTED, ""));
        };
    }

    private Optional<Ended> guarded(Trial trial, Event.CandidateMade candidate, Measurement measurement) {
        return switch (trial.guard(parts.stop())) {
            case Trial.Guarded.Passed() -> {
                new Closing(parts, steps).close(Status.KEEP, "the unchanged project", candidate, measurement);
                yield Optional.empty();
            }
            case Trial.Guarded.Failed(String reason, String tail) ->
                throw refusal("The guard fails on the unchanged project: " + reason, tail,
                        "Mend the guard or the project: as it is, no improvement could ever be kept.");
            case Trial.Guarded.Tampered(List<String> paths) ->
                throw refusal("The guard changes files that must stay as they are: " + String.join(", ", paths), "",
                        "Let the guard write to ignored files.");
            case Trial.Guarded.Interrupted() -> Optional.of(new Ended(EndReason.INTERRUPTED, ""));
        };
    }

    private static Refusal refusal(String what, String tail, String next) {
        return new Refusal(Exit.SETUP, what.endsWith(".") ? what : what + ".", tail.lines().toList(), next);
    }
}
