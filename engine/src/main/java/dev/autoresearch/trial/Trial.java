package dev.autoresearch.trial;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.exec.Stop;
import dev.autoresearch.journal.Ending;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.Purpose;
import dev.autoresearch.journal.RunRecord;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.journal.Status;
import dev.autoresearch.objective.Measurement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Measures one candidate and guards it: prepares it once, checks that nothing but the candidate is different before
/// the first run and after each, and makes the runs that are not already recorded. Each run is handed over to be
/// recorded before its effect counts; a run that was stopped, or after which files were found changed, is not. One object
/// a candidate; not thread-safe.
public final class Trial {
    private final Plan plan;
    private final Subject subject;
    private boolean prepared;

    /// A trial of one candidate.
    public Trial(Plan plan, Subject subject) {
        this.plan = plan;
        this.subject = subject;
    }

    /// What is the same for all candidates of a session.
    ///
    /// @param runner carries out single runs
    /// @param seed   the session's seed, which those of the runs are made of
    /// @param tail   the last lines of a log, for the proposer and the user; empty for a log that is not there
    public record Plan(Configuration configuration, SessionFolder session, Runner runner, long seed,
            Function<Path, String> tail) {}

    /// One candidate, checked out.
    ///
    /// @param folder     the project folder it runs in
    /// @param experiment its number
    /// @param attempt    1 for the first
    /// @param recorded   runs of this candidate that the journal already has, in any order
    /// @param tampered   paths that are not as the candidate's commit says; empty when all is as it must be
    /// @param recorder   writes a finished run to the journal
    public record Subject(Path folder, int experiment, int attempt, List<Event.RunFinished> recorded,
            Supplier<List<String>> tampered, Recorder recorder) {

        /// Copies the list.
        public Subject {
            recorded = List.copyOf(recorded);
        }
    }

    /// Takes a finished run before its effect counts.
    @FunctionalInterface
    public interface Recorder {

        /// Takes a run.
        ///
        /// @param index 1 for the first run of this purpose
        void record(Purpose purpose, int index, RunRecord run);
    }

    /// What became of a measurement.
    public sealed interface Result {

        /// All runs gave the deciding metric.
        record Measured(Measurement measurement, List<RunRecord> runs) implements Result {

            /// Copies the list.
            public Measured {
                runs = List.copyOf(runs);
            }
        }

        /// The preparation or a run failed.
        ///
        /// @param status [Status#CRASH] or [Status#TIMEOUT]
        /// @param reason one sentence
        /// @param tail   the last lines of its log
        /// @param runs   the measured runs so far, the failed one included
        record Failed(Status status, String reason, String tail, List<RunRecord> runs) implements Result {

            /// Copies the list.
            public Failed {
                runs = List.copyOf(runs);
            }
        }

        /// Files outside the scope are not as they must be.
        record Tampered(List<String> paths) implements Result {

            /// Copies the list.
            public Tampered {
                paths = List.copyOf(paths);
            }
        }

        /// Asked to stop; what was recorded counts when the session goes on.
        record Interrupted() implements Result {}
    }

    /// What the guard said.
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

    /// Makes the runs of the measurement that are missing and folds all of them.
    public Result measure(Stop stop) {
        var runs = new ArrayList<RunRecord>();
        for (int index = 1; index <= plan.configuration().repeats().count(); index++) {
            RunRecord run;
            Optional<RunRecord> known = recorded(Purpose.MEASURE, index);
            if (known.isPresent()) {
                run = known.get();
            } else {
                switch (prepareAndRun(Purpose.MEASURE, index, stop)) {
                    case Step.Done(RunRecord done) -> run = done;
                    case Step.Unprepared(RunRecord failed) -> {
                        return failed(failed, runs);
                    }
                    case Step.Tampered(List<String> paths) -> {
                        return new Result.Tampered(paths);
                    }
                    case Step.Stopped() -> {
                        return new Result.Interrupted();
                    }
                }
            }
            runs.add(run);
            if (!run.measured()) {
                return failed(run, runs);
            }
        }
        return new Result.Measured(Measurement.of(runs), runs);
    }

    /// Runs the guard, unless it is already recorded.
    public Guarded guard(Stop stop) {
        if (!plan.configuration().guard().present()) {
            return new Guarded.Passed();
        }
        Optional<RunRecord> known = recorded(Purpose.GUARD, 1);
        Step step = known.<Step>map(Step.Done::new).orElseGet(() -> prepareAndRun(Purpose.GUARD, 1, stop));
        return switch (step) {
            case Step.Done(RunRecord run) when run.failure().isEmpty() -> new Guarded.Passed();
            case Step.Done(RunRecord run) -> new Guarded.Failed(run.failure(), tail(run));
            case Step.Unprepared(RunRecord run) -> new Guarded.Failed(run.failure(), tail(run));
            case Step.Tampered(List<String> paths) -> new Guarded.Tampered(paths);
            case Step.Stopped() -> new Guarded.Interrupted();
        };
    }

    private sealed interface Step {
        record Done(RunRecord run) implements Step {}

        record Unprepared(RunRecord run) implements Step {}

        record Tampered(List<String> paths) implements Step {}

        record Stopped() implements Step {}
    }

    private Step prepareAndRun(Purpose purpose, int index, Stop stop) {
        if (!prepared) {
            // A fresh checkout has no build, so that it is prepared again even where that is already recorded.
            if (!plan.configuration().run().prepare().isEmpty()) {
                switch (run(Purpose.PREPARE, 1, stop)) {
                    case Step.Done(RunRecord run) when !run.failure().isEmpty() -> {
                        return new Step.Unprepared(run);
                    }
                    case Step.Done _ -> {
                    }
                    case Step other -> {
                        return other;
                    }
                }
            } else {
                List<String> before = subject.tampered().get();
                if (!before.isEmpty()) {
                    return new Step.Tampered(before);
                }
            }
            prepared = true;
        }
        return run(purpose, index, stop);
    }

    private Step run(Purpose purpose, int index, Stop stop) {
        if (stop.requested()) {
            return new Step.Stopped();
        }
        var request = new Runner.Request(purpose, subject.folder(), subject.experiment(), subject.attempt(), index,
                Seeds.of(plan.seed(), index));
        RunRecord run = plan.runner().run(request, stop);
        if (run.ending() instanceof Ending.Stopped || (!run.failure().isEmpty() && stop.requested())) {
            return new Step.Stopped();
        }
        List<String> changed = subject.tampered().get();
        if (!changed.isEmpty()) {
            return new Step.Tampered(changed);
        }
        if (recorded(purpose, index).isEmpty()) {
            subject.recorder().record(purpose, index, run);
        }
        return new Step.Done(run);
    }

    private Optional<RunRecord> recorded(Purpose purpose, int index) {
        return subject.recorded().stream().filter(run -> run.number() == subject.experiment()
                && run.attempt() == subject.attempt() && run.purpose() == purpose && run.index() == index)
                .map(Event.RunFinished::run).findFirst();
    }

    private Result failed(RunRecord run, List<RunRecord> runs) {
        boolean late = run.ending() instanceof Ending.TimedOut || run.ending() instanceof Ending.Idle;
        return new Result.Failed(late ? Status.TIMEOUT : Status.CRASH, run.failure(), tail(run), runs);
    }

    private String tail(RunRecord run) {
        return run.log().isEmpty() ? "" : plan.tail().apply(plan.session().path().resolve(run.log()));
    }
}
