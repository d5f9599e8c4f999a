package dev.autoresearch.config;

/// The documented exit codes of the program.
public enum Exit {
    /// All went well; the session ended by its budget or was stopped in order.
    OK(0),
    /// A defect of autoresearch itself.
    BUG(1),
    /// Wrong usage or configuration; nothing was changed.
    CONFIGURATION(2),
    /// The repository does not allow it: not a repository, no commits, bare, dirty for `in-place`, branch gone.
    REPOSITORY(3),
    /// Another engine works on the session.
    LOCKED(4),
    /// The journal cannot be continued: damaged, or written by a newer version.
    JOURNAL(5),
    /// The experiment cannot start: setup check failed, command not found, baseline without its metric.
    SETUP(6),
    /// Too many crashes in a row, or the proposer keeps failing.
    CRASHES(7),
    /// The disk is full or cannot be written.
    STORAGE(8),
    /// The session stopped itself because the holdout does not follow the gain; it can be resumed.
    ALARM(9),
    /// Interrupted by the user; the session can be resumed.
    INTERRUPTED(130);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    /// The process exit code.
    public int code() {
        return code;
    }
}
