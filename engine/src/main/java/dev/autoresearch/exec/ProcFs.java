package dev.autoresearch.exec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What Linux tells about processes under `/proc`. Processes come and go while one reads: a process that is gone reads
/// as null, empty or 0, never as an error.
final class ProcFs {
    private static final Path ROOT = Path.of("/proc");

    private ProcFs() {}

    /// One process, identified against reuse of its number by its start time.
    ///
    /// @param start clock ticks since boot
    record Stat(int pid, char state, int parent, int group, int session, long start) {
        /// Whether it has ended and waits for its parent to notice.
        boolean ended() {
            return state == 'Z' || state == 'X';
        }
    }

    /// Whether there is a `/proc` here.
    static boolean available() {
        return Files.isReadable(ROOT.resolve("self/stat"));
    }

    /// What the kernel says about one process, null when there is none.
    static @Nullable Stat stat(int pid) {
        String text = KernelFile.text(ROOT.resolve(pid + "/stat"));
        // the name in parentheses may hold blanks and parentheses
        int name = text.lastIndexOf(')');
        if (name < 0) {
            return null;
        }
        String[] fields = text.substring(name + 2).split(" ", 21);
        if (fields.length < 21) {
            return null;
        }
        return new Stat(pid, fields[0].charAt(0), Integer.parseInt(fields[1]), Integer.parseInt(fields[2]),
                Integer.parseInt(fields[3]),
                Long.parseLong(fields[19]));
    }

    /// Whether that very process, not a later one with its number, is still running.
    static boolean runs(int pid, long start) {
        Stat stat = stat(pid);
        return stat != null && stat.start() == start && !stat.ended();
    }

    /// All process numbers.
    static List<Integer> all() {
        return numbers(ROOT);
    }

    /// Children of the thread that adopts orphans of this process: its first one, as long as that runs.
    static List<Integer> adopted(int self) {
        Path first = ROOT.resolve("self/task/" + self);
        if (!Files.exists(first.resolve("children"))) {
            return childrenByParent().getOrDefault(self, List.of());
        }
        Stat leader = stat(self);
        return leader != null && !leader.ended() ? words(first.resolve("children")) : children(self);
    }

    /// The roots that run and everything that descends from them, roots first.
    static Set<Integer> trees(Collection<Integer> roots) {
        boolean listed = Files.exists(ROOT.resolve("thread-self/children"));
        Map<Integer, List<Integer>> byParent = listed || roots.isEmpty() ? Map.of() : childrenByParent();
        Set<Integer> found = new LinkedHashSet<>();
        Deque<Integer> open = new ArrayDeque<>(roots);
        while (!open.isEmpty()) {
            int pid = open.poll();
            if (found.add(pid)) {
                open.addAll(listed ? children(pid) : byParent.getOrDefault(pid, List.of()));
            }
        }
        return found;
    }

    /// Whether the environment a process was started with holds this text.
    static boolean carries(int pid, String mark) {
        byte[] environment;
        try {
            environment = Files.readAllBytes(ROOT.resolve(pid + "/environ"));
        } catch (IOException e) {
            return false;
        }
        return new String(environment, StandardCharsets.ISO_8859_1).contains(mark);
    }

    /// Whether a process has no environment to be known by, as for a moment while a program takes its place.
    static boolean nameless(int pid) {
        try {
            return Files.readAllBytes(ROOT.resolve(pid + "/environ")).length == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /// Memory of a process in bytes with shared pages divided among their users; its resident size where the kernel
    /// does not tell.
    static long memory(int pid) {
        long shared = kilobytes(KernelFile.text(ROOT.resolve(pid + "/smaps_rollup")), "Pss:");
        return shared > 0 ? shared : kilobytes(KernelFile.text(ROOT.resolve(pid + "/status")), "VmRSS:");
    }

    /// The largest resident size a process had so far, in bytes.
    static long highWater(int pid) {
        return kilobytes(KernelFile.text(ROOT.resolve(pid + "/status")), "VmHWM:");
    }

    /// Processes that the kernel ended for lack of memory since boot, on the whole machine.
    static long outOfMemoryKills() {
        return value(KernelFile.text(ROOT.resolve("vmstat")), "oom_kill ");
    }

    /// Identifies this boot of the machine; empty when unknown.
    static String boot() {
        return KernelFile.text(ROOT.resolve("sys/kernel/random/boot_id")).strip();
    }

    /// The number behind `key` at the start of a line, 0 when there is none.
    static long value(String text, String key) {
        int at = text.startsWith(key) ? 0 : text.indexOf("\n" + key) + 1;
        if (!text.startsWith(key, at)) {
            return 0;
        }
        int from = at + key.length();
        while (from < text.length() && " \t".indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        int to = from;
        while (to < text.length() && Character.isDigit(text.charAt(to))) {
            to++;
        }
        return to == from ? 0 : Long.parseLong(text.substring(from, to));
    }

    private static long kilobytes(String text, String key) {
        return value(text, key) * 1024;
    }

    private static List<Integer> children(int pid) {
        List<Integer> found = new ArrayList<>();
        Path tasks = ROOT.resolve(pid + "/task");
        numbers(tasks).forEach(task -> found.addAll(words(tasks.resolve(task + "/children"))));
        return found;
    }

    private static Map<Integer, List<Integer>> childrenByParent() {
        Map<Integer, List<Integer>> found = new HashMap<>();
        for (int pid : all()) {
            Stat stat = stat(pid);
            if (stat != null) {
                found.computeIfAbsent(stat.parent(), _ -> new ArrayList<>()).add(pid);
            }
        }
        return found;
    }

    private static List<Integer> words(Path file) {
        String text = KernelFile.text(file).strip();
        List<Integer> found = new ArrayList<>();
        if (!text.isEmpty()) {
            for (String word : text.split(" ", -1)) {
                found.add(Integer.valueOf(word));
            }
        }
        return found;
    }

    private static List<Integer> numbers(Path folder) {
        List<Integer> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "[0-9]*")) {
            entries.forEach(entry -> found.add(Integer.valueOf(entry.getFileName().toString())));
        } catch (IOException | DirectoryIteratorException e) {
            return found;
        }
        return found;
    }
}
