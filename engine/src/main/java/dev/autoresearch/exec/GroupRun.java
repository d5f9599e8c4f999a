package dev.autoresearch.exec;

import dev.autoresearch.journal.Ending;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One run with nothing but the JDK, on any system with a POSIX shell.
///
/// The tree is what was seen to descend from the command, and on Linux also whatever carries the run's mark in its
/// environment. Elsewhere a process that leaves its parents between two looks is not found. A small shell stays the
/// command's parent to report the time it used. One more thread copies the output.
final class GroupRun {
    static final String TIER = "group";

    private static final int LOOKS = 4;
    private static final long LOOK_NANOS = 2_000_000;
    private static final long LINGER_NANOS = 250_000_000;
    private static final long LEFTOVER_GRACE_NANOS = 200_000_000;
    private static final long HOPELESS_NANOS = 60_000_000_000L;
    private static final long REST_MILLIS = 2_000;
    private static final long CHECK_NANOS = 5_000_000;

    private final Task task;
    private final Launch launch;
    private final String wrapper;
    private final Duration grace;
    private final KillCount kills;
    private final Set<ProcessHandle> known = new HashSet<>();
    private final Semaphore events = new Semaphore(0);
    private volatile long lastOutput;
    private volatile boolean stopped;
    private boolean interrupted;
    private int survivors;
    private volatile @Nullable IOException broken;

    /// @param shell writes down what the command used, where a plain `sh` would lose a variable
    GroupRun(Task task, Launch launch, Shell shell, Duration grace, KillCount kills) {
        this.task = task;
        this.launch = launch;
        this.wrapper = Launch.handedOn(task.environment()) ? "/bin/sh" : shell.program().toString();
        this.grace = grace;
        this.kills = kills;
    }

    /// Runs to the end.
    ///
    /// @param notes get the number of the main process
    /// @throws IOException when the log or the output cannot be written; the tree is ended then, too
    Execution execute(Leftovers notes, Stop... stops) throws IOException {
        long killsBefore = kills.before();
        Path times = task.log().toAbsolutePath().resolveSibling(task.log().getFileName() + ".times");
        CappedLog log = CappedLog.of(task);
        long start = System.nanoTime();
        lastOutput = start;
        MemorySampler sampler = new MemorySampler(start);
        List<Stop.Registration> registrations = new ArrayList<>();
        Talk with = task.talk();
        try {
            Process process;
            Ending cut;
            GroupTalk talk;
            long over;
            try (log) {
                try {
                    process = builder(times).start();
                } catch (IOException e) {
                    return LocalExecutor.never(new Ending.NotStarted(String.valueOf(e.getMessage())), TIER);
                }
                CompletableFuture<Void> _ = process.onExit().thenRun(events::release);
                Thread copier = Thread.ofPlatform().name("run-log").daemon().start(() -> copy(process, log));
                talk = with == null ? null : GroupTalk.start(with, process, this::stop, this::heard);
                try {
                    for (Stop stop : stops) {
                        registrations.add(stop.onRequest(this::stop));
                    }
                    notes.started(process.pid());
                    cut = await(process, start, sampler);
                    if (cut == null) {
                        survivors = endLeft(process);
                    } else {
                        endAll(process, LocalExecutor.nanos(grace));
                    }
                } finally {
                    endAll(process, 0);
                    registrations.forEach(Stop.Registration::close);
                    join(copier);
                    over = System.nanoTime();
                    if (talk != null) {
                        talk.finish();
                    }
                }
            }
            Duration wall = Duration.ofNanos(over - start);
            if (talk != null) {
                talk.rethrow();
            }
            IOException failure = broken;
            if (failure != null) {
                throw failure;
            }
            Ending ending = cut != null
                    ? cut
                    : Endings.of(process.exitValue(), 0, () -> kills.now() > killsBefore, launch,
                            task.directory(), task.log());
            return new Execution(ending, wall, ShellTimes.read(times), sampler.peak(), log.bytes(), log.cut(),
                    survivors, TIER);
        } finally {
            Files.deleteIfExists(times);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void stop() {
        stopped = true;
        events.release();
    }

    private void heard() {
        lastOutput = System.nanoTime();
    }

    private ProcessBuilder builder(Path times) {
        List<String> argv = new ArrayList<>();
        Shell.program("setsid", Shell.DEFAULT_PATH, Path.of("/")).ifPresent(setsid -> argv.add(setsid.toString()));
        argv.addAll(List.of(wrapper, "-c", ShellTimes.WRAPPER, times.toString()));
        argv.addAll(launch.argv());
        ProcessBuilder builder = new ProcessBuilder(argv).directory(task.directory().toFile());
        Map<String, String> environment = builder.environment();
        environment.clear();
        for (String variable : launch.environment()) {
            int equals = variable.indexOf('=');
            environment.put(variable.substring(0, equals), variable.substring(equals + 1));
        }
        if (task.talk() != null) {
            return builder;
        }
        Path input = task.input();
        builder.redirectInput(input == null ? Path.of("/dev/null").toFile() : input.toFile());
        Path output = task.output();
        return output == null ? builder.redirectErrorStream(true) : builder.redirectOutput(output.toFile());
    }

    /// Waits for the main process or a limit.
    ///
    /// @return why it must be ended, null when it ended by itself
    private @Nullable Ending await(Process process, long start, MemorySampler sampler) {
        long timeout = LocalExecutor.nanos(task.timeout());
        long idle = task.idle().isZero() ? Long.MAX_VALUE : LocalExecutor.nanos(task.idle());
        long outputSize = 0;
        while (process.isAlive()) {
            long now = System.nanoTime();
            Path output = task.output();
            if (output != null && output.toFile().length() != outputSize) {
                outputSize = output.toFile().length();
                lastOutput = now;
            }
            if (stopped || broken != null) {
                return new Ending.Stopped();
            } else if (now - start >= timeout) {
                return new Ending.TimedOut(task.timeout());
            } else if (now - lastOutput >= idle) {
                return new Ending.Idle(task.idle());
            } else if (now >= sampler.next()) {
                List<Integer> pids = new ArrayList<>();
                members(process).forEach(member -> pids.add((int) member.pid()));
                sampler.look(pids, now);
            }
            pause(Math.min(Math.min(timeout - (now - start), idle - (now - lastOutput)), sampler.next() - now));
        }
        return null;
    }

    private int endLeft(Process process) {
        long linger = System.nanoTime() + LINGER_NANOS;
        Collection<ProcessHandle> left = settled(process);
        while (!left.isEmpty() && System.nanoTime() - linger < 0) {
            pause(CHECK_NANOS);
            left = settled(process);
        }
        int count = left.size();
        endAll(process, LEFTOVER_GRACE_NANOS);
        return count;
    }

    private void endAll(Process process, long patience) {
        Collection<ProcessHandle> left = settled(process);
        long graceEnd = System.nanoTime() + patience;
        if (patience > 0) {
            left.forEach(ProcessHandle::destroy);
        }
        while (!left.isEmpty() && System.nanoTime() - graceEnd < 0) {
            pause(CHECK_NANOS);
            left = settled(process);
        }
        long hopeless = System.nanoTime() + HOPELESS_NANOS;
        while (!left.isEmpty()) {
            left.forEach(ProcessHandle::destroyForcibly);
            if (System.nanoTime() - hopeless > 0) {
                throw new IllegalStateException("processes of '" + task.command() + "' survive SIGKILL: " + left);
            }
            pause(CHECK_NANOS);
            left = settled(process);
        }
    }

    /// The members, or none only if several looks in a row saw none: a process that forks itself anew and ends can be in
    /// neither place while `/proc` is read.
    private Collection<ProcessHandle> settled(Process process) {
        Collection<ProcessHandle> members = members(process);
        for (int look = 1; members.isEmpty() && look < LOOKS; look++) {
            pause(LOOK_NANOS);
            members = members(process);
        }
        return members;
    }

    /// Everything known to belong to the run that is alive now.
    private Collection<ProcessHandle> members(Process process) {
        known.add(process.toHandle());
        if (ProcFs.available()) {
            List<Integer> roots = new ArrayList<>();
            known.forEach(handle -> roots.add((int) handle.pid()));
            ProcFs.all().stream().filter(pid -> ProcFs.carries(pid, launch.mark())).forEach(roots::add);
            ProcFs.trees(roots).forEach(pid -> ProcessHandle.of(pid).ifPresent(handle -> known.add(handle)));
        } else {
            for (ProcessHandle parent : List.copyOf(known)) {
                try (Stream<ProcessHandle> below = parent.descendants()) {
                    below.forEach(child -> known.add(child));
                }
            }
        }
        known.removeIf(handle -> !alive(handle));
        return List.copyOf(known);
    }

    private static boolean alive(ProcessHandle process) {
        ProcFs.Stat stat = ProcFs.available() ? ProcFs.stat((int) process.pid()) : null;
        return process.isAlive() && (stat == null || !stat.ended());
    }

    private void copy(Process process, CappedLog log) {
        byte[] buffer = new byte[64 * 1024];
        try (InputStream source = task.output() == null && task.talk() == null
                ? process.getInputStream()
                : process.getErrorStream()) {
            for (int count = source.read(buffer); count >= 0; count = source.read(buffer)) {
                heard();
                try {
                    log.write(ByteBuffer.wrap(buffer, 0, count));
                } catch (IOException e) {
                    broken = e;
                    events.release();
                    return;
                }
            }
        } catch (IOException e) {
            // the JDK closes the stream under a reader once the process has ended; what was written is read
            return;
        }
    }

    private void pause(long nanos) {
        try {
            if (events.tryAcquire(Math.max(nanos, 0), TimeUnit.NANOSECONDS)) {
                events.drainPermits();
            }
        } catch (InterruptedException e) {
            // a run is ended by its stop; the flag is restored when it is over
            interrupted = true;
        }
    }

    /// Waits for the rest of the output; a stranger who was handed the pipe is not waited for.
    private void join(Thread copier) {
        try {
            copier.join(REST_MILLIS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
    }
}
