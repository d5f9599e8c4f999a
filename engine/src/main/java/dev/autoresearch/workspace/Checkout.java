package dev.autoresearch.workspace;

import dev.autoresearch.config.Globs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A folder with the files of one commit. Finds out what differs, at the cost of one stat a file, and makes the folder
/// hold exactly another commit. Never writes through a symlink or a hard link. Not thread-safe.
final class Checkout {
    private static final String FRESH = ".autoresearch-fresh";
    private static final int OWNER = 0600;

    private final Path root;
    private final GitObjects objects;
    private final Conversion conversion;
    private final GitSettings settings;
    private final Path common;
    private final String prefix;
    private final Globs kept;
    private final Globs hidden;
    private final Leftovers leftovers;
    private final @Nullable WorktreeHead head;

    private final Lstat lstat = new Lstat();
    private final TreeMap<String, Tracked> tracked = new TreeMap<>();
    private final TreeMap<String, Folder> folders = new TreeMap<>();
    private final Set<String> suspects = new LinkedHashSet<>();
    private String commit;
    private TreeRules rules;

    /// @param root      the repository's root in this folder
    /// @param commit    what should lie there
    /// @param kept      what is left alone though it is not tracked, relative to the project folder
    /// @param hidden    tracked paths that must not lie there, relative to the project folder
    /// @param head      git's own files of this folder, null when they are not ours
    Checkout(Path root, Project project, GitObjects objects, GitSettings settings, String commit, Globs kept,
            Globs hidden, Leftovers leftovers, @Nullable WorktreeHead head) {
        this.root = root;
        this.objects = objects;
        this.conversion = new Conversion(root, objects, settings, project.git());
        this.settings = settings;
        this.common = project.common();
        this.prefix = project.prefix();
        this.kept = kept;
        this.hidden = hidden;
        this.leftovers = leftovers;
        this.head = head;
        this.commit = commit;
        var leaves = objects.leaves(commit);
        this.rules = new TreeRules(leaves, objects, settings, common);
        folders.put("", new Folder(root));
        leaves.forEach(this::add);
    }

    /// The repository's root in this folder.
    Path root() {
        return root;
    }

    /// The commit that lies there when nobody changed anything.
    String commit() {
        return commit;
    }

    /// What the commit has at this path, null when it has nothing.
    @Nullable
    Leaf leaf(String path) {
        Tracked file = tracked.get(path);
        return file == null ? null : file.leaf();
    }

    /// Every path of the commit.
    Set<String> paths() {
        return tracked.keySet();
    }

    /// The submodules of the commit.
    List<String> submodules() {
        return tracked.values().stream().filter(file -> file.leaf().submodule()).map(Tracked::path).toList();
    }

    /// The paths of the commit whose file is not as the commit has it.
    List<String> changed() {
        suspects.clear();
        try (var below = lstat.below(root)) {
            lookAtFolders(below);
            for (Tracked file : tracked.values()) {
                if (differs(file, below)) {
                    suspects.add(file.path());
                }
            }
        }
        return List.copyOf(suspects);
    }

    /// The files and links that the commit does not have; call right after [#changed].
    List<Stray> strays() {
        var found = new ArrayList<Stray>();
        for (String path : topStrays()) {
            expand(path, false, found);
        }
        return found;
    }

    /// What lies at the path now; nothing when one of its folders is a link. Call after [#changed].
    Stat stat(String path) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            Folder folder = folders.get(path.substring(0, slash));
            boolean real = folder == null
                    ? lstat.of(root.resolve(path.substring(0, slash))).kind() == Stat.Kind.FOLDER
                    : folder.real;
            if (!real) {
                return Stat.NOTHING;
            }
        }
        return lstat.of(root.resolve(path));
    }

    /// What git would store for the path as it lies there now, without storing it.
    @Nullable
    Leaf actual(String path, Stat stat, @Nullable Leaf old) {
        return conversion.leaf(rules, path, stat, old);
    }

    /// What git stores for the path as it lies there now.
    @Nullable
    Leaf store(String path, Stat stat, @Nullable Leaf old) {
        return conversion.insert(rules, path, stat, old);
    }

    /// Makes the folder hold exactly this commit.
    void moveTo(String target) {
        var todo = new TreeSet<>(changed());
        Map<String, @Nullable Leaf> difference = objects.difference(commit, target);
        var emptied = new TreeSet<String>();
        difference.forEach((path, leaf) -> {
            if (leaf == null) {
                takeAway(path, todo.remove(path));
                emptied.addAll(remove(path));
            }
        });
        // Only now: a file may come where a folder was, and the other way round.
        difference.forEach((path, leaf) -> {
            if (leaf != null) {
                todo.add(path);
                add(path, leaf);
            }
        });
        if (difference.keySet().stream().anyMatch(TreeRules::speaks)) {
            var leaves = new TreeMap<String, Leaf>();
            tracked.values().forEach(file -> leaves.put(file.path(), file.leaf()));
            rules = new TreeRules(leaves, objects, settings, common);
        }
        emptied.descendingSet().forEach(folder -> Folders.deleteIfEmptyFolder(root.resolve(folder)));
        try (var below = lstat.below(root)) {
            lookAtFolders(below);
        }
        suspects.addAll(todo);
        clean();
        todo.forEach(path -> make(Objects.requireNonNull(tracked.get(path))));
        boolean moved = !commit.equals(target);
        commit = target;
        if (head != null && (moved || !head.untouched())) {
            head.write(target, tracked.values());
        }
    }

    private void add(String path, Leaf leaf) {
        Tracked there = tracked.get(path);
        if (there != null) {
            there.become(leaf);
            return;
        }
        tracked.put(path, new Tracked(path, root.resolve(path), leaf, inProject(hidden, path)));
        String below = path;
        for (int slash = path.lastIndexOf('/'); slash >= 0; slash = path.lastIndexOf('/', slash - 1)) {
            String name = below.substring(slash + 1);
            below = path.substring(0, slash);
            Folder folder = folders.get(below);
            if (folder != null) {
                folder.names.add(name);
                return;
            }
            folder = new Folder(root.resolve(below));
            folder.names.add(name);
            folders.put(below, folder);
        }
        Objects.requireNonNull(folders.get("")).names.add(below);
    }

    /// @return the real folders that hold nothing of the commit any more
    private List<String> remove(String path) {
        tracked.remove(path);
        var emptied = new ArrayList<String>();
        String below = path;
        while (true) {
            int slash = below.lastIndexOf('/');
            String parent = slash < 0 ? "" : below.substring(0, slash);
            Folder folder = Objects.requireNonNull(folders.get(parent));
            folder.names.remove(below.substring(slash + 1));
            if (!folder.names.isEmpty() || parent.isEmpty()) {
                return emptied;
            }
            folders.remove(parent);
            if (folder.real) {
                emptied.add(parent);
            }
            below = parent;
        }
    }

    private void lookAtFolders(Lstat.Below below) {
        folders.forEach((path, folder) -> {
            folder.now = path.isEmpty() ? lstat.of(root) : below.of(path);
            int slash = path.lastIndexOf('/');
            boolean parentReal = path.isEmpty()
                    || Objects.requireNonNull(folders.get(slash < 0 ? "" : path.substring(0, slash))).real;
            folder.real = parentReal && folder.now.kind() == Stat.Kind.FOLDER;
        });
    }

    private Folder folderOf(String path) {
        int slash = path.lastIndexOf('/');
        return Objects.requireNonNull(folders.get(slash < 0 ? "" : path.substring(0, slash)));
    }

    private boolean differs(Tracked file, Lstat.Below below) {
        Stat now = folderOf(file.path()).real ? below.of(file.path()) : Stat.NOTHING;
        if (file.hidden()) {
            return now.kind() != Stat.Kind.ABSENT;
        }
        if (file.leaf().submodule()) {
            return now.kind() != Stat.Kind.FOLDER && now.kind() != Stat.Kind.ABSENT;
        }
        if (file.known(now)) {
            return false;
        }
        long at = Stat.now();
        if (file.leaf().equals(conversion.leaf(rules, file.path(), now, file.leaf()))) {
            file.right(now, at);
            return false;
        }
        return true;
    }

    /// Names beside the tracked ones, links and files in the place of folders, folders in the place of files.
    private List<String> topStrays() {
        var found = new ArrayList<String>();
        folders.forEach((path, folder) -> {
            if (folder.real) {
                String before = path.isEmpty() ? "" : path + "/";
                for (String name : folder.list()) {
                    String full = before + name;
                    if (!folder.names.contains(name)) {
                        if (!full.equals(".git")) {
                            found.add(full);
                        }
                    } else if (folders.containsKey(full)
                            ? !Objects.requireNonNull(folders.get(full)).real
                            : isFolderForFile(full)) {
                        found.add(full);
                    }
                }
            }
        });
        return found;
    }

    private boolean isFolderForFile(String path) {
        return suspects.contains(path) && !Objects.requireNonNull(tracked.get(path)).leaf().submodule()
                && lstat.of(root.resolve(path)).kind() == Stat.Kind.FOLDER;
    }

    private void expand(String path, boolean within, List<Stray> found) {
        if (inProject(kept, path)) {
            return;
        }
        Path file = root.resolve(path);
        Stat stat = lstat.of(file);
        if (stat.kind() == Stat.Kind.ABSENT) {
            return;
        }
        boolean folder = stat.kind() == Stat.Kind.FOLDER;
        boolean gitFolder = within && path.endsWith("/.git");
        boolean ignored = !gitFolder && rules.ignored(path, folder);
        if (folder && !ignored && !gitFolder) {
            Folders.names(file).forEach(name -> expand(path + "/" + name, true, found));
        } else {
            found.add(new Stray(path, file, stat, ignored));
        }
    }

    private void clean() {
        switch (leftovers) {
            case Leftovers.Delete() -> topStrays().forEach(this::delete);
            case Leftovers.Sweep sweep -> {
                for (Stray stray : strays()) {
                    if (!stray.ignored() && !tracked.containsKey(stray.path())) {
                        sweep.take(stray.file(), stray.path());
                        for (Path parent = stray.file().getParent(); parent != null && !parent.equals(root)
                                && !folders.containsKey(root.relativize(parent).toString()); parent = parent
                                        .getParent()) {
                            Folders.deleteIfEmpty(parent);
                        }
                    }
                }
            }
        }
    }

    private void delete(String path) {
        if (inProject(kept, path)) {
            return;
        }
        Path file = root.resolve(path);
        boolean folder = lstat.of(file).kind() == Stat.Kind.FOLDER;
        if (folder && !kept.isEmpty()) {
            Folders.names(file).forEach(name -> delete(path + "/" + name));
            Folders.deleteIfEmpty(file);
        } else {
            Folders.delete(file);
        }
    }

    private void takeAway(String path, boolean changed) {
        if (!folderOf(path).real) {
            return;
        }
        Path file = root.resolve(path);
        Stat stat = lstat.of(file);
        if (changed) {
            spare(path, file, stat);
        }
        if (stat.kind() == Stat.Kind.FOLDER) {
            Folders.deleteIfEmpty(file);
        } else {
            Folders.delete(file);
        }
    }

    /// In the user's own checkout nothing that git does not have is overwritten.
    private void spare(String path, Path file, Stat stat) {
        if (leftovers instanceof Leftovers.Sweep sweep && stat.kind() != Stat.Kind.ABSENT) {
            Leaf actual = conversion.leaf(rules, path, stat, leaf(path));
            if (actual == null || !objects.has(actual.id())) {
                sweep.take(file, path);
            }
        }
    }

    private void make(Tracked file) {
        makeParents(file.path());
        Stat now = lstat.of(file.file());
        if (file.hidden()) {
            Folders.delete(file.file());
            return;
        }
        if (file.leaf().submodule()) {
            if (now.kind() != Stat.Kind.FOLDER) {
                spare(file.path(), file.file(), now);
                Folders.delete(file.file());
                createFolder(file.file());
            }
            return;
        }
        long at = Stat.now();
        if (now.kind() != Stat.Kind.FOLDER && now.links() <= 1
                && file.leaf().equals(conversion.leaf(rules, file.path(), now, file.leaf()))) {
            file.right(now, at);
            return;
        }
        spare(file.path(), file.file(), now);
        if (now.kind() == Stat.Kind.FOLDER) {
            Folders.delete(file.file());
        }
        if (!overwritten(file, now)) {
            write(file);
        }
        file.right(lstat.of(file.file()), at);
    }

    private void makeParents(String path) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            String parent = path.substring(0, slash);
            Folder folder = Objects.requireNonNull(folders.get(parent));
            if (!folder.real) {
                Stat stat = lstat.of(folder.file);
                if (stat.kind() != Stat.Kind.FOLDER) {
                    spare(parent, folder.file, stat);
                    Folders.delete(folder.file);
                    createFolder(folder.file);
                }
                folder.real = true;
            }
        }
    }

    private static void createFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw GitObjects.full(e);
        }
    }

    /// Writes the content over the file that lies there, in a worktree of ours, which costs a third of a new file. A kill in
    /// the middle is mended when the session is opened again, as every file is looked at then.
    private boolean overwritten(Tracked file, Stat now) {
        if (!(leftovers instanceof Leftovers.Delete) || now.kind() != Stat.Kind.FILE || now.links() != 1
                || (now.mode() & OWNER) != OWNER || file.leaf().link()
                || now.executable() != file.leaf().executable()) {
            return false;
        }
        byte[] content = conversion.onDisk(rules, file.path(), file.leaf());
        if (content.length == 0) {
            return false;
        }
        try (var out = FileChannel.open(file.file(), Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS))) {
            var bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            if (content.length < now.size()) {
                out.truncate(content.length);
            }
            return true;
        } catch (IOException e) {
            // A program that still runs cannot be written over, and a full disk shows again when a new file is made.
            return false;
        }
    }

    private void write(Tracked file) {
        Path fresh = file.file().resolveSibling(FRESH);
        try {
            Files.deleteIfExists(fresh);
            if (file.leaf().link()) {
                Files.createSymbolicLink(fresh,
                        Path.of(new String(objects.blob(file.leaf().id()), StandardCharsets.UTF_8)));
            } else {
                FileAttribute<?>[] mode = {PosixFilePermissions.asFileAttribute(
                        PosixFilePermissions.fromString(file.leaf().executable() ? "rwxrwxrwx" : "rw-rw-rw-"))};
                try (var out = FileChannel.open(fresh,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode)) {
                    var bytes = ByteBuffer.wrap(conversion.onDisk(rules, file.path(), file.leaf()));
                    while (bytes.hasRemaining()) {
                        out.write(bytes);
                    }
                }
            }
            // ext4 writes a file out at once when it is renamed over another one: 0.2 ms for what nobody needs on disk.
            Files.deleteIfExists(file.file());
            Files.move(fresh, file.file(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw GitObjects.full(e);
        }
    }

    private boolean inProject(Globs globs, String path) {
        return !globs.isEmpty() && path.startsWith(prefix) && globs.matches(path.substring(prefix.length()));
    }

    /// Something that the commit does not have; an ignored folder stands for everything in it.
    record Stray(String path, Path file, Stat stat, boolean ignored) {}

    /// A folder that has tracked paths in it.
    private static final class Folder {
        private final Path file;
        private final Set<String> names = new HashSet<>();
        private Stat now = Stat.NOTHING;
        private boolean real;
        private Stat listed = Stat.NOTHING;
        private long listedAt;
        private List<String> listing = List.of();

        Folder(Path file) {
            this.file = file;
        }

        List<String> list() {
            if (!now.same(listed) || now.racy(listedAt)) {
                listedAt = Stat.now();
                listing = Folders.names(file);
                listed = now;
            }
            return listing;
        }
    }
}
