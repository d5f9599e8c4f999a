package dev.autoresearch.exec;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Holds a tree in a control group, which no process can leave by forking, by a session of its own, or by a new
/// environment. The kernel counts the time of all of them and ends all of them at once.
final class CgroupTree implements Tree {
    private final Posix posix;
    private final Cgroups.Leaf leaf;
    private final long usedBefore;
    private final Set<Integer> seen = new HashSet<>();
    private int main;

    CgroupTree(Posix posix, Cgroups.Leaf leaf) {
        this.posix = posix;
        this.leaf = leaf;
        this.usedBefore = leaf.usedNanos();
    }

    /// A shell that moves itself into the group: the command's own where it has one, else a small one that then becomes the
    /// command. A process moved from outside could have forked before.
    @Override
    public List<String> gate(Launch launch) {
        String group = leaf.path().resolve("cgroup.procs").toString();
        if (launch.scripted()) {
            return launch.after("echo 0 >'" + group.replace("'", "'\\''") + "' || exit; ");
        }
        var argv = new ArrayList<>(List.of("/bin/sh", "-c", "echo 0 >\"$0\" && exec \"$@\"", group));
        argv.addAll(launch.argv());
        return argv;
    }

    @Override
    public void started(int pid) {
        main = pid;
        seen.add(pid);
    }

    @Override
    public void reaped() {
        main = 0;
    }

    @Override
    public Collection<Integer> members() {
        List<Integer> members = leaf.processes();
        seen.addAll(members);
        return members;
    }

    @Override
    public boolean empty() {
        if (leaf.populated()) {
            return false;
        }
        if (seen.size() > 1) {
            // orphans fall to this process when it is the first of a container
            seen.forEach(posix::reap);
        }
        return true;
    }

    @Override
    public void terminate() {
        Set<Integer> all = new HashSet<>(members());
        if (main != 0) {
            // it may not have passed the gate yet
            all.add(main);
        }
        all.forEach(pid -> posix.kill(pid, Posix.SIGTERM));
    }

    @Override
    public void kill() {
        leaf.kill();
        if (main != 0) {
            posix.kill(main, Posix.SIGKILL);
        }
    }

    @Override
    public Duration cpu(Duration main) {
        return Duration.ofNanos(leaf.usedNanos() - usedBefore);
    }

    @Override
    public long outOfMemoryKills() {
        return leaf.outOfMemoryKills();
    }
}
