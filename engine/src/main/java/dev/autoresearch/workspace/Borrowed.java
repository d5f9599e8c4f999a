package dev.autoresearch.workspace;

import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Globs;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.config.WorkspaceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What a worktree takes from the user's checkout because git does not have it: shared folders as links, copies, and the
/// content of submodules.
final class Borrowed {
    private final Project project;
    private final List<String> share;
    private final List<String> copy;
    private final Globs keep;

    Borrowed(Project project, WorkspaceSettings settings) {
        this.project = project;
        this.share = settings.share().stream().map(path -> checked("share", path)).toList();
        this.copy = settings.copy().stream().map(path -> checked("copy", path)).toList();
        this.keep = Globs.of(settings.keep());
    }

    /// What lies in a worktree beside the commit and is not a leftover.
    Globs kept() {
        var all = new ArrayList<String>(keep.patterns());
        share.forEach(path -> all.add(literal(path)));
        copy.forEach(path -> all.add(literal(path)));
        return Globs.of(all);
    }

    /// The shared paths, relative to the repository's root.
    Set<String> links() {
        return share.stream().map(path -> project.prefix() + path).collect(Collectors.toUnmodifiableSet());
    }

    /// Entries for git's exclude file: a link is not ignored by a pattern for folders.
    List<String> excludes() {
        return share;
    }

    /// Refuses what git has: sharing it would bypass the scope.
    void check(Set<String> tracked) {
        var all = new ArrayList<String>(share);
        all.addAll(copy);
        for (String path : all) {
            String full = project.prefix() + path;
            if (tracked.contains(full) || tracked.stream().anyMatch(other -> other.startsWith(full + "/"))) {
                throw new Refusal(Exit.CONFIGURATION,
                        "workspace.share or workspace.copy names " + path + ", which is committed to git.",
                        "Name only ignored or untracked files there; committed ones are in every worktree anyway.");
            }
            if (!Files.exists(project.folder().resolve(path), LinkOption.NOFOLLOW_LINKS)) {
                throw new Refusal(Exit.CONFIGURATION,
                        "workspace.share or workspace.copy names " + path + ", which does not exist in "
                                + project.folder() + ".",
                        "Create it, or take it out of autoresearch.yaml.");
            }
        }
    }

    /// Puts everything into a worktree that is not there yet.
    ///
    /// @param root       the worktree
    /// @param submodules paths of submodules, relative to the root
    void lay(Path root, List<String> submodules) {
        layLinks(root);
        for (String path : copy) {
            place(project.folder().resolve(path), root.resolve(project.prefix()).resolve(path));
        }
        for (String path : submodules) {
            Path from = project.toplevel().resolve(path);
            Path to = root.resolve(path);
            if (Folders.names(to).isEmpty() && Folders.names(from).stream().anyMatch(name -> !name.equals(".git"))) {
                Folders.deleteIfEmpty(to);
                place(from, to);
            }
        }
    }

    /// Makes the links right again.
    void layLinks(Path root) {
        for (String path : share) {
            Path link = root.resolve(project.prefix()).resolve(path);
            Path target = project.folder().resolve(path);
            try {
                if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(target)) {
                    continue;
                }
                Folders.delete(link);
                Files.createDirectories(java.util.Objects.requireNonNull(link.getParent()));
                Files.createSymbolicLink(link, target);
            } catch (IOException e) {
                throw GitObjects.full(e);
            }
        }
    }

    private static void place(Path from, Path to) {
        if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Path fresh = to.resolveSibling(".autoresearch-fresh");
        Folders.delete(fresh);
        Folders.copy(from, fresh);
        try {
            Files.move(fresh, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw GitObjects.full(e);
        }
    }

    private static String checked(String key, String path) {
        Path plain = Path.of(path).normalize();
        if (plain.isAbsolute() || plain.startsWith("..") || plain.toString().isEmpty() || plain.startsWith(".git")) {
            throw new Refusal(Exit.CONFIGURATION,
                    "workspace." + key + " names " + path + ", which is not in the project.",
                    "Name a file or folder below the project folder, relative to it.");
        }
        return plain.toString();
    }

    private static String literal(String path) {
        return path.replaceAll("([\\\\*?\\[\\]{}])", "\\\\$1");
    }
}
