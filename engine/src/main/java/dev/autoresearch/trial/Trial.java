package dev.autoresearch.trial;

import dev.autoresearch.config.Proxy;
import dev.autoresearch.decision.Arm;
import dev.autoresearch.decision.Ask;
import dev.autoresearch.decision.Contest;
import dev.autoresearch.decision.Sample;
import dev.autoresearch.exec.Stop;
import dev.autoresearch.journal.Axis;
import dev.autoresearch.journal.Decision;
import dev.autoresearch.journal.Ending;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.Purpose;
import dev.autoresearch.journal.RunRecord;
import dev.autoresearch.journal.Status;
import dev.autoresearch.journal.TrialPlan;
import dev.autoresearch.objective.Measurement;
import dev.autoresearch.objective.Objective;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One candidate against the incumbent, for real: carries out what the contest asks for, each on its own bench, checks
/// that nothing but the candidate differs, and records every run before its effect counts. A run that was stopped, or
/// after which files were found changed, is not recorded; one that is already recorded is not made again. One object a
/// candidate; not thread-safe.
public final class Trial {
    private final Stands stands;
    private final Subject subject;
    private final TrialPlan plan;
    private final Objective objective;
    private final Map<Arm, Stand> arms = new EnumMap<>(Arm.class);
    private final Tape tape;
    private final List<RunRecord> measured = new ArrayList<>();
    private Map<String, Double> proxied = Map.of();

    /// A trial of one candidate.
    ///
    /// @param plan      how it is judged
    /// @param objective what counts of a run
    public Trial(Stands stands, Subject subject, TrialPlan plan, Objective objective) {
        this.stands = stands;
        this.subject = subject;
        this.plan = plan;
        this.objective = objective;
        this.tape = Tape.of(subject.recorded());
        arms.put(Arm.CANDIDATE, stands.fresh(subject.candidate(), subject.beside()));
        arms.put(Arm.INCUMBENT, stands.standing(subject.incumbent(), subject.candidate()));
    }

    /// One candidate.
    ///
    /// @param experiment its number
    /// @param attempt    1 for the first
    /// @param candidate  its commit
    /// @param incumbent  the commit to be beaten
    /// @param standing   what the incumbent measured, every metric and the proxy's
    /// @param beside     what must stay where it is: the incumbent where it runs too, else empty
    /// @param recorded   runs of this candidate that the journal already has, in order
    /// @param recorder   writes a finished run to the journal
    public record Subject(int experiment, int attempt, String candidate, String incumbent, Map<String, Double> standing,
            String beside,
            List<Event.RunFinished> recorded, Recorder recorder) {

        /// Copies the collections.
        public Subject {
            standing = Map.copyOf(standing);
            recorded = List.copyOf(recorded);
        }
    }

    /// Takes a finished run before its effect counts.
    @FunctionalInterface
    public interface Recorder {

        /// Takes a run.
        ///
        /// @param index  1 for the first run of this purpose
        /// @param commit what ran
        /// @param judged the values by which it is judged, where they are others than its metrics; empty otherwise
        void record(Purpose purpose, int index, String commit, RunRecord run, Map<String, Double> judged);
    }

    /// What became of a trial.
    public sealed interface Result {

        /// The contest came to an end.
        ///
        /// @param measurement the candidate's runs
        record Decided(Decision decision, Measurement measurement) implements Result {}

        /// A run of the candidate broke a constraint, which decides at once.
        ///
        /// @param reason one sentence
        record Broken(String reason, Measurement measurement) implements Result {}

        /// The guard failed.
        ///
        /// @param reason one sentence
        record Unguarded(String reason, String tail, Measurement measurement) implements Result {}

        /// The candidate's preparation or run failed.
        ///
        /// @param status [Status#CRASH] or [Status#TIMEOUT]
        /// @param reason one sentence
        /// @param tail   the last lines of its log
        record Failed(Status status, String reason, String tail) implements Result {}

        /// A value has no place on its axis.
        record Unplaced(Axis axis, double value) implements Result {}

        /// The incumbent fails, although it once ran.
        record IncumbentFailed(String reason, String tail) implements Result {}

        /// Files outside the scope are not as they must be after this command.
        record Tampered(Purpose purpose, List<String> paths) implements Result {

            /// Copies the list.
            public Tampered {
                paths = List.copyOf(paths);
            }
        }

        /// Asked to stop; what was recorded counts when the session goes on.
        record Interrupted() implements Result {}
    }

    /// Carries the contest out to its end, after the cheap checks that sort a candidate out before.
    public Result decide(Contest contest, Stop stop) {
        Optional<Result> sorted = cascade(stop);
        if (sorted.isPresent()) {
            return sorted.get();
        }
        long pair = 0;
        while (true) {
            switch (contest.ask()) {
                case Ask.Settled(Decision decision) -> {
                    return new Result.Decided(decision, measurement());
                }
                case Ask.Guard() -> {
                    Optional<Result> failed = guard(stop);
                    if (failed.isPresent()) {
                        return failed.get();
                    }
                    contest.guardPassed();
                }
                case Ask.Run ask -> {
                    if (plan.rebuild() && ask.purpose() == Purpose.RACE && ask.lot() != pair) {
                        pair = ask.lot();
                        arms.values().forEach(Stand::again);
                    }
                    switch (answer(ask, stop)) {
                        case Answer.Value(Sample sample) -> contest.tell(sample);
                        case Answer.End(Result result) -> {
                            return result;
                        }
                    }
                }
            }
        }
    }

    private Optional<Result> cascade(Stop stop) {
        var run = stands.plan().configuration().run();
        if (!run.smoke().isEmpty()) {
            switch (command(Purpose.SMOKE, Arm.CANDIDATE, 0, Duration.ZERO, stop)) {
                case Stand.Step.Done(RunRecord smoke) when smoke.failure().isEmpty() -> {
                }
                case Stand.Step step -> {
                    return Optional.of(ended(Purpose.SMOKE, step));
                }
            }
        }
        if (run.proxy().isEmpty()) {
            return Optional.empty();
        }
        Proxy proxy = run.proxy().get();
        return switch (command(Purpose.PROXY, Arm.CANDIDATE, plan.runs() + 1, Duration.ZERO, stop)) {
            case Stand.Step.Done(RunRecord cheap) when cheap.measured() -> {
                proxied = cheap.metrics();
                yield objective.sortedOut(proxy, cheap.metrics(), subject.standing())
                        .map(reason -> new Result.Broken(reason, measurement()));
            }
            case Stand.Step step -> Optional.of(ended(Purpose.PROXY, step));
        };
    }

    private Result ended(Purpose purpose, Stand.Step step) {
        return switch (step) {
            case Stand.Step.Done(RunRecord run) -> failure(run);
            case Stand.Step.Unprepared(RunRecord run) -> failure(run);
            case Stand.Step.Tampered(List<String> paths) -> new Result.Tampered(purpose, paths);
            case Stand.Step.Stopped() -> new Result.Interrupted();
        };
    }

    private sealed interface Answer {
        record Value(Sample sample) implements Answer {}

        record End(Result result) implements Answer {}
    }

    private Answer answer(Ask.Run ask, Stop stop) {
        RunRecord failed = null;
        while (true) {
            switch (command(ask.purpose(), ask.arm(), ask.lot(), cutoff(ask), stop)) {
                case Stand.Step.Done(RunRecord run) when run.measured() -> {
                    return read(ask.arm(), run);
                }
                case Stand.Step.Done(RunRecord run) -> {
                    if (ask.arm() == Arm.CANDIDATE) {
                        return new Answer.End(failure(run));
                    }
                    if (failed != null) {
                        return new Answer.End(new Result.IncumbentFailed(run.failure(), stands.tail(run)));
                    }
                    failed = run;
                }
                case Stand.Step.Unprepared(RunRecord run) -> {
                    return new Answer.End(ask.arm() == Arm.CANDIDATE
                            ? failure(run)
                            : new Result.IncumbentFailed(run.failure(), stands.tail(run)));
                }
                case Stand.Step.Tampered(List<String> paths) -> {
                    return new Answer.End(ask.arm() == Arm.CANDIDATE
                            ? new Result.Tampered(ask.purpose(), paths)
                            : new Result.IncumbentFailed(
                                    "its run changes files that must stay as they are: " + String.join(", ", paths),
                                    ""));
                }
                case Stand.Step.Stopped() -> {
                    return new Answer.End(new Result.Interrupted());
                }
            }
        }
    }

    private Answer read(Arm arm, RunRecord run) {
        if (arm == Arm.CANDIDATE) {
            measured.add(run);
            Optional<String> broken = objective.broken(run.metrics(), subject.standing());
            if (broken.isPresent()) {
                return new Answer.End(new Result.Broken(broken.get(), measurement()));
            }
        }
        Map<String, Double> values = objective.values(run.metrics());
        Optional<String> missing = objective.missing(run.metrics());
        for (Axis axis : plan.axes()) {
            Double value = values.get(axis.metric());
            if (value == null) {
                String reason = missing.orElse("the run gave no " + axis.metric() + ", which decides");
                return new Answer.End(arm == Arm.CANDIDATE
                        ? new Result.Failed(Status.CRASH, reason, stands.tail(run))
                        : new Result.IncumbentFailed(reason, stands.tail(run)));
            }
            if (!axis.takes(value)) {
                return new Answer.End(new Result.Unplaced(axis, value));
            }
        }
        return new Answer.Value(new Sample(values, run.wall()));
    }

    private Optional<Result> guard(Stop stop) {
        return switch (command(Purpose.GUARD, Arm.CANDIDATE, 0, Duration.ZERO, stop)) {
            case Stand.Step.Done(RunRecord run) when run.failure().isEmpty() -> Optional.empty();
            case Stand.Step.Done(RunRecord run) -> Optional
                    .of(new Result.Unguarded(run.failure(), stands.tail(run), measurement()));
            case Stand.Step.Unprepared(RunRecord run) -> Optional.of(failure(run));
            case Stand.Step.Tampered(List<String> paths) -> Optional.of(new Result.Tampered(Purpose.GUARD, paths));
            case Stand.Step.Stopped() -> Optional.of(new Result.Interrupted());
        };
    }

    private Stand.Step command(Purpose purpose, Arm arm, long lot, Duration cutoff, Stop stop) {
        Stand stand = stand(arm);
        int index = tape.index(purpose);
        Optional<RunRecord> known = tape.next(purpose, stand.commit());
        if (known.isPresent()) {
            return new Stand.Step.Done(known.get());
        }
        Stand.Step step = stand.run(
                new Stand.Order(purpose, Integer.toString(subject.experiment()), subject.experiment(),
                        subject.attempt(), index, lot, cutoff),
                run -> record(Purpose.PREPARE, stand.commit(), run), stop);
        if (step instanceof Stand.Step.Done(RunRecord run)) {
            subject.recorder().record(purpose, index, stand.commit(), run, judged(purpose, run));
        }
        return step;
    }

    private Map<String, Double> judged(Purpose purpose, RunRecord run) {
        Map<String, Double> values = purpose.measured() ? objective.values(run.metrics()) : Map.of();
        return run.metrics().entrySet().containsAll(values.entrySet()) ? Map.of() : values;
    }

    private void record(Purpose purpose, String commit, RunRecord run) {
        int index = tape.index(purpose);
        // A resumed trial prepares again, which is recorded already.
        if (tape.next(purpose, commit).isEmpty()) {
            subject.recorder().record(purpose, index, commit, run, Map.of());
        }
    }

    private Duration cutoff(Ask.Run ask) {
        return ask.arm() == Arm.CANDIDATE && !Double.isNaN(ask.worst())
                ? objective.cutoff(ask.worst())
                : Duration.ZERO;
    }

    private Stand stand(Arm arm) {
        @Nullable
        Stand stand = arms.get(arm);
        if (stand == null) {
            throw new IllegalStateException("no stand for " + arm);
        }
        return stand;
    }

    private Measurement measurement() {
        return Measurement.of(measured).with(proxied);
    }

    private Result failure(RunRecord run) {
        boolean late = run.ending() instanceof Ending.TimedOut || run.ending() instanceof Ending.Idle;
        return new Result.Failed(late ? Status.TIMEOUT : Status.CRASH, run.failure(), stands.tail(run));
    }
}
