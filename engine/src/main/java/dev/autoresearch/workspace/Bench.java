package dev.autoresearch.workspace;

import java.nio.file.Path;
import java.util.List;

/// A folder in which one commit runs, exactly as git has it. Incumbent and candidate each have one, so that both can run
/// in turn; whoever wins stays where it is, with everything that was built there. Not thread-safe.
public interface Bench {

    /// The project folder to run in.
    Path folder();

    /// The commit that lies here.
    String commit();

    /// Makes the folder hold exactly `commit`, with no leftover of an earlier run but what `workspace.keep` names.
    void lay(String commit);

    /// The same in an empty folder, with nothing left over at all. In the user's own checkout it is the same as [#lay].
    void layAnew(String commit);

    /// How often something was laid here: what was prepared is gone when it grew.
    long layings();

    /// Compares the folder with the commit, and everything protected with what it was at the session's start.
    ///
    /// @return one phrase a path that differs, beginning with the path relative to the project folder; empty when all is
    ///         as it must be
    List<String> tampered();

    /// The part of [#tampered] that laying a commit does not look at: what is protected and git does not have.
    List<String> protectedChanges();
}
