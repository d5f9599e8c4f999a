package dev.autoresearch.exec;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// Reaps what nobody else does, in a process that adopts orphans: ended children that no run can be shown to own.
///
/// The JDK reaps its own children within moments and would lose their exit codes if we were faster, so only a child that
/// has been dead for a long while is taken. Without this, a command that leaves daemons which end by themselves would
/// fill the table of processes over days. Thread-safe.
final class ForeignZombies {
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private final Posix posix;
    private final int self = (int) ProcessHandle.current().pid();
    private final Map<Integer, Long> firstSeen = new HashMap<>();

    ForeignZombies(Posix posix) {
        this.posix = posix;
    }

    /// Looks at the adopted children once.
    synchronized void sweep(long now) {
        List<Integer> adopted = ProcFs.adopted(self);
        firstSeen.keySet().retainAll(adopted);
        for (int pid : adopted) {
            ProcFs.Stat stat = ProcFs.stat(pid);
            if (stat != null && stat.ended() && stat.parent() == self) {
                firstSeen.putIfAbsent(pid, now);
            } else {
                firstSeen.remove(pid);
            }
        }
        for (Iterator<Map.Entry<Integer, Long>> zombies = firstSeen.entrySet().iterator(); zombies.hasNext();) {
            Map.Entry<Integer, Long> zombie = zombies.next();
            if (now - zombie.getValue() > PATIENCE_NANOS) {
                posix.reap(zombie.getKey());
                zombies.remove();
            }
        }
    }
}
