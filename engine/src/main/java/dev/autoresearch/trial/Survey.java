package dev.autoresearch.trial;

import dev.autoresearch.decision.Arm;
import dev.autoresearch.decision.Ask;
import dev.autoresearch.decision.Enquiry;
import dev.autoresearch.decision.Sample;
import dev.autoresearch.exec.Stop;
import dev.autoresearch.journal.Purpose;
import dev.autoresearch.journal.RunRecord;
import dev.autoresearch.objective.Measurement;
import dev.autoresearch.objective.Objective;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Runs of one or two commits outside any contest: the baseline, a calibration, a comparison. Each run is recorded before
/// its effect counts; what is recorded already is not made again. A run that fails is made once more; the second failure
/// ends the survey. Not thread-safe.
public final class Survey {
    private final Stands stands;
    private final Subject subject;
    private final Objective objective;
    private final Map<Arm, Stand> arms = new EnumMap<>(Arm.class);
    private final Map<Arm, List<RunRecord>> measured = new EnumMap<>(Arm.class);
    private final Tape tape;
    private Duration prepare = Duration.ZERO;

    /// What is to be run.
    ///
    /// @param place      where the files go
    /// @param experiment number of the experiment that the runs belong to, or of the last one
    /// @param incumbent  commit of the one arm
    /// @param candidate  commit of the other; the same in a calibration
    /// @param rebuild    whether both start in empty folders and are prepared again for each pair
    /// @param tape       what is recorded already
    /// @param recorder   writes a finished run to the journal
    public record Subject(String place, int experiment, String incumbent, String candidate, boolean rebuild, Tape tape,
            Trial.Recorder recorder) {}

    /// A survey that is to be carried out.
    public Survey(Stands stands, Subject subject, Objective objective) {
        this.stands = stands;
        this.subject = subject;
        this.objective = objective;
        this.tape = subject.tape();
        boolean two = !subject.incumbent().equals(subject.candidate());
        arms.put(Arm.INCUMBENT, stands.standing(subject.incumbent(), two ? subject.candidate() : ""));
        arms.put(Arm.CANDIDATE, stands.standing(subject.candidate(), two ? subject.incumbent() : ""));
    }

    /// What became of a survey.
    public sealed interface Result {

        /// All runs were made.
        ///
        /// @param candidate what the candidate arm measured
        /// @param incumbent what the other did; the only one in a calibration
        /// @param runs      the runs of the incumbent arm
        /// @param prepare   how long the last preparation took; zero when there was none
        record Finished(Measurement candidate, Measurement incumbent, List<RunRecord> runs, Duration prepare)
                implements
                    Result {

            /// Copies the list.
            public Finished {
                runs = List.copyOf(runs);
            }
        }

        /// A run failed twice.
        ///
        /// @param commit which commit
        /// @param reason one sentence
        /// @param tail   the last lines of the log
        record Failed(String commit, String reason, String tail) implements Result {}

        /// A run changed files that must stay as they are.
        record Tampered(List<String> paths) implements Result {

            /// Copies the list.
            public Tampered {
                paths = List.copyOf(paths);
            }
        }

        /// Asked to stop; what was recorded counts when the survey goes on.
        record Interrupted() implements Result {}
    }

    /// Makes the runs that the enquiry asks for.
    public Result carryOut(Enquiry enquiry, Stop stop) {
        long pair = 0;
        boolean first = true;
        for (Optional<Ask.Run> ask = enquiry.ask(); ask.isPresent(); ask = enquiry.ask()) {
            Ask.Run run = ask.get();
            if (subject.rebuild() && run.lot() != pair) {
                pair = run.lot();
                boolean empty = first;
                first = false;
                arms.values().forEach(stand -> {
                    if (empty) {
                        stand.anew();
                    } else {
                        stand.again();
                    }
                });
            }
            Optional<Result> end = answer(run, enquiry, stop);
            if (end.isPresent()) {
                return end.get();
            }
        }
        return new Result.Finished(measurement(Arm.CANDIDATE), measurement(Arm.INCUMBENT), runs(Arm.INCUMBENT),
                prepare);
    }

    /// Runs the cheap stand-in on the incumbent arm, unless it is already recorded: what candidates are sorted out by.
    ///
    /// @return its metrics; empty when there is no proxy or it fails
    public Map<String, Double> proxy(Stop stop) {
        if (stands.plan().configuration().run().proxy().isEmpty()) {
            return Map.of();
        }
        return command(new Ask.Run(Arm.INCUMBENT, Purpose.PROXY, 1, Double.NaN),
                stop) instanceof Stand.Step.Done(RunRecord run)
                        ? run.metrics()
                        : Map.of();
    }

    /// What the guard said of the incumbent arm.
    public sealed interface Guarded {

        /// It passed, or there is none.
        record Passed() implements Guarded {}

        /// It failed.
        ///
        /// @param reason one sentence
        /// @param tail   the last lines of its log
        record Failed(String reason, String tail) implements Guarded {}

        /// Files outside the scope are not as they must be.
        record Tampered(List<String> paths) implements Guarded {

            /// Copies the list.
            public Tampered {
                paths = List.copyOf(paths);
            }
        }

        /// Asked to stop.
        record Interrupted() implements Guarded {}
    }

    /// Runs the guard on the incumbent arm, unless it is already recorded.
    public Guarded guard(Stop stop) {
        if (!stands.plan().configuration().guard().present()) {
            return new Guarded.Passed();
        }
        return switch (command(new Ask.Run(Arm.INCUMBENT, Purpose.GUARD, 0, Double.NaN), stop)) {
            case Stand.Step.Done(RunRecord run) when run.failure().isEmpty() -> new Guarded.Passed();
            case Stand.Step.Done(RunRecord run) -> new Guarded.Failed(run.failure(), stands.tail(run));
            case Stand.Step.Unprepared(RunRecord run) -> new Guarded.Failed(run.failure(), stands.tail(run));
            case Stand.Step.Tampered(List<String> paths) -> new Guarded.Tampered(paths);
            case Stand.Step.Stopped() -> new Guarded.Interrupted();
        };
    }

    private Optional<Result> answer(Ask.Run ask, Enquiry enquiry, Stop stop) {
        boolean again = false;
        while (true) {
            switch (command(ask, stop)) {
                case Stand.Step.Done(RunRecord run) when run.measured() -> {
                    Map<String, Double> values = objective.values(run.metrics());
                    if (values.keySet().containsAll(objective.names())) {
                        measured.computeIfAbsent(ask.arm(), _ -> new ArrayList<>()).add(run);
                        enquiry.tell(new Sample(values, run.wall()));
                        return Optional.empty();
                    }
                    return failed(ask.arm(), run,
                            objective.missing(run.metrics()).orElse("the run gave not every metric that decides"));
                }
                case Stand.Step.Done(RunRecord run) -> {
                    if (again || ask.purpose() == Purpose.CALIBRATE) {
                        return failed(ask.arm(), run, run.failure());
                    }
                    again = true;
                }
                case Stand.Step.Unprepared(RunRecord run) -> {
                    return failed(ask.arm(), run, run.failure());
                }
                case Stand.Step.Tampered(List<String> paths) -> {
                    return Optional.of(new Result.Tampered(paths));
                }
                case Stand.Step.Stopped() -> {
                    return Optional.of(new Result.Interrupted());
                }
            }
        }
    }

    private Stand.Step command(Ask.Run ask, Stop stop) {
        Stand stand = stand(ask.arm());
        int index = tape.index(ask.purpose());
        Optional<RunRecord> known = tape.next(ask.purpose(), stand.commit());
        if (known.isPresent()) {
            return new Stand.Step.Done(known.get());
        }
        Stand.Step step = stand.run(new Stand.Order(ask.purpose(), subject.place(), subject.experiment(), 1, index,
                ask.lot(), Duration.ZERO), run -> prepared(stand.commit(), run), stop);
        if (step instanceof Stand.Step.Done(RunRecord run)) {
            subject.recorder().record(ask.purpose(), index, stand.commit(), run, Map.of());
        }
        return step;
    }

    private void prepared(String commit, RunRecord run) {
        prepare = run.wall();
        int index = tape.index(Purpose.PREPARE);
        if (tape.next(Purpose.PREPARE, commit).isEmpty()) {
            subject.recorder().record(Purpose.PREPARE, index, commit, run, Map.of());
        }
    }

    private Optional<Result> failed(Arm arm, RunRecord run, String reason) {
        return Optional.of(new Result.Failed(stand(arm).commit(), reason, stands.tail(run)));
    }

    private Stand stand(Arm arm) {
        Stand stand = arms.get(arm);
        if (stand == null) {
            throw new IllegalStateException("no stand for " + arm);
        }
        return stand;
    }

    private Measurement measurement(Arm arm) {
        return Measurement.of(runs(arm));
    }

    private List<RunRecord> runs(Arm arm) {
        return measured.getOrDefault(arm, List.of());
    }
}
