package dev.autoresearch.trial;

import dev.autoresearch.exec.Stop;
import dev.autoresearch.journal.Purpose;
import dev.autoresearch.journal.RunRecord;
import java.nio.file.Path;
import java.time.Duration;

/// Carries out one run of a candidate. The usual one executes the configured command and extracts the metrics; a
/// library caller may give their own code.
@FunctionalInterface
public interface Runner {

    /// Runs once; never throws for a failing experiment, which is a value.
    RunRecord run(Request request, Stop stop);

    /// What is to be run.
    ///
    /// @param purpose    what for
    /// @param folder     the project folder of the commit
    /// @param place      where its files go, relative to the session's `runs` folder: an experiment's number, or a study
    /// @param experiment number of the experiment that it serves, passed as `AUTORESEARCH_EXPERIMENT`
    /// @param attempt    1 for the first
    /// @param index      1 for the first run of this purpose
    /// @param seed       the same for runs that are compared with each other; passed as `AUTORESEARCH_SEED`
    /// @param cutoff     a run that takes longer cannot win any more and is ended; [Duration#ZERO] for none
    record Request(Purpose purpose, Path folder, String place, int experiment, int attempt, int index, long seed,
            Duration cutoff) {}
}
