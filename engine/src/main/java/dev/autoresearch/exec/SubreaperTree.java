package dev.autoresearch.exec;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Holds a tree by adoption: this process is the one that orphans among its descendants fall back to, so whatever a run
/// leaves behind turns up as a child here.
///
/// A foreign child, for example one that the JDK started, is told from ours by its session, by the mark in its
/// environment, and by having been seen below the run before. A process that has all three changed before it was ever
/// seen is not recognised.
final class SubreaperTree implements Tree {
    private static final int LOOKS = 200;

    private final Posix posix;
    private final String mark;
    private final int self = (int) ProcessHandle.current().pid();
    private final Map<Integer, Long> known = new HashMap<>();
    private final Set<Integer> strangers = new HashSet<>();
    private Duration ofOrphans = Duration.ZERO;
    private int main;

    SubreaperTree(Posix posix, String mark) {
        this.posix = posix;
        this.mark = mark;
    }

    @Override
    public List<String> gate(Launch launch) {
        return launch.argv();
    }

    @Override
    public void started(int pid) {
        main = pid;
        ProcFs.Stat stat = ProcFs.stat(pid);
        if (stat != null) {
            known.put(pid, stat.start());
        }
    }

    @Override
    public void reaped() {
        known.remove(main);
    }

    @Override
    public Collection<Integer> members() {
        List<Integer> members = new ArrayList<>();
        for (int look = 0; look < LOOKS && look(members); look++) {
            members.clear();
        }
        return members;
    }

    /// Finds the members once.
    ///
    /// @return whether none was found but one may have been missed, so that another look is due: an orphan that ended may
    ///         have left children after the list of orphans was read, and one that is just being replaced by a program
    ///         has no environment to be known by
    private boolean look(List<Integer> members) {
        boolean doubtful = false;
        List<Integer> roots = new ArrayList<>();
        if (known.containsKey(main) && ProcFs.runs(main, known.get(main))) {
            roots.add(main);
        }
        for (int orphan : ProcFs.adopted(self)) {
            ProcFs.Stat stat = orphan == main ? null : ProcFs.stat(orphan);
            if (stat == null || stat.parent() != self) {
                continue;
            }
            if (!ours(stat)) {
                doubtful |= stat.ended() ? strangers.add(orphan) : ProcFs.nameless(orphan);
            } else if (stat.ended()) {
                Posix.Exit exit = posix.reap(orphan);
                ofOrphans = exit == null ? ofOrphans : ofOrphans.plus(exit.cpu());
                doubtful = true;
            } else {
                roots.add(orphan);
            }
        }
        for (int pid : ProcFs.trees(roots)) {
            ProcFs.Stat stat = ProcFs.stat(pid);
            if (stat != null && !stat.ended()) {
                known.put(pid, stat.start());
                members.add(pid);
            } else {
                doubtful = true;
            }
        }
        return doubtful && members.isEmpty();
    }

    @Override
    public void terminate() {
        signal(Posix.SIGTERM);
    }

    @Override
    public void kill() {
        signal(Posix.SIGKILL);
    }

    @Override
    public Duration cpu(Duration ofMain) {
        return ofMain.plus(ofOrphans);
    }

    @Override
    public long outOfMemoryKills() {
        return 0;
    }

    private void signal(int signal) {
        boolean group = false;
        for (int pid : members()) {
            ProcFs.Stat stat = ProcFs.stat(pid);
            if (stat == null || known.getOrDefault(pid, -1L) != stat.start()) {
                continue;
            }
            if (stat.group() != main) {
                posix.kill(pid, signal);
            } else if (!group) {
                // at once for all, so that none of them can fork meanwhile; a member keeps the number from reuse
                group = true;
                posix.kill(-main, signal);
            }
        }
    }

    private boolean ours(ProcFs.Stat stat) {
        return stat.session() == main || known.getOrDefault(stat.pid(), -1L) == stat.start()
                || ProcFs.carries(stat.pid(), mark);
    }
}
