package dev.autoresearch.exec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Control groups (version 2) that runs are put into, below the one that this process is in. Each is used again by the
/// next run: making the first costs about 10 ms, joining one nothing. Thread-safe.
final class Cgroups implements AutoCloseable {
    private static final String PREFIX = "autoresearch-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d+)-(\\d+)-\\d+");
    private static final Pattern MOUNT = Pattern.compile("\\S+ \\S+ \\S+ (\\S+) (\\S+) .* - cgroup2 .*");

    private final Path parent;
    private final String stem;
    private final Queue<Leaf> free = new ConcurrentLinkedQueue<>();
    private int made;

    private Cgroups(Path parent, String stem) {
        this.parent = parent;
        this.stem = stem;
    }

    /// Makes the first group, which shows that it can be done.
    ///
    /// @throws UnsupportedOperationException saying what is missing
    static Cgroups open() {
        Path own = own();
        int pid = (int) ProcessHandle.current().pid();
        ProcFs.Stat self = ProcFs.stat(pid);
        if (self == null) {
            throw new UnsupportedOperationException("there is no /proc");
        }
        removeStale(own);
        Cgroups cgroups = new Cgroups(own, PREFIX + pid + "-" + self.start() + "-");
        try {
            Leaf leaf = cgroups.make();
            cgroups.free.add(leaf);
            if (!Files.isWritable(leaf.path().resolve("cgroup.kill"))) {
                throw new UnsupportedOperationException("this kernel has no cgroup.kill");
            }
        } catch (IOException e) {
            cgroups.close();
            throw new UnsupportedOperationException("no control group can be made in " + own, e);
        } catch (UnsupportedOperationException e) {
            cgroups.close();
            throw e;
        }
        return cgroups;
    }

    /// A group that nobody else uses until it is given back.
    Leaf take() throws IOException {
        for (Leaf leaf = free.poll(); leaf != null; leaf = free.poll()) {
            if (Files.isDirectory(leaf.path())) {
                return leaf;
            }
        }
        return make();
    }

    /// Gives back a group; one in which something could not be ended is not used again.
    void give(Leaf leaf) {
        if (!leaf.populated()) {
            leaf.removeInner();
            free.add(leaf);
        }
    }

    /// Removes all groups that were given back.
    @Override
    public void close() {
        for (Leaf leaf = free.poll(); leaf != null; leaf = free.poll()) {
            leaf.remove();
        }
    }

    private synchronized Leaf make() throws IOException {
        while (true) {
            Path path = parent.resolve(stem + made++);
            try {
                return new Leaf(Files.createDirectory(path));
            } catch (FileAlreadyExistsException e) {
                // another executor of this process made it: the next number
            }
        }
    }

    private static Path own() {
        String path = KernelFile.text(Path.of("/proc/self/cgroup")).lines().filter(line -> line.startsWith("0::"))
                .map(line -> line.substring(3)).findFirst()
                .orElseThrow(() -> new UnsupportedOperationException("no control groups of version 2"));
        for (String line : KernelFile.text(Path.of("/proc/self/mountinfo")).lines().toList()) {
            Matcher mount = MOUNT.matcher(line);
            if (mount.matches()) {
                Path root = Path.of(mount.group(1));
                Path inside = Path.of(path);
                Path relative = inside.startsWith(root) ? root.relativize(inside) : Path.of("");
                return Path.of(mount.group(2)).resolve(relative);
            }
        }
        throw new UnsupportedOperationException("control groups of version 2 are not mounted");
    }

    private static void removeStale(Path parent) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path entry : entries) {
                Matcher name = NAME.matcher(entry.getFileName().toString());
                if (name.matches()) {
                    Leaf leaf = new Leaf(entry);
                    if (!ProcFs.runs(Integer.parseInt(name.group(1)), Long.parseLong(name.group(2)))
                            && !leaf.populated()) {
                        leaf.remove();
                    }
                }
            }
        } catch (IOException e) {
            // nothing that could be listed is nothing to tidy up
            return;
        }
    }

    /// One control group.
    record Leaf(Path path) {

        /// Whether a process runs in it or below.
        boolean populated() {
            return ProcFs.value(KernelFile.text(path.resolve("cgroup.events")), "populated ") > 0;
        }

        /// Processes in it and below.
        List<Integer> processes() {
            List<Integer> found = new ArrayList<>();
            for (Path folder : folders()) {
                KernelFile.text(folder.resolve("cgroup.procs")).lines().map(Integer::valueOf).forEach(found::add);
            }
            return found;
        }

        /// Ends everything in it and below at once, also what is being forked.
        void kill() {
            try {
                Files.writeString(path.resolve("cgroup.kill"), "1", StandardCharsets.US_ASCII,
                        StandardOpenOption.WRITE);
            } catch (NoSuchFileException e) {
                return;
            } catch (IOException e) {
                throw new IllegalStateException("the processes in " + path + " cannot be ended", e);
            }
        }

        /// Processor time used in it since it was made, in nanoseconds.
        long usedNanos() {
            return ProcFs.value(KernelFile.text(path.resolve("cpu.stat")), "usage_usec ") * 1000;
        }

        /// Processes ended for lack of memory since it was made, 0 where the kernel does not count them here.
        long outOfMemoryKills() {
            Path events = path.resolve("memory.events");
            return Files.exists(events) ? ProcFs.value(KernelFile.text(events), "oom_kill ") : 0;
        }

        /// Removes groups that the run made inside.
        void removeInner() {
            List<Path> all = folders();
            if (all.size() > 1) {
                all.subList(1, all.size()).stream().sorted(Comparator.reverseOrder()).forEach(Leaf::removeFolder);
            }
        }

        /// Removes it; left where it is while something runs in it.
        void remove() {
            removeInner();
            removeFolder(path);
        }

        private static void removeFolder(Path folder) {
            try {
                Files.deleteIfExists(folder);
            } catch (IOException e) {
                // still populated: the next engine on this machine removes it
                return;
            }
        }

        private List<Path> folders() {
            List<Path> found = new ArrayList<>();
            found.add(path);
            if (ProcFs.value(KernelFile.text(path.resolve("cgroup.stat")), "nr_descendants ") == 0) {
                return found;
            }
            for (int i = 0; i < found.size(); i++) {
                try (Stream<Path> entries = Files.list(found.get(i))) {
                    entries.filter(Files::isDirectory).forEach(found::add);
                } catch (IOException e) {
                    // it was removed meanwhile
                }
            }
            return found;
        }
    }
}
