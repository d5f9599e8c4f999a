package dev.autoresearch.exec;

import dev.autoresearch.journal.RunRecord;
import java.util.Collection;

/// Finds the peak memory of a process tree by looking at it now and then: soon at first, every 100 ms later, less often
/// where that would cost more than one percent of the time, but at least twice a second.
///
/// One look sums the memory of all processes with shared pages divided among their users. The high-water mark of each
/// single process catches what happens between looks. The kernel's own peak of a control group is not used: it counts
/// cached files, which the first run pays for and the following do not. Not thread-safe.
final class MemorySampler {
    private static final long FIRST_NANOS = 4_000_000;
    private static final long SLOWEST_NANOS = 100_000_000;
    private static final int COST_FACTOR = 100;
    private static final long LONGEST_NANOS = 500_000_000;

    private long interval = FIRST_NANOS;
    private long next;
    private long peak = RunRecord.UNKNOWN;

    /// Starts the clock.
    MemorySampler(long now) {
        next = now + FIRST_NANOS;
    }

    /// When to look next, by [System#nanoTime].
    long next() {
        return next;
    }

    /// Looks once.
    ///
    /// @param now when the caller began to collect the members, so that this is counted as cost
    void look(Collection<Integer> members, long now) {
        long sum = 0;
        long largest = 0;
        for (int pid : members) {
            sum += ProcFs.memory(pid);
            largest = Math.max(largest, ProcFs.highWater(pid));
        }
        if (sum > 0 || largest > 0) {
            peak = Math.max(peak, Math.max(sum, largest));
        }
        long after = System.nanoTime();
        interval = Math.max(Math.min(2 * interval, SLOWEST_NANOS),
                Math.min(COST_FACTOR * (after - now), LONGEST_NANOS));
        next = after + interval;
    }

    /// Bytes; [RunRecord#UNKNOWN] when the tree was gone before the first look.
    long peak() {
        return peak;
    }
}
