package dev.autoresearch.trial;

import dev.autoresearch.exec.Stop;
import dev.autoresearch.journal.Purpose;
import dev.autoresearch.journal.RunRecord;
import java.nio.file.Path;

/// Carries out one run of a candidate. The usual one executes the configured command and extracts the metrics; a
/// library caller may give their own code.
@FunctionalInterface
public interface Runner {

    /// Runs once; never throws for a failing experiment, which is a value.
    RunRecord run(Request request, Stop stop);

    /// What is to be run.
    ///
    /// @param purpose    what for
    /// @param folder     the project folder of the candidate
    /// @param experiment its number
    /// @param attempt    1 for the first
    /// @param index      1 for the first run of this purpose
    /// @param seed       the same for runs that are compared with each other; passed as `AUTORESEARCH_SEED`
    record Request(Purpose purpose, Path folder, int experiment, int attempt, int index, long seed) {}
}
