package dev.autoresearch.exec;

/// How many processes the kernel ended for lack of memory, on the whole machine. To ask costs as much as a tenth of a
/// short command, so that the count before a run may be a second old: a run that somebody kills in the second after the
/// kernel killed another program is told as that, too. Thread-safe.
final class KillCount {
    private static final long FRESH_NANOS = 1_000_000_000;

    private long count;
    private long asked;

    /// Asks for the first time.
    KillCount() {
        now();
    }

    /// The count before a run that starts now.
    synchronized long before() {
        return System.nanoTime() - asked > FRESH_NANOS ? now() : count;
    }

    /// The count now.
    synchronized long now() {
        asked = System.nanoTime();
        count = ProcFs.outOfMemoryKills();
        return count;
    }
}
