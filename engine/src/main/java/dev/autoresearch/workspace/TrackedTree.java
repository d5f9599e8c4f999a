package dev.autoresearch.workspace;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The paths of one commit and the folders they lie in, with what was last seen of each on disk. Paths are relative to
/// the repository's root, which is the folder `""`. Not thread-safe.
final class TrackedTree {
    private final Path root;
    private final TreeMap<String, Tracked> files = new TreeMap<>();
    private final TreeMap<String, Folder> folders = new TreeMap<>();

    TrackedTree(Path root) {
        this.root = root;
        folders.put("", new Folder(root));
    }

    /// The file of this path, null when the commit has none.
    @Nullable
    Tracked file(String path) {
        return files.get(path);
    }

    /// All files, by path.
    Collection<Tracked> files() {
        return files.values();
    }

    /// All paths.
    Set<String> paths() {
        return files.keySet();
    }

    /// The folder of this path, null when nothing of the commit lies below it.
    @Nullable
    Folder folder(String path) {
        return folders.get(path);
    }

    /// Every folder with its path, the outer ones first.
    void eachFolder(BiConsumer<String, Folder> each) {
        folders.forEach(each);
    }

    /// The folder that a file of the commit lies in.
    Folder folderOf(String path) {
        int slash = path.lastIndexOf('/');
        return Objects.requireNonNull(folders.get(slash < 0 ? "" : path.substring(0, slash)));
    }

    /// The commit has this at the path now.
    ///
    /// @param hidden whether it must not lie on disk; asked only of a new path
    void put(String path, Leaf leaf, boolean hidden) {
        Tracked there = files.get(path);
        if (there != null) {
            there.become(leaf);
            return;
        }
        files.put(path, new Tracked(path, root.resolve(path), leaf, hidden));
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

    /// The commit has nothing at the path any more.
    ///
    /// @return the real folders that hold nothing of the commit any more
    List<String> remove(String path) {
        files.remove(path);
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

    /// Looks at every folder: one is real when it and all above it are folders, not links.
    void lookAtFolders(Lstat lstat, Lstat.Below below) {
        folders.forEach((path, folder) -> {
            folder.now = path.isEmpty() ? lstat.of(root) : below.of(path);
            folder.real = folder.now.kind() == Stat.Kind.FOLDER && (path.isEmpty() || folderOf(path).real);
        });
    }

    /// A folder that has paths of the commit in it.
    static final class Folder {
        private final Path file;
        private final Set<String> names = new HashSet<>();
        private Stat now = Stat.NOTHING;
        private boolean real;
        private Stat listed = Stat.NOTHING;
        private long listedAt;
        private List<String> listing = List.of();

        private Folder(Path file) {
            this.file = file;
        }

        /// Where it lies.
        Path file() {
            return file;
        }

        /// Whether it was a folder when last looked at, and all above it were.
        boolean real() {
            return real;
        }

        /// It was just made.
        void made() {
            real = true;
        }

        /// Whether the commit has something of this name in it.
        boolean has(String name) {
            return names.contains(name);
        }

        /// The names that lie in it, read anew only when it changed since they were read last.
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
