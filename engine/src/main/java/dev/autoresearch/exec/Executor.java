package dev.autoresearch.exec;

/// Where commands execute. Implementations are thread-safe.
public interface Executor extends AutoCloseable {

    /// Runs one command to its end. When this returns, no process of the command is left.
    ///
    /// @param stop ends the command early: the ending is then [dev.autoresearch.journal.Ending.Stopped]
    Execution run(Task task, Stop stop);

    /// One word for how trees are held and measured here, recorded with every run.
    String tier();

    @Override
    void close();
}
