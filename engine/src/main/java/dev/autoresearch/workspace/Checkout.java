package dev.autoresearch.workspace;

import dev.autoresearch.config.Globs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    private final TrackedTree tree;
    private final TrackedWriter writer;
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
        this.tree = new TrackedTree(root);
        this.writer = new TrackedWriter(objects, conversion, leftovers instanceof Leftovers.Delete);
        var leaves = objects.leaves(commit);
        this.rules = new TreeRules(leaves, objects, settings, common);
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
        Tracked file = tree.file(path);
        return file == null ? null : file.leaf();
    }

    /// Every path of the commit.
    Set<String> paths() {
        return tree.paths();
    }

    /// The submodules of the commit.
    List<String> submodules() {
        return tree.files().stream().filter(file -> file.leaf().submodule()).map(Tracked::path).toList();
    }

    /// The paths of the commit whose file is not as the commit has it.
    List<String> changed() {
        suspects.clear();
        try (var below = lstat.below(root)) {
            tree.lookAtFolders(lstat, below);
            for (Tracked file : tree.files()) {
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
            TrackedTree.Folder folder = tree.folder(path.substring(0, slash));
            boolean real = folder == null
                    ? lstat.of(root.resolve(path.substring(0, slash))).kind() == Stat.Kind.FOLDER
                    : folder.real();
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
                emptied.addAll(tree.remove(path));
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
            tree.files().forEach(file -> leaves.put(file.path(), file.leaf()));
            rules = new TreeRules(leaves, objects, settings, common);
        }
        emptied.descendingSet().forEach(folder -> Folders.deleteIfEmptyFolder(root.resolve(folder)));
        try (var below = lstat.below(root)) {
            tree.lookAtFolders(lstat, below);
        }
        suspects.addAll(todo);
        clean();
        todo.forEach(path -> make(Objects.requireNonNull(tree.file(path))));
        boolean moved = !commit.equals(target);
        commit = target;
        if (head != null && (moved || !head.untouched())) {
            head.write(target, tree.files());
        }
    }

    private void add(String path, Leaf leaf) {
        tree.put(path, leaf, inProject(hidden, path));
    }

    private boolean differs(Tracked file, Lstat.Below below) {
        Stat now = tree.folderOf(file.path()).real() ? below.of(file.path()) : Stat.NOTHING;
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
        tree.eachFolder((path, folder) -> {
            if (folder.real()) {
                String before = path.isEmpty() ? "" : path + "/";
                for (String name : folder.list()) {
                    String full = before + name;
                    if (!folder.has(name)) {
                        if (!full.equals(".git")) {
                            found.add(full);
                        }
                    } else if (notAsTheCommit(full)) {
                        found.add(full);
                    }
                }
            }
        });
        return found;
    }

    private boolean notAsTheCommit(String path) {
        TrackedTree.Folder folder = tree.folder(path);
        return folder == null ? isFolderForFile(path) : !folder.real();
    }

    private boolean isFolderForFile(String path) {
        return suspects.contains(path) && !Objects.requireNonNull(tree.file(path)).leaf().submodule()
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
                    if (!stray.ignored() && tree.file(stray.path()) == null) {
                        sweep.take(stray.file(), stray.path());
                        for (Path parent = stray.file().getParent(); parent != null && !parent.equals(root)
                                && tree.folder(root.relativize(parent).toString()) == null; parent = parent
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
        if (!tree.folderOf(path).real()) {
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
        writer.write(file, rules, now);
        file.right(lstat.of(file.file()), at);
    }

    private void makeParents(String path) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            String parent = path.substring(0, slash);
            TrackedTree.Folder folder = Objects.requireNonNull(tree.folder(parent));
            if (!folder.real()) {
                Stat stat = lstat.of(folder.file());
                if (stat.kind() != Stat.Kind.FOLDER) {
                    spare(parent, folder.file(), stat);
                    Folders.delete(folder.file());
                    createFolder(folder.file());
                }
                folder.made();
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

    private boolean inProject(Globs globs, String path) {
        return !globs.isEmpty() && path.startsWith(prefix) && globs.matches(path.substring(prefix.length()));
    }

    /// Something that the commit does not have; an ignored folder stands for everything in it.
    record Stray(String path, Path file, Stat stat, boolean ignored) {}
}
