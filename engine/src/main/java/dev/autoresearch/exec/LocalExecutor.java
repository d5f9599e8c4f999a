package dev.autoresearch.exec;

import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.journal.Ending;
import dev.autoresearch.journal.RunRecord;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Runs commands on this machine.
///
/// How their process trees are held is chosen once, from best to least: `cgroup2` (a control group each, from which
/// nothing escapes), `subreaper` (this process adopts orphans; Linux without a writable control group), `group` (a
/// session of its own and what can be seen of it; everywhere). [#tiers()] says why a better one was not taken.
///
/// A run uses the calling thread only; called from a virtual thread, it borrows a platform thread for the run, because
/// its native calls block. The first two tiers need `--enable-native-access`. Every command gets, besides its task's
/// environment, `PWD` and `AUTORESEARCH_RUN`, of constant length. Thread-safe.
public final class LocalExecutor implements Executor {
    private static final String CGROUP = "cgroup2";
    private static final String SUBREAPER = "subreaper";
    private static final String GROUP = GroupRun.TIER;
    private static final int RUNS = Integer.MAX_VALUE;
    private static final int TRIAL_MILLIS = 5_000;

    private final Options options;
    private final List<Tier> tiers;
    private final String tier;
    private final @Nullable Posix posix;
    private final @Nullable Cgroups cgroups;
    private final @Nullable ForeignZombies zombies;
    private final @Nullable NoteFiles notes;
    private final KillCount kills = new KillCount();
    private final Stop closing = new Stop();
    private final Semaphore live = new Semaphore(RUNS);
    private final Map<String, Shell> shells = new ConcurrentHashMap<>();

    /// What an executor may do and how patient it is.
    ///
    /// @param allowCgroup    whether control groups may be made
    /// @param allowSubreaper whether this whole process may become the one that adopts orphans, until it ends; right
    ///                       for a program of its own, intrusive in somebody else's
    /// @param stateFolder    where notes on live runs are kept for [#endLeftovers]; null for nowhere
    /// @param grace          between asking processes to end and ending them, on a timeout or a stop
    public record Options(boolean allowCgroup, boolean allowSubreaper, @Nullable Path stateFolder, Duration grace) {
        /// The usual patience.
        public static final Duration GRACE = Duration.ofSeconds(2);

        /// For a program that owns its process.
        public static Options application(Path stateFolder) {
            return new Options(true, true, stateFolder, GRACE);
        }

        /// For a library in somebody else's process.
        public static Options embedded() {
            return new Options(true, false, null, GRACE);
        }
    }

    /// One way to hold trees and whether it works here.
    ///
    /// @param name    as recorded with every run
    /// @param problem why it does not work here, empty when it does
    public record Tier(String name, String problem) {
        /// Whether it works here.
        public boolean works() {
            return problem.isEmpty();
        }
    }

    private LocalExecutor(Options options) {
        this.options = options;
        Path stateFolder = options.stateFolder();
        this.notes = stateFolder == null ? null : new NoteFiles(stateFolder);
        Posix calls = null;
        String noCalls = "";
        try {
            calls = Posix.open();
        } catch (UnsupportedOperationException e) {
            noCalls = String.valueOf(e.getMessage());
        }
        Cgroups groups = null;
        String noGroups = options.allowCgroup() ? noCalls : "not allowed";
        if (calls != null && noGroups.isEmpty()) {
            try {
                groups = openGroups(calls);
            } catch (UnsupportedOperationException e) {
                noGroups = String.valueOf(e.getMessage());
            }
        }
        boolean adopts = false;
        String noAdoption = options.allowSubreaper() ? noCalls : "not allowed";
        if (calls != null && noAdoption.isEmpty() && groups == null) {
            adopts = calls.adoptOrphans();
            noAdoption = adopts ? "" : "the kernel does not allow it";
        }
        this.posix = calls;
        this.cgroups = groups;
        this.zombies = calls != null && (adopts || ProcessHandle.current().pid() == 1)
                ? new ForeignZombies(calls)
                : null;
        this.tiers = List.of(new Tier(CGROUP, noGroups), new Tier(SUBREAPER, noAdoption), new Tier(GROUP, ""));
        this.tier = groups != null ? CGROUP : adopts ? SUBREAPER : GROUP;
    }

    /// Tries the tiers and settles on the best that works.
    public static LocalExecutor open(Options options) {
        return new LocalExecutor(options);
    }

    /// Ends what the runs of engines left that were killed. Processes of engines that still work are left alone, and so
    /// is everything that cannot be proved to be a left run's.
    ///
    /// @param stateFolder the [Options#stateFolder] of those engines
    /// @return how many processes were ended
    public static int endLeftovers(Path stateFolder) {
        try {
            return Leftovers.end(stateFolder);
        } catch (IOException e) {
            throw new Refusal(Exit.STORAGE,
                    "The notes on earlier runs in " + stateFolder + " cannot be read: " + Refusal.because(e),
                    "Make the folder readable, or remove it once nothing of an earlier run is left.");
        }
    }

    /// The tiers from best to least, each with why it does not work here.
    public List<Tier> tiers() {
        return tiers;
    }

    @Override
    public String tier() {
        return tier;
    }

    /// The shell that commands with this environment are run by.
    public Shell shell(Map<String, String> environment, Path directory) {
        return shells.computeIfAbsent(Launch.path(environment), path -> Shell.find(path, directory.toAbsolutePath()));
    }

    /// {@inheritDoc}
    ///
    /// @throws Refusal when the log or the output cannot be written
    @Override
    public Execution run(Task task, Stop stop) {
        if (!Thread.currentThread().isVirtual()) {
            return here(task, stop);
        }
        FutureTask<Execution> run = new FutureTask<>(() -> here(task, stop));
        Thread.ofPlatform().name("run").daemon().start(run);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return run.get();
                } catch (InterruptedException e) {
                    // a run is ended by its stop, not by an interrupt
                    interrupted = true;
                } catch (ExecutionException e) {
                    switch (e.getCause()) {
                        case RuntimeException cause -> throw cause;
                        case Error cause -> throw cause;
                        case null, default -> throw new IllegalStateException(e);
                    }
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Stops what still runs and removes the control groups.
    @Override
    public void close() {
        closing.request();
        live.acquireUninterruptibly(RUNS);
        live.release(RUNS);
        if (cgroups != null) {
            cgroups.close();
        }
        if (notes != null) {
            notes.close();
        }
    }

    /// A duration in nanoseconds, the longest there is when it has more.
    static long nanos(Duration duration) {
        return duration.compareTo(Duration.ofNanos(Long.MAX_VALUE)) >= 0 ? Long.MAX_VALUE : duration.toNanos();
    }

    /// An execution in which nothing ran.
    static Execution never(Ending ending, String tier) {
        return new Execution(ending, Duration.ZERO, Duration.ZERO, RunRecord.UNKNOWN, 0, 0, 0, tier);
    }

    private Execution here(Task task, Stop stop) {
        live.acquireUninterruptibly();
        try {
            if (stop.requested() || closing.requested()) {
                return never(new Ending.Stopped(), tier);
            }
            Optional<String> obstacle = Launch.obstacle(task);
            if (obstacle.isPresent()) {
                return never(new Ending.NotStarted(obstacle.get()), tier);
            }
            Shell shell = shell(task.environment(), task.directory());
            Launch launch = Launch.of(task, shell, mark());
            Optional<String> hopeless = launch.hopeless(task.directory());
            if (hopeless.isPresent()) {
                return never(new Ending.NotStarted(hopeless.get()), tier);
            }
            return execute(task, launch, shell, stop);
        } catch (IOException e) {
            throw new Refusal(Exit.STORAGE,
                    "The output of the command cannot be written to " + task.log() + ": " + Refusal.because(e),
                    "Make room on the disk or make the folder writable, then resume.");
        } finally {
            live.release();
        }
    }

    private Execution execute(Task task, Launch launch, Shell shell, Stop stop) throws IOException {
        Posix calls = posix;
        if (calls == null || tier.equals(GROUP)) {
            try (Leftovers run = Leftovers.begin(notes, launch.mark(), null)) {
                return new GroupRun(task, launch, shell, options.grace(), kills).execute(run, stop, closing);
            }
        }
        Cgroups.Leaf leaf = cgroups == null ? null : cgroups.take();
        try (Leftovers run = Leftovers.begin(notes, launch.mark(), leaf == null ? null : leaf.path())) {
            Tree tree = leaf == null ? new SubreaperTree(calls, launch.mark()) : new CgroupTree(calls, leaf);
            return new PosixRun(calls, tree, tier, task, launch, options.grace(), kills).execute(run, stop, closing);
        } finally {
            if (cgroups != null && leaf != null) {
                cgroups.give(leaf);
            }
            if (zombies != null) {
                zombies.sweep(System.nanoTime());
            }
        }
    }

    /// Control groups, after a process has really joined one.
    private static Cgroups openGroups(Posix posix) {
        Cgroups groups = Cgroups.open();
        try {
            Cgroups.Leaf leaf = groups.take();
            Spawn.Stream nothing = new Spawn.Stream.File(Path.of("/dev/null"));
            var trial = new Launch(List.of("/bin/sh", "-c", "exit 42"), false, List.of(), "", null);
            List<String> argv = new CgroupTree(posix, leaf).gate(trial);
            int[] pipe = posix.pipe();
            try (Arena arena = Arena.ofConfined()) {
                int pid = posix.spawn().start(argv, List.of(), Path.of("/"),
                        new Spawn.Streams(nothing, new Spawn.Stream.Open(pipe[1]), new Spawn.Stream.Open(pipe[1])));
                if (pid < 0) {
                    throw new UnsupportedOperationException("/bin/sh cannot be started: error " + -pid);
                }
                int child = posix.watch(pid);
                posix.new Watch(arena, child).await(TRIAL_MILLIS);
                posix.close(child);
                Posix.Exit exit = posix.reap(pid);
                if (exit == null || exit.code() != 42) {
                    throw new UnsupportedOperationException("a process cannot be moved into " + leaf.path());
                }
            } finally {
                posix.close(pipe[0]);
                posix.close(pipe[1]);
            }
            groups.give(leaf);
            return groups;
        } catch (IOException | RuntimeException e) {
            groups.close();
            throw e instanceof UnsupportedOperationException unsupported
                    ? unsupported
                    : new UnsupportedOperationException(e.getMessage(), e);
        }
    }

    private static String mark() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return String.format(Locale.ROOT, "%016x%016x", random.nextLong(), random.nextLong());
    }
}
