package dev.autoresearch.session;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.decision.Calibrating;
import dev.autoresearch.decision.Reserve;
import dev.autoresearch.decision.Sample;
import dev.autoresearch.journal.Calibration;
import dev.autoresearch.journal.DiffStat;
import dev.autoresearch.journal.EndReason;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.RunRecord;
import dev.autoresearch.journal.SessionState;
import dev.autoresearch.objective.Measurement;
import dev.autoresearch.objective.Objective;
import dev.autoresearch.session.Loop.Ended;
import dev.autoresearch.trial.Survey;
import dev.autoresearch.trial.Tape;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Experiment 0, or the first of a stage: the unchanged project, run as often as it takes to know its noise, and never again on resume. If it
/// gives no number, or its guard fails, there is nothing to compare with and the session does not start.
final class Baseline {
    private static final String MEND = "Mend the command or the metric's extractor, and start again.";

    private final Parts parts;
    private final Steps steps;
    private final Configuration configuration;

    Baseline(Parts parts, Steps steps) {
        this.parts = parts;
        this.steps = steps;
        this.configuration = parts.configuration();
    }

    /// Measures the baseline.
    ///
    /// @return a reason to end, when the user interrupted
    /// @throws Refusal with [Exit#SETUP] if the unchanged project gives no measurement
    Optional<Ended> measure() {
        String base = steps.state().base();
        int number = steps.state().leg().first();
        SessionState.Pending begun = steps.state().pending();
        // What failed was mended since, or is to fail again.
        if (begun == null || begun.runs().stream().anyMatch(run -> !run.run().failure().isEmpty())) {
            steps.append(new Event.ExperimentStarted(number, base, SessionState.BASELINE),
                    new Event.CandidateMade(number, 1, base, DiffStat.NONE));
        }
        SessionState.Pending pending = Objects.requireNonNull(steps.state().pending(), "the baseline was just started");
        var candidate = Objects.requireNonNull(pending.candidate(), "the baseline's candidate is the base");
        parts.workspace().publish(Integer.toString(number), base);
        // Until its numbers are known there is nothing to normalise by.
        var objective = new Objective(configuration, Map.of());
        Calibrating calibrating = calibrating(objective, pending);
        var survey = new Survey(parts.stands(), new Survey.Subject(Integer.toString(number), number, base,
                base, false,
                Tape.of(pending.runs()), (purpose, index, commit, run, _) -> steps.append(
                        new Event.RunFinished(number, candidate.attempt(), purpose, index, commit, run))),
                objective);
        return switch (survey.carryOut(calibrating, parts.stop())) {
            case Survey.Result.Finished finished -> guarded(survey, candidate, finished);
            case Survey.Result.Failed(String _, String reason, String tail) ->
                throw refusal("The unchanged project gives no measurement: " + reason, tail, MEND);
            case Survey.Result.Tampered(List<String> paths) ->
                throw refusal("Running the unchanged project changes files that must stay as they are: "
                        + String.join(", ", paths), "",
                        "Let the run write to ignored files, or name its outputs in .gitignore.");
            case Survey.Result.Interrupted() -> Optional.of(new Ended(EndReason.INTERRUPTED, ""));
        };
    }

    private Calibrating calibrating(Objective objective, SessionState.Pending pending) {
        long before = steps.state().noise().runs()
                - pending.runs().stream().filter(run -> run.purpose().measured()).count();
        return new Calibrating(objective.axes(), configuration.mode(), before,
                Reserve.left(configuration.budget(), steps.state().noise()));
    }

    private Optional<Ended> guarded(Survey survey, Event.CandidateMade candidate, Survey.Result.Finished finished) {
        return switch (survey.guard(parts.stop())) {
            case Survey.Guarded.Passed() -> {
                close(survey, candidate, finished);
                yield Optional.empty();
            }
            case Survey.Guarded.Failed(String reason, String tail) ->
                throw refusal("The guard fails on the unchanged project: " + reason, tail,
                        "Mend the guard or the project: as it is, no improvement could ever be kept.");
            case Survey.Guarded.Tampered(List<String> paths) ->
                throw refusal("The guard changes files that must stay as they are: " + String.join(", ", paths), "",
                        "Let the guard write to ignored files.");
            case Survey.Guarded.Interrupted() -> Optional.of(new Ended(EndReason.INTERRUPTED, ""));
        };
    }

    private void close(Survey survey, Event.CandidateMade candidate, Survey.Result.Finished finished) {
        Measurement measurement = finished.incumbent().with(survey.proxy(parts.stop()));
        var objective = new Objective(configuration, measurement.centres());
        Optional<String> broken = objective.broken(measurement.centres());
        if (broken.isPresent()) {
            throw refusal("The unchanged project breaks a constraint: " + broken.get(), "",
                    "Loosen the constraint, give it a price, or use decide.rule: threshold, which gets there first.");
        }
        SessionState.Pending pending = Objects.requireNonNull(steps.state().pending(), "the baseline is under way");
        Calibrating calibrating = calibrating(objective, pending);
        for (RunRecord run : finished.runs()) {
            calibrating.tell(new Sample(objective.values(run.metrics()), run.wall()));
        }
        Calibration calibration = calibrating.result(parts.machine(), finished.prepare());
        new Closing(parts, steps).baseline(new Event.Calibrated("baseline", measurement.centres(), calibration),
                candidate,
                measurement);
    }

    private static Refusal refusal(String what, String tail, String next) {
        return new Refusal(Exit.SETUP, what.endsWith(".") ? what : what + ".", tail.lines().toList(), next);
    }
}
