package dev.autoresearch.proposer;

import dev.autoresearch.exec.Stop;
import dev.autoresearch.journal.Experiment;
import java.nio.file.Path;

/// Whoever makes a change: edits files at the desk and says in one line what it is good for. The engine owns everything
/// after that. Called from one thread.
@FunctionalInterface
public interface Proposer extends AutoCloseable {

    /// Makes one change.
    ///
    /// @param brief all there is to know for it
    /// @param desk  the project folder to edit, holding the incumbent's files (or, after a crash, the last attempt's)
    /// @param stop  asks for an early end; whatever is returned then is thrown away
    Proposal propose(Brief brief, Path desk, Stop stop);

    /// The proposer's name in rows and messages.
    default String name() {
        return "library";
    }

    /// Tells a finished experiment, in order, also those of earlier runs of the session when it is resumed. A proposer
    /// whose next proposal depends on nothing but the session's seed, the brief and these calls resumes exactly.
    default void learn(Experiment experiment) {}

    @Override
    default void close() {}
}
