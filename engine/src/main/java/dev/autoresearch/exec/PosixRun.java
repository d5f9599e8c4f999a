package dev.autoresearch.exec;

import dev.autoresearch.journal.Ending;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One run on Linux: a single thread that waits for output, for the end of the main process, for a request to stop and
/// for the nearest limit, all at once.
final class PosixRun {
    /// What a process needs to notice that the command is over, as `tee` at the end of `>(tee file)` does.
    private static final long LINGER_NANOS = 250_000_000;
    private static final long LEFTOVER_GRACE_NANOS = 200_000_000;
    private static final long HOPELESS_NANOS = 60_000_000_000L;
    private static final long FIRST_CHECK_NANOS = 1_000_000;
    private static final long SLOWEST_CHECK_NANOS = 10_000_000;
    private static final int BUFFER = 64 * 1024;
    /// Enough to empty the largest pipe.
    private static final int LAST_READS = 64;
    private static final int STARTS = 6;

    private static final int LOG = 0;
    private static final int CHILD = 1;
    private static final int BELL = 2;
    /// The first of the places of a talk.
    private static final int TALK = 3;

    private enum Phase {
        RUNNING, LINGERING, ENDING, KILLING, OVER
    }

    private final Posix posix;
    private final Tree tree;
    private final String tier;
    private final Task task;
    private final Launch launch;
    private final Duration grace;
    private final KillCount kills;
    private final long timeout;
    private final long idle;

    private Phase phase = Phase.RUNNING;
    private long start;
    private long phaseEnd;
    private long nextCheck;
    private long checkInterval;
    private long lastOutput;
    private long outputSize;
    private int survivors;
    private Posix.@Nullable Exit exit;
    private @Nullable Ending cut;

    PosixRun(Posix posix, Tree tree, String tier, Task task, Launch launch, Duration grace,
            KillCount kills) {
        this.posix = posix;
        this.tree = tree;
        this.tier = tier;
        this.task = task;
        this.launch = launch;
        this.grace = grace;
        this.kills = kills;
        this.timeout = LocalExecutor.nanos(task.timeout());
        this.idle = task.idle().isZero() ? Long.MAX_VALUE : LocalExecutor.nanos(task.idle());
    }

    /// Runs to the end.
    ///
    /// @param notes get the number of the main process
    /// @throws IOException when the log or the output cannot be written; the tree is ended then, too
    Execution execute(Leftovers notes, Stop... stops) throws IOException {
        Path output = task.output();
        if (output != null) {
            Files.write(output, new byte[0]);
        }
        long killsBefore = kills.before() + tree.outOfMemoryKills();
        CappedLog log = CappedLog.of(task);
        MemorySampler sampler;
        long over;
        try (log;
                Arena arena = Arena.ofConfined();
                Bell bell = new Bell(posix, stops);
                PosixTalk talk = PosixTalk.of(posix, task.talk(), bell::ring)) {
            int[] pipe = posix.pipe();
            start = System.nanoTime();
            lastOutput = start;
            sampler = new MemorySampler(start);
            int pid;
            try {
                pid = spawn(pipe[1], talk);
            } finally {
                posix.close(pipe[1]);
            }
            if (pid < 0) {
                posix.close(pipe[0]);
                return notStarted(-pid);
            }
            int child = posix.watch(pid);
            try {
                tree.started(pid);
                notes.started(pid);
                if (talk != null) {
                    talk.start();
                }
                follow(pid, new Posix.Watch[]{posix.new Watch(arena, pipe[0], child, bell.descriptor(),
                        Posix.Watch.NONE, Posix.Watch.NONE, Posix.Watch.NONE),
                        posix.new Watch(arena, pipe[0])}, pipe[0], arena.allocate(BUFFER), log, sampler, bell, talk);
            } finally {
                abandon(pid);
                posix.close(child);
                posix.close(pipe[0]);
            }
            over = System.nanoTime();
            if (talk != null) {
                talk.finish(arena.allocate(BUFFER));
                talk.rethrow();
            }
        }
        Duration wall = Duration.ofNanos(over - start);
        Posix.Exit end = exit;
        if (end == null) {
            throw new IllegalStateException("the command was never reaped");
        }
        Ending ending = cut != null
                ? cut
                : Endings.of(end.code(), end.signal(), () -> kills.now() + tree.outOfMemoryKills() > killsBefore,
                        launch, task.directory(), task.log());
        return new Execution(ending, wall, tree.cpu(end.cpu()), sampler.peak(), log.bytes(), log.cut(), survivors,
                tier);
    }

    private int spawn(int log, @Nullable PosixTalk talk) throws IOException {
        Spawn.Streams streams = talk == null ? files(log) : talk.streams(log);
        List<String> argv = new ArrayList<>(tree.gate(launch));
        if (!posix.spawn().changesFolder()) {
            argv.addAll(0, List.of("/bin/sh", "-c", "cd \"$0\" && exec \"$@\"",
                    task.directory().toAbsolutePath().toString()));
        }
        int pid = posix.spawn().start(argv, launch.environment(), task.directory(), streams);
        for (int i = 1; pid == -Posix.ETXTBSY && i < STARTS; i++) {
            // somebody's child still holds the freshly written program open for writing, between its fork and its exec
            pause(i);
            pid = posix.spawn().start(argv, launch.environment(), task.directory(), streams);
        }
        if (pid == -Posix.ENOEXEC) {
            argv.addFirst("/bin/sh");
            pid = posix.spawn().start(argv, launch.environment(), task.directory(), streams);
        }
        return pid;
    }

    private Spawn.Streams files(int log) {
        Path input = task.input();
        Path output = task.output();
        var errors = new Spawn.Stream.Open(log);
        return new Spawn.Streams(new Spawn.Stream.File(input == null ? Path.of("/dev/null") : input),
                output == null ? errors : new Spawn.Stream.File(output), errors);
    }

    private void follow(int pid, Posix.Watch[] watches, int source, MemorySegment buffer, CappedLog log,
            MemorySampler sampler, Bell bell, @Nullable PosixTalk talk) throws IOException {
        Posix.Watch watch = watches[0];
        boolean open = true;
        while (true) {
            long now = System.nanoTime();
            advance(now, sampler, bell);
            if (phase == Phase.OVER) {
                break;
            }
            if (talk != null) {
                talk.prepare(watch, TALK);
            }
            long until = phase == Phase.RUNNING ? nearestLimit(now, sampler) : Math.min(nextCheck, phaseEnd) - now;
            watch.await(Math.clamp((until + 999_999) / 1_000_000, 0, 60_000));
            if (watch.ready(LOG)) {
                open = transfer(source, buffer, log);
                if (!open) {
                    watch.ignore(LOG);
                }
            }
            if (talk != null && talk.serve(watch, TALK, buffer)) {
                lastOutput = System.nanoTime();
            }
            if (watch.ready(BELL)) {
                watch.ignore(BELL);
            }
            if (exit == null && watch.ready(CHILD)) {
                exit = posix.reap(pid);
                if (exit != null) {
                    tree.reaped();
                    watch.ignore(CHILD);
                }
            }
        }
        Posix.Watch rest = watches[1];
        for (int i = 0; open && i < LAST_READS; i++) {
            rest.await(0);
            open = rest.ready(LOG) && transfer(source, buffer, log);
        }
    }

    private void advance(long now, MemorySampler sampler, Bell bell) {
        switch (phase) {
            case RUNNING -> {
                if (exit != null) {
                    enter(Phase.LINGERING, now, LINGER_NANOS);
                    if (tree.empty()) {
                        phase = Phase.OVER;
                    }
                } else if (bell.rung()) {
                    end(new Ending.Stopped(), now);
                } else if (now - start >= timeout) {
                    end(new Ending.TimedOut(task.timeout()), now);
                } else if (now - lastOutput >= idle && !outputGrew(now)) {
                    end(new Ending.Idle(task.idle()), now);
                } else if (now >= sampler.next()) {
                    sampler.look(tree.members(), now);
                }
            }
            case LINGERING -> {
                if (tree.empty()) {
                    phase = Phase.OVER;
                } else if (now >= phaseEnd) {
                    Collection<Integer> left = tree.members();
                    survivors = left.size();
                    tree.terminate();
                    enter(Phase.ENDING, now, LEFTOVER_GRACE_NANOS);
                }
            }
            case ENDING -> {
                if (exit != null && tree.empty()) {
                    phase = Phase.OVER;
                } else if (now >= phaseEnd) {
                    enter(Phase.KILLING, now, HOPELESS_NANOS);
                    tree.kill();
                }
            }
            case KILLING -> {
                if (exit != null && tree.empty()) {
                    phase = Phase.OVER;
                } else if (now >= phaseEnd) {
                    throw new IllegalStateException("processes of '" + task.command() + "' survive SIGKILL: "
                            + tree.members() + "; they are probably stuck in a device or a network file system");
                } else {
                    tree.kill();
                }
            }
            case OVER -> {
            }
        }
        if (now >= nextCheck) {
            checkInterval = Math.min(2 * checkInterval, SLOWEST_CHECK_NANOS);
            nextCheck = now + checkInterval;
        }
    }

    private void end(Ending reason, long now) {
        cut = reason;
        tree.terminate();
        enter(Phase.ENDING, now, LocalExecutor.nanos(grace));
    }

    private void enter(Phase next, long now, long atMost) {
        phase = next;
        phaseEnd = now + atMost;
        checkInterval = FIRST_CHECK_NANOS / 2;
        nextCheck = now;
    }

    private long nearestLimit(long now, MemorySampler sampler) {
        long wall = timeout - (now - start);
        long silence = idle - (now - lastOutput);
        return Math.min(Math.min(wall, silence), sampler.next() - now);
    }

    private boolean outputGrew(long now) {
        Path output = task.output();
        if (output == null) {
            return false;
        }
        long size = output.toFile().length();
        boolean grew = size != outputSize;
        outputSize = size;
        lastOutput = grew ? now : lastOutput;
        return grew;
    }

    private boolean transfer(int source, MemorySegment buffer, CappedLog log) throws IOException {
        int count = posix.read(source, buffer);
        if (count > 0) {
            lastOutput = System.nanoTime();
            log.write(buffer.asSlice(0, count).asByteBuffer());
        }
        return count > 0;
    }

    /// Leaves nothing behind when something went wrong on this side.
    private void abandon(int pid) {
        long deadline = System.nanoTime() + HOPELESS_NANOS;
        while (phase != Phase.OVER && System.nanoTime() - deadline < 0) {
            tree.kill();
            if (exit == null) {
                exit = posix.reap(pid);
                if (exit != null) {
                    tree.reaped();
                }
            }
            if (exit != null && tree.empty()) {
                return;
            }
            pause(1);
        }
    }

    private Execution notStarted(int error) {
        String program = launch.argv().getFirst();
        Optional<String> known = launch.neverStarted(127, task.directory());
        String reason = known.orElse(switch (error) {
            case Posix.ENOENT -> "command not found: " + program;
            case Posix.EACCES -> "permission denied: " + program;
            default -> program + " (error " + error + ")";
        });
        return LocalExecutor.never(new Ending.NotStarted(reason), tier);
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
