package dev.autoresearch.workspace;

import dev.autoresearch.journal.DiffStat;
import java.nio.file.Path;
import java.util.List;

/// The git side of one session. The proposer edits at the *desk*; a candidate is the incumbent's tree plus the changed
/// paths that the scope allows; it runs on a *bench*, which holds exactly the candidate's commit. The incumbent is always
/// named by its commit, never by `HEAD~1`. Not thread-safe: one session, one thread.
public interface Workspace extends Commits, AutoCloseable {

    /// The project folder that the proposer edits: files of the incumbent.
    Path desk();

    /// The bench that runs of one commit at a time are made on.
    Bench bench();

    /// The bench for `commit` while `beside` must stay where it is: the one that holds the commit already, as it is, or
    /// one that does not hold `beside`, which then holds what it held before until something is laid there. In the user's
    /// own checkout there is only one, so that commits take turns.
    ///
    /// @param beside full id, empty for none
    Bench bench(String commit, String beside);

    /// Makes the desk equal to `commit` again: edits, new files and stray outputs are gone.
    void resetDesk(String commit);

    /// Compares the desk with `incumbent` and holds every difference against the scope.
    Edit inspect(String incumbent);

    /// Writes the candidate's objects: the incumbent's tree plus the changed paths. Nothing refers to it yet.
    Candidate commit(Edit.Allowed edit, String incumbent, String message);

    /// Another commit of the same files.
    ///
    /// @return its full id
    String twin(String commit, String message);

    /// Puts `refs/autoresearch/<tag>/<name>` on the commit, so that it stays reachable. Idempotent.
    void publish(String name, String commit);

    /// Moves the session's branch to `commit` and makes it the desk's base.
    ///
    /// @return a note for the user when the branch could not be moved, for example because it is checked out
    ///         elsewhere; empty otherwise
    String advance(String commit);

    /// The size of the difference between two commits.
    DiffStat size(String from, String to);

    /// Attaches the verdict of an experiment to its commit as a git note; may be written later, in a batch.
    void note(String commit, String text);

    /// Puts things back as the user expects them between sessions; files of the session stay.
    @Override
    void close();

    /// A candidate that git knows.
    ///
    /// @param commit full id
    record Candidate(String commit, DiffStat diff) {}
}
