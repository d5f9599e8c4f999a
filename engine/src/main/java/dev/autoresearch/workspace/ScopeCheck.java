package dev.autoresearch.workspace;

import dev.autoresearch.config.Globs;
import dev.autoresearch.config.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Holds each changed path against the scope, and against what no candidate may contain whatever the scope says: things
/// that change how git reads the tree, that reach out of it, or that pass for another file.
final class ScopeCheck {
    private static final Set<String> LITERAL_ONLY = Set.of(".gitattributes", ".gitmodules", ".gitignore", ".gitconfig",
            ".lfsconfig");
    private static final String CONFIGURATION = "autoresearch.yaml";

    private final Scope scope;
    private final boolean noNewDependencies;
    private final String prefix;
    private final Path root;
    private final Map<String, String> folded = new HashMap<>();
    private String foldedCommit = "";

    /// @param prefix the project folder relative to the root, empty or ending with `/`
    /// @param root   the folder that is checked, for the targets of links
    ScopeCheck(Scope scope, boolean noNewDependencies, String prefix, Path root) {
        this.scope = scope;
        this.noNewDependencies = noNewDependencies;
        this.prefix = prefix;
        this.root = root;
    }

    /// Why the change of this path is not allowed; empty when it is.
    ///
    /// @param path   relative to the repository's root
    /// @param before what the incumbent has there, null for nothing
    /// @param stat   what lies there now
    /// @param base   the folder, for the other paths of the commit
    String breach(String path, @Nullable Leaf before, Stat stat, Checkout base) {
        String why = why(path, before, stat, base);
        return why.isEmpty() ? "" : printable(shown(path)) + ": " + why;
    }

    /// A path as people know it: relative to the project folder where it lies in it.
    String shown(String path) {
        return path.startsWith(prefix) ? path.substring(prefix.length()) : path;
    }

    /// Text without control characters.
    static String printable(String text) {
        return text.codePoints().anyMatch(ScopeCheck::unprintable)
                ? text.codePoints().mapToObj(c -> unprintable(c) ? "\\x%02x".formatted(c) : Character.toString(c))
                        .reduce("", String::concat)
                : text;
    }

    private String why(String path, @Nullable Leaf before, Stat stat, Checkout base) {
        if (path.codePoints().anyMatch(ScopeCheck::unprintable)) {
            return "control characters in the name";
        }
        if (!path.startsWith(prefix)) {
            return "outside the project folder";
        }
        String inProject = path.substring(prefix.length());
        Globs modify = scope.modify();
        boolean literal = modify.namesLiterally(inProject);
        for (String name : path.split("/", -1)) {
            if (name.equalsIgnoreCase(".git")) {
                return "a repository inside the repository";
            }
        }
        if (!modify.matches(inProject)) {
            return "outside scope.modify";
        }
        if (scope.protect().matches(inProject)) {
            return "in scope.protect";
        }
        if (scope.hidden().matches(inProject)) {
            return "in scope.hidden";
        }
        if (before != null && before.submodule()) {
            return "a submodule, which candidates do not change";
        }
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (!literal && (LITERAL_ONLY.contains(name.toLowerCase(Locale.ROOT)) || inProject.equals(CONFIGURATION))) {
            return "changes how the project is read; only allowed when scope.modify names this very file";
        }
        if (!literal && noNewDependencies && DependencyFiles.declares(path)) {
            return "declares dependencies, and no-new-dependencies is set; only allowed when scope.modify names this "
                    + "very file";
        }
        return switch (stat.kind()) {
            case ABSENT -> "";
            case OTHER -> "a device, pipe or socket";
            case FOLDER -> "a folder that git cannot store";
            case LINK -> before == null ? first(link(path), twin(path, base)) : link(path);
            case FILE -> stat.links() > 1
                    ? "a hard link to another file"
                    : before == null ? twin(path, base) : "";
        };
    }

    private String link(String path) {
        try {
            Path file = root.resolve(path);
            Path target = Files.readSymbolicLink(file);
            if (target.isAbsolute()) {
                return "a symlink to an absolute path";
            }
            Path lands = file.resolveSibling(target).normalize();
            if (!lands.startsWith(root) || lands.startsWith(root.resolve(".git"))) {
                return "a symlink that leaves the repository";
            }
            String inside = root.relativize(lands).toString();
            if (inside.startsWith(prefix) && scope.hidden().matches(inside.substring(prefix.length()))) {
                return "a symlink to something in scope.hidden";
            }
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Another path that some file systems take for the same one.
    private String twin(String path, Checkout base) {
        if (!foldedCommit.equals(base.commit())) {
            folded.clear();
            var folders = new HashSet<String>();
            for (String tracked : base.paths()) {
                for (int end = tracked.length(); end > 0; end = tracked.lastIndexOf('/', end - 1)) {
                    String part = tracked.substring(0, end);
                    if (end < tracked.length() && !folders.add(part)) {
                        break;
                    }
                    folded.put(fold(part), part);
                }
            }
            foldedCommit = base.commit();
        }
        for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
            String part = path.substring(0, end);
            String other = folded.get(fold(part));
            if (other != null && !other.equals(part)) {
                return "differs from " + shown(other) + " only in letter case or Unicode form";
            }
        }
        return "";
    }

    private static String fold(String path) {
        return Normalizer.normalize(path, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    private static String first(String one, String other) {
        return one.isEmpty() ? other : one;
    }

    private static boolean unprintable(int c) {
        return Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || c == '\uFFFD';
    }
}
