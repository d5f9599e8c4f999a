package dev.autoresearch.exec;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Notes on disk about a run that goes on, so that the next engine can end its processes should this one be killed.
///
/// Written before the command starts: the mark in its environment and its control group; without a group also its number,
/// once it has one. A process is only ended when one of them proves that it is ours, on this boot of the machine, and its
/// engine is gone.
final class Leftovers implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final @Nullable NoteFiles files;
    private final Path file;
    private final boolean grouped;
    private String notes;

    private Leftovers(@Nullable NoteFiles files, Path file, boolean grouped, String notes) {
        this.files = files;
        this.file = file;
        this.grouped = grouped;
        this.notes = notes;
    }

    /// Begins the notes of one run.
    ///
    /// @param files  where they are kept; null for nowhere
    /// @param cgroup the run's control group; null for none
    static Leftovers begin(@Nullable NoteFiles files, String mark, @Nullable Path cgroup) throws IOException {
        if (files == null) {
            return new Leftovers(null, Path.of(""), false, "");
        }
        String notes = "boot " + Self.BOOT + "\nmark " + mark + "\nengine " + Self.NUMBER + ' ' + Self.START + '\n'
                + (cgroup == null ? "" : "cgroup " + cgroup + '\n');
        Path file = files.take();
        files.write(file, notes);
        return new Leftovers(files, file, cgroup != null, notes);
    }

    /// Notes the main process.
    void started(long pid) throws IOException {
        if (files != null && !grouped) {
            notes += "main " + pid + ' ' + startOf(pid) + '\n';
            files.write(file, notes);
        }
    }

    /// The run is over and left nothing.
    @Override
    public void close() {
        if (files != null) {
            files.give(file);
        }
    }

    /// Ends what runs of dead engines left.
    ///
    /// @return how many processes were ended
    static int end(Path folder) throws IOException {
        int ended = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + NoteFiles.SUFFIX)) {
            for (Path file : files) {
                Map<String, String> noted = new HashMap<>();
                for (String line : Files.readAllLines(file)) {
                    int blank = line.indexOf(' ');
                    if (blank > 0) {
                        noted.put(line.substring(0, blank), line.substring(blank + 1));
                    }
                }
                boolean sameBoot = noted.getOrDefault("boot", "").equals(ProcFs.boot());
                if (sameBoot && same(noted.getOrDefault("engine", ""))) {
                    continue;
                }
                ended += sameBoot ? endRun(noted) : 0;
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            return 0;
        }
        return ended;
    }

    private static int endRun(Map<String, String> noted) {
        Set<Long> ended = new LinkedHashSet<>();
        String cgroup = noted.getOrDefault("cgroup", "");
        Cgroups.Leaf leaf = cgroup.isEmpty() || !Files.isDirectory(Path.of(cgroup))
                ? null
                : new Cgroups.Leaf(Path.of(cgroup));
        if (leaf != null) {
            leaf.processes().forEach(pid -> ended.add((long) pid));
            leaf.kill();
        }
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        List<ProcessHandle> found = processes(noted);
        while (!found.isEmpty() || (leaf != null && leaf.populated())) {
            for (ProcessHandle process : found) {
                ended.add(process.pid());
                process.destroyForcibly();
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("processes of an earlier run cannot be ended: " + found);
            }
            pause();
            found = processes(noted);
        }
        if (leaf != null) {
            leaf.remove();
        }
        return ended.size();
    }

    /// What still runs of that run.
    private static List<ProcessHandle> processes(Map<String, String> noted) {
        String mark = noted.getOrDefault("mark", "");
        Set<Long> pids = new LinkedHashSet<>();
        if (!mark.isEmpty() && ProcFs.available()) {
            ProcFs.all().stream().filter(pid -> ProcFs.carries(pid, mark)).forEach(pid -> pids.add((long) pid));
        }
        String main = noted.getOrDefault("main", "");
        if (same(main)) {
            long pid = Long.parseLong(main.split(" ", -1)[0]);
            pids.add(pid);
            for (int other : ProcFs.all()) {
                ProcFs.Stat stat = ProcFs.stat(other);
                if (stat != null && stat.session() == pid) {
                    pids.add((long) other);
                }
            }
        }
        pids.remove(ProcessHandle.current().pid());
        List<ProcessHandle> found = new ArrayList<>();
        for (long pid : pids) {
            ProcessHandle.of(pid).filter(process -> alive(process)).ifPresent(process -> {
                process.descendants().filter(below -> alive(below)).forEach(found::add);
                found.add(process);
            });
        }
        return found;
    }

    private static boolean alive(ProcessHandle process) {
        ProcFs.Stat stat = ProcFs.stat((int) process.pid());
        return process.isAlive() && (stat == null || !stat.ended());
    }

    /// Whether a process noted as number and start time still runs.
    private static boolean same(String process) {
        String[] words = process.split(" ", -1);
        if (words.length != 2) {
            return false;
        }
        long pid = Long.parseLong(words[0]);
        return ProcessHandle.of(pid).map(Leftovers::alive).orElse(false) && startOf(pid) == Long.parseLong(words[1]);
    }

    private static long startOf(long pid) {
        ProcFs.Stat stat = ProcFs.stat((int) pid);
        return stat != null
                ? stat.start()
                : ProcessHandle.of(pid).flatMap(process -> process.info().startInstant())
                        .map(Instant::toEpochMilli).orElse(0L);
    }

    /// This process; none of it changes while it runs.
    private static final class Self {
        private static final long NUMBER = ProcessHandle.current().pid();
        private static final long START = startOf(NUMBER);
        private static final String BOOT = ProcFs.boot();
    }

    private static void pause() {
        try {
            Thread.sleep(2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
