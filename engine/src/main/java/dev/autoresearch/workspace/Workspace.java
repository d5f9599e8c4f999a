package dev.autoresearch.workspace;

import dev.autoresearch.journal.DiffStat;
import java.nio.file.Path;
import java.util.List;

/// The git side of one session. The proposer edits at the *desk*; a candidate is the incumbent's tree plus the changed
/// paths that the scope allows; it runs in the *run folder*, which holds exactly the candidate's commit. The incumbent
/// is always named by its commit, never by `HEAD~1`. Not thread-safe: one session, one thread.
public interface Workspace extends AutoCloseable {

    /// The project folder that the proposer edits: files of the incumbent.
    Path desk();

    /// The project folder that a candidate runs in.
    Path runFolder();

    /// Makes the desk equal to `commit` again: edits, new files and stray outputs are gone.
    void resetDesk(String commit);

    /// Compares the desk with `incumbent` and holds every difference against the scope.
    Edit inspect(String incumbent);

    /// Writes the candidate's objects: the incumbent's tree plus the changed paths. Nothing refers to it yet.
    Candidate commit(Edit.Allowed edit, String incumbent, String message);

    /// Puts `refs/autoresearch/<tag>/<name>` on the commit, so that it stays reachable. Idempotent.
    void publish(String name, String commit);

    /// Makes the run folder hold exactly `commit`, with no leftover of an earlier run but what `workspace.keep` names.
    void checkOut(String commit);

    /// Compares the run folder with the commit that was checked out, and everything protected with what it was at the
    /// session's start.
    ///
    /// @return one phrase a path that differs, beginning with the path relative to the project folder; empty when all is
    ///         as it must be
    List<String> tampered();

    /// The part of [#tampered] that laying a commit out does not look at: what is protected and git does not have.
    List<String> protectedChanges();

    /// Moves the session's branch to `commit` and makes it the desk's base.
    ///
    /// @return a note for the user when the branch could not be moved, for example because it is checked out
    ///         elsewhere; empty otherwise
    String advance(String commit);

    /// Whether the commit's objects are all there.
    boolean has(String commit);

    /// The difference between two commits, as a patch.
    String diff(String from, String to);

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
