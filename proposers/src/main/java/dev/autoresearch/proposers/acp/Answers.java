package dev.autoresearch.proposers.acp;

import java.util.HashSet;
import java.util.Set;

/// Counts the answers of an agent's model in a turn by its uses of tools, since no agent tells: tools that are begun while
/// none was done since belong to one answer. Thread-safe.
final class Answers {
    private final Set<String> begun = new HashSet<>();
    private boolean done;
    private int count;

    /// A turn begins.
    synchronized void begin() {
        begun.clear();
        done = true;
        count = 0;
    }

    /// A tool is used.
    ///
    /// @param status as far as it is
    /// @return answers so far
    synchronized int count(String tool, String status) {
        if (begun.add(tool) && done) {
            done = false;
            count++;
        }
        done |= status.equals("completed") || status.equals("failed");
        return count;
    }
}
