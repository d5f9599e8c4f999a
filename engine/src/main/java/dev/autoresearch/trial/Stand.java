package dev.autoresearch.trial;

import dev.autoresearch.exec.Stop;
import dev.autoresearch.journal.Ending;
import dev.autoresearch.journal.Purpose;
import dev.autoresearch.journal.RunRecord;
import dev.autoresearch.workspace.Bench;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/// One commit on its bench: laid out and prepared when it is first needed, checked against its commit before the first
/// run and after each. What was prepared stays as long as nothing else is laid there, so that a candidate that became
/// the incumbent is not built again. Not thread-safe.
final class Stand {
    private final Stands stands;
    private final String commit;
    private final Supplier<Bench> place;

    Stand(Stands stands, String commit, Supplier<Bench> place) {
        this.stands = stands;
        this.commit = commit;
        this.place = place;
    }

    /// The commit that stands here.
    String commit() {
        return commit;
    }

    /// What became of one command.
    sealed interface Step {

        /// It ran.
        record Done(RunRecord run) implements Step {}

        /// The preparation failed.
        record Unprepared(RunRecord run) implements Step {}

        /// Files are not as the commit says.
        record Tampered(List<String> paths) implements Step {}

        /// Asked to stop.
        record Stopped() implements Step {}
    }

    /// Takes what was there away and lays the commit again, so that it is prepared again.
    void again() {
        place.get().lay(commit);
    }

    /// The same in an empty folder.
    void anew() {
        place.get().layAnew(commit);
    }

    /// Runs one command on the commit.
    ///
    /// @param prepared takes the preparation's run, where one was needed
    Step run(Order order, Recorder prepared, Stop stop) {
        Bench bench = place.get();
        if (!bench.commit().equals(commit) || bench.layings() == 0) {
            bench.lay(commit);
        }
        if (!stands.ready(bench)) {
            List<String> before = List.of();
            if (stands.plan().configuration().run().prepare().isEmpty()) {
                // Laying the commit has just compared every file of it.
                before = bench.protectedChanges();
            } else {
                Step step = once(bench, order.as(Purpose.PREPARE), stop);
                switch (step) {
                    case Step.Done(RunRecord run) -> {
                        prepared.record(run);
                        if (!run.failure().isEmpty()) {
                            return new Step.Unprepared(run);
                        }
                    }
                    case Step.Unprepared _,Step.Tampered _,Step.Stopped _ -> {
                        return step;
                    }
                }
            }
            if (!before.isEmpty()) {
                return new Step.Tampered(before);
            }
            stands.prepared(bench);
        }
        return once(bench, order, stop);
    }

    private Step once(Bench bench, Order order, Stop stop) {
        if (stop.requested()) {
            return new Step.Stopped();
        }
        RunRecord run = stands.plan().runner().run(new Runner.Request(order.purpose(), bench.folder(), order.place(),
                order.experiment(), order.attempt(), order.index(), Seeds.of(stands.plan().seed(), order.lot()),
                order.cutoff()), stop);
        if (run.ending() instanceof Ending.Stopped || (!run.failure().isEmpty() && stop.requested())) {
            return new Step.Stopped();
        }
        List<String> changed = bench.tampered();
        return changed.isEmpty() ? new Step.Done(run) : new Step.Tampered(changed);
    }

    /// Takes a run before its effect counts.
    @FunctionalInterface
    interface Recorder {

        /// Takes a run.
        void record(RunRecord run);
    }

    /// Which command is to run, and how it is called.
    ///
    /// @param purpose    what for
    /// @param place      where its files go
    /// @param experiment number of the experiment that it serves
    /// @param attempt    1 for the first
    /// @param index      1 for the first of this purpose there
    /// @param lot        runs of one lot get the same seed
    /// @param cutoff     longest time that could still win; zero for no limit
    record Order(Purpose purpose, String place, int experiment, int attempt, int index, long lot, Duration cutoff) {

        Order as(Purpose other) {
            return new Order(other, place, experiment, attempt, index, lot, Duration.ZERO);
        }
    }
}
