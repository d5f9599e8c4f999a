package dev.autoresearch.session;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.decision.Arm;
import dev.autoresearch.decision.Ask;
import dev.autoresearch.decision.Calibrating;
import dev.autoresearch.decision.Determinism;
import dev.autoresearch.decision.Enquiry;
import dev.autoresearch.decision.FinalComparison;
import dev.autoresearch.decision.Reserve;
import dev.autoresearch.decision.Sample;
import dev.autoresearch.journal.Axis;
import dev.autoresearch.journal.Calibration;
import dev.autoresearch.journal.Comparison;
import dev.autoresearch.journal.Confirmation;
import dev.autoresearch.journal.EndReason;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.Noise;
import dev.autoresearch.journal.Purpose;
import dev.autoresearch.journal.SessionState;
import dev.autoresearch.journal.Study;
import dev.autoresearch.objective.Objective;
import dev.autoresearch.session.Loop.Ended;
import dev.autoresearch.trial.Survey;
import dev.autoresearch.trial.Tape;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Runs outside any experiment: calibrations, comparisons of start and incumbent, second looks. Each is begun, run by run,
/// and ended in the journal, so that a kill in the middle costs one run.
final class Studies {
    /// Pairs that show a difference where there is no noise; the second one shows that there is none.
    private static final int EXACT_PAIRS = 2;
    /// More than usual: a region may be looked at after each of its experiments, and all looks share one error.
    private static final int REGION_PAIRS = 2 * Reserve.PAIRS;

    private final Parts parts;
    private final Steps steps;
    private final Configuration configuration;

    Studies(Parts parts, Steps steps) {
        this.parts = parts;
        this.steps = steps;
        this.configuration = parts.configuration();
    }

    /// Finishes the study that was under way when the engine ended, if there was one.
    Optional<Ended> finish() {
        Study study = steps.state().study();
        return study == null ? Optional.empty() : carryOut(study);
    }

    /// Learns the noise of the incumbent anew.
    Optional<Ended> calibrate(String why) {
        return begin(Study.Kind.CALIBRATION, incumbent(), incumbent(), 0, why);
    }

    /// Learns the noise of metrics that were thought to have none.
    Optional<Ended> calibrateNoisy(String why) {
        return begin(Study.Kind.DISTRUST, incumbent(), incumbent(), 0, why);
    }

    /// Looks whether the incumbent, whose metrics were found without noise, still gives the same values.
    Optional<Ended> probe() {
        return begin(Study.Kind.PROBE, incumbent(), incumbent(), 0, "a metric without noise is looked at again");
    }

    /// Compares the session's start with its incumbent afresh: the claim.
    Optional<Ended> confirm(String why) {
        SessionState state = steps.state();
        if (state.claimedCommit().equals(state.base())) {
            var nothing = new Confirmation(Study.Kind.FINAL, state.base(), state.claimedCommit(),
                    FinalComparison.nothingKept(state.noise().axes()), looks(Study.Kind.FINAL),
                    parts.clock().instant());
            Study study = study(Study.Kind.FINAL, state.base(), state.claimedCommit(), 0);
            steps.append(new Event.StudyStarted(study, why),
                    new Event.StudyEnded(study.id(), nothing, "nothing was kept"));
            return Optional.empty();
        }
        return begin(Study.Kind.FINAL, state.base(), state.claimedCommit(),
                Reserve.pairs(configuration.budget(), state.noise(), state.stageElapsed()), why);
    }

    /// Compares start and incumbent by the holdout command, of which no proposer ever hears.
    Optional<Ended> holdout(String why) {
        return begin(Study.Kind.HOLDOUT, steps.state().base(), incumbent(), Reserve.PAIRS, why);
    }

    /// Compares the incumbent of an explored region with the one that was left for it, if there are runs for it. A commit
    /// that fails now leaves no comparison behind.
    ///
    /// @param home commit of that one
    Optional<Ended> region(String home) {
        Noise noise = steps.state().noise();
        long pairs = Math.min(noise.deterministic() ? EXACT_PAIRS : REGION_PAIRS,
                Reserve.left(configuration.budget(), noise) / 2);
        return pairs == 0
                ? Optional.empty()
                : begin(Study.Kind.REGION, home, incumbent(), Math.toIntExact(pairs), "does the explored region pay");
    }

    /// Compares the incumbent with the one before it.
    ///
    /// @param before commit of that one
    Optional<Ended> recheck(String before) {
        return begin(Study.Kind.RECHECK, before, incumbent(), 2 * Reserve.PAIRS, "does the last keep still stand");
    }

    /// Takes a metric off its logarithmic axis, where a value that is not above 0 has no place.
    void leaveLogarithms(Axis axis, double value) {
        Noise known = Calibrating.additive(steps.state().noise(), axis.metric());
        steps.append(new Event.Calibrated(axis.metric() + " is " + value + ", which has no logarithm", known.standing(),
                new Calibration(known.machine(), known.axes(), known.reference(), known.deviations(),
                        known.timing())));
    }

    private Optional<Ended> begin(Study.Kind kind, String from, String to, int pairs, String why) {
        Study study = study(kind, from, to, pairs);
        steps.append(new Event.StudyStarted(study, why));
        return carryOut(study);
    }

    private Study study(Study.Kind kind, String from, String to, int pairs) {
        SessionState state = steps.state();
        int id = state.studies() + 1;
        return new Study(id, kind, from, to, pairs, Seeds.study(state.start().seed(), id), state.noise().runs(),
                List.of());
    }

    private Optional<Ended> carryOut(Study study) {
        Objective objective = parts.objective(steps.state());
        return switch (study.kind()) {
            case CALIBRATION, DISTRUST -> {
                var calibrating = new Calibrating(objective.axes(), configuration.mode(), study.before(),
                        Reserve.left(configuration.budget(), steps.state().noise()));
                yield survey(study, calibrating, objective, false)
                        .either(finished -> calibrated(study, calibrating, finished));
            }
            case PROBE -> {
                var once = new Once(study.before() + 1);
                yield survey(study, once, objective, false).either(finished -> probed(study, finished));
            }
            case FINAL, HOLDOUT, RECHECK, REGION -> {
                boolean holdout = study.kind() == Study.Kind.HOLDOUT;
                List<Axis> axes = holdout ? List.of(parts.objective(steps.state()).holdoutAxis()) : axes();
                var comparison = new FinalComparison(axes, study.pairs(), study.seed(), study.before(),
                        holdout ? Purpose.HOLDOUT : Purpose.FINAL,
                        study.kind() == Study.Kind.REGION ? configuration.strategy().explorePatience() : 1);
                yield survey(study, comparison, holdout ? objective.ofHoldout() : objective, true)
                        .either(_ -> compared(study, comparison.result()));
            }
        };
    }

    private List<Axis> axes() {
        return steps.state().noise().axes();
    }

    /// A finished survey, or why there is none.
    private record Outcome(Survey.Result result, Optional<Ended> end) {

        Optional<Ended> either(Function<Survey.Result.Finished, Optional<Ended>> then) {
            return result instanceof Survey.Result.Finished finished ? then.apply(finished) : end;
        }
    }

    private Outcome survey(Study study, Enquiry enquiry, Objective objective, boolean rebuild) {
        var subject = new Survey.Subject("study-" + study.id(), Math.max(0, steps.state().lastNumber()), study.from(),
                study.to(), rebuild, Tape.ofStudy(study.runs()), (purpose, index, commit, run, _) -> steps
                        .append(new Event.StudyRun(study.id(), purpose, index, commit, run)));
        Survey.Result result = new Survey(parts.stands(), subject, objective).carryOut(enquiry, parts.stop());
        return new Outcome(result, switch (result) {
            case Survey.Result.Finished _ -> Optional.empty();
            case Survey.Result.Interrupted() -> Optional.of(new Ended(EndReason.INTERRUPTED, ""));
            case Survey.Result.Failed(String commit, String reason, String tail) -> failed(study,
                    commit.substring(0, 7) + " fails now, although it once ran: " + reason
                            + (tail.isEmpty() ? "" : "\n\n" + tail));
            case Survey.Result.Tampered(List<String> paths) ->
                failed(study, Tampering.phrase(Purpose.FINAL, paths));
        });
    }

    private Optional<Ended> failed(Study study, String why) {
        steps.append(new Event.StudyEnded(study.id(), null, why));
        if (study.kind() == Study.Kind.REGION) {
            return Optional.empty();
        }
        return Optional.of(new Ended(EndReason.INCUMBENT, "The " + study.kind().phrase() + " was given up: " + why));
    }

    private Optional<Ended> calibrated(Study study, Calibrating calibrating, Survey.Result.Finished finished) {
        Duration prepare = finished.prepare().isZero()
                ? steps.state().noise().timing().prepare()
                : finished.prepare();
        Calibration found = calibrating.result(parts.machine(), prepare);
        Calibration calibration = study.kind() == Study.Kind.DISTRUST ? found.noisy() : found;
        steps.append(new Event.Calibrated(study.kind().phrase(), finished.incumbent().centres(), calibration),
                new Event.StudyEnded(study.id(), null, ""));
        return Optional.empty();
    }

    private Optional<Ended> probed(Study study, Survey.Result.Finished finished) {
        Map<String, Double> now = parts.objective(steps.state()).values(finished.incumbent().centres());
        Map<String, Double> then = parts.objective(steps.state()).values(steps.state().noise().standing());
        boolean same = Determinism.holds(axes(), then, now);
        steps.append(new Event.StudyEnded(study.id(), null, same ? "" : "the value is another one now"));
        return same ? Optional.empty() : calibrateNoisy("the incumbent gave another value than before");
    }

    private Optional<Ended> compared(Study study, Comparison comparison) {
        var confirmation = new Confirmation(study.kind(), study.from(), study.to(), comparison, looks(study.kind()),
                parts.clock().instant());
        steps.append(new Event.StudyEnded(study.id(), confirmation, ""));
        return Optional.empty();
    }

    private int looks(Study.Kind kind) {
        Confirmation last = steps.state().confirmations().get(kind);
        return last == null ? 1 : last.look() + 1;
    }

    private String incumbent() {
        return steps.state().incumbentCommit();
    }

    /// One run of the incumbent.
    private static final class Once implements Enquiry {
        private final long lot;
        private boolean done;

        Once(long lot) {
            this.lot = lot;
        }

        @Override
        public Optional<Ask.Run> ask() {
            return done
                    ? Optional.empty()
                    : Optional.of(new Ask.Run(Arm.INCUMBENT, Purpose.CALIBRATE, lot,
                            Double.NaN));
        }

        @Override
        public void tell(Sample sample) {
            done = true;
        }
    }
}
