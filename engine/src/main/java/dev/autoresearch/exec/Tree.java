package dev.autoresearch.exec;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/// Holds all processes of one run together so that none is lost. Used by one thread.
sealed interface Tree permits CgroupTree, SubreaperTree {

    /// The words to start, so that the command joins the tree before its first instruction.
    List<String> gate(Launch launch);

    /// Tells the number of the command's main process.
    void started(int pid);

    /// Tells that the main process was reaped: its number may soon be a stranger's.
    void reaped();

    /// Processes of the tree that run now.
    Collection<Integer> members();

    /// Whether none runs any more.
    default boolean empty() {
        return members().isEmpty();
    }

    /// Asks all processes to end.
    void terminate();

    /// Ends all processes that are there now.
    void kill();

    /// Time used by all processes.
    ///
    /// @param main used by the main process and by those it waited for
    Duration cpu(Duration main);

    /// Processes of the tree ended by the kernel for lack of memory, 0 where only the whole machine's are counted.
    long outOfMemoryKills();
}
