package dev.autoresearch.workspace;

import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Globs;
import dev.autoresearch.config.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Files that git does not have but that must stay as they were when the session began: data under `scope.protect`, and
/// what lies in submodules. A manifest of path list, modes, link targets and SHA-256 is taken once and kept on disk;
/// later looks cost one stat a file. An added file counts.
final class ProtectedFiles {
    private final Path root;
    private final Path source;
    private final String prefix;
    private final Globs protect;
    private final Set<String> submodules;
    private final Set<String> links;
    private final Predicate<String> tracked;
    private final TreeMap<String, String> manifest = new TreeMap<>();
    private final Map<String, Seen> seen = new HashMap<>();

    /// @param root       the repository's root in the folder that is guarded
    /// @param source     the repository's root in the user's checkout
    /// @param prefix     the project folder relative to the root, empty or ending with `/`
    /// @param submodules paths whose whole content is guarded
    /// @param links      paths of symlinks that are followed: what is shared with the user's checkout
    /// @param tracked    what git has, which is not this guard's business
    ProtectedFiles(Path root, Path source, String prefix, Globs protect, Set<String> submodules, Set<String> links,
            Predicate<String> tracked) {
        this.root = root;
        this.source = source;
        this.prefix = prefix;
        this.protect = protect;
        this.submodules = Set.copyOf(submodules);
        this.links = Set.copyOf(links);
        this.tracked = tracked;
    }

    /// Reads the manifest, or takes it now and writes it.
    void take(Path file) {
        try {
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file)) {
                    manifest.put(unescaped(line.substring(line.indexOf(' ') + 1)),
                            line.substring(0, line.indexOf(' ')));
                }
                return;
            }
            list().forEach((path, stat) -> manifest.put(path, digest(path, stat)));
            var text = new StringBuilder();
            manifest.forEach((path, digest) -> text.append(digest).append(' ').append(escaped(path)).append('\n'));
            Files.createDirectories(java.util.Objects.requireNonNull(file.getParent()));
            Path fresh = file.resolveSibling(file.getFileName() + ".fresh");
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new Refusal(Exit.STORAGE, file + " cannot be written: " + Refusal.because(e),
                    "Free some space and start again.");
        }
    }

    /// What is different now, by path relative to the repository's root, with a phrase for people.
    Map<String, String> differences() {
        var found = new TreeMap<String, String>();
        if (protect.isEmpty() && submodules.isEmpty()) {
            return found;
        }
        Map<String, Stat> now = list();
        now.forEach((path, stat) -> {
            String before = manifest.get(path);
            if (before == null) {
                found.put(path, "was added to what is protected");
            } else if (!before.equals(digest(path, stat))) {
                found.put(path, "is protected and was changed");
            }
        });
        for (String path : manifest.keySet()) {
            if (!now.containsKey(path)) {
                found.put(path, "is protected and was removed");
            }
        }
        return found;
    }

    /// Puts these paths back from the user's checkout.
    ///
    /// @throws Refusal if the user's own files are not what they were at the session's start either
    void restore(Set<String> paths) {
        for (String path : paths) {
            if (links.stream().anyMatch(link -> path.equals(link) || path.startsWith(link + "/"))) {
                continue;
            }
            Folders.delete(root.resolve(path));
            String wanted = manifest.get(path);
            if (wanted != null) {
                Folders.copy(source.resolve(path), root.resolve(path));
                Stat stat = Stat.of(root.resolve(path));
                if (stat.kind() == Stat.Kind.ABSENT || !wanted.equals(digest(path, stat))) {
                    throw new Refusal(Exit.REPOSITORY,
                            source.resolve(path) + " is protected and is not what it was when the session began.",
                            "Put the file back as it was, or start a new session with another --tag.");
                }
            }
        }
    }

    private Map<String, Stat> list() {
        var found = new TreeMap<String, Stat>();
        var starts = new TreeSet<>(submodules);
        for (String pattern : protect.patterns()) {
            starts.add(prefix + literalFolder(pattern));
        }
        var outer = new ArrayList<String>();
        for (String start : starts) {
            String path = start.endsWith("/") ? start.substring(0, start.length() - 1) : start;
            if (outer.stream().noneMatch(o -> o.isEmpty() || path.equals(o) || path.startsWith(o + "/"))) {
                outer.add(path);
                walk(path, found);
            }
        }
        return found;
    }

    private void walk(String path, Map<String, Stat> found) {
        Path file = root.resolve(path);
        Stat stat = Stat.of(file);
        boolean followed = stat.kind() == Stat.Kind.LINK && links.contains(path) && Files.isDirectory(file);
        if (stat.kind() == Stat.Kind.FOLDER || followed) {
            for (String name : Folders.names(file)) {
                if (!name.equals(".git") && !(path.isEmpty() && name.equals(".autoresearch"))) {
                    walk(path.isEmpty() ? name : path + "/" + name, found);
                }
            }
        } else if (stat.kind() != Stat.Kind.ABSENT && covers(path) && !tracked.test(path)) {
            found.put(path, links.contains(path) ? Stat.of(real(file)) : stat);
        }
    }

    private boolean covers(String path) {
        return (path.startsWith(prefix) && protect.matches(path.substring(prefix.length())))
                || submodules.stream().anyMatch(module -> path.startsWith(module + "/"));
    }

    private String digest(String path, Stat stat) {
        Seen before = seen.get(path);
        if (before != null && before.stat().equals(stat) && !stat.racy(before.at())) {
            return before.digest();
        }
        long at = Stat.now();
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((stat.kind() + " " + (stat.kind() == Stat.Kind.LINK ? 0 : stat.mode()) + "\0")
                    .getBytes(StandardCharsets.US_ASCII));
            Path file = root.resolve(path);
            switch (stat.kind()) {
                case FILE -> {
                    byte[] buffer = new byte[1 << 16];
                    try (var in = Files.newInputStream(file)) {
                        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                            digest.update(buffer, 0, n);
                        }
                    }
                }
                case LINK -> digest.update(Files.readSymbolicLink(file).toString().getBytes(StandardCharsets.UTF_8));
                case FOLDER, OTHER, ABSENT -> digest.update((byte) 0);
            }
            String hex = HexFormat.of().formatHex(digest.digest());
            seen.put(path, new Seen(stat, at, hex));
            return hex;
        } catch (IOException e) {
            return "unreadable";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path real(Path link) {
        try {
            return link.toRealPath();
        } catch (IOException e) {
            return link;
        }
    }

    private static String literalFolder(String pattern) {
        String plain = pattern.startsWith("./") ? pattern.substring(2) : pattern;
        int wild = -1;
        for (int i = 0; i < plain.length() && wild < 0; i++) {
            if ("*?[{\\".indexOf(plain.charAt(i)) >= 0) {
                wild = i;
            }
        }
        return wild < 0 ? plain : plain.substring(0, plain.lastIndexOf('/', wild) + 1);
    }

    private static String escaped(String path) {
        return path.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static String unescaped(String path) {
        var text = new StringBuilder();
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '\\' && i + 1 < path.length()) {
                char next = path.charAt(++i);
                text.append(next == 'n' ? '\n' : next == 'r' ? '\r' : next);
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    /// The paths of the manifest.
    List<String> paths() {
        return List.copyOf(manifest.keySet());
    }

    private record Seen(Stat stat, long at, String digest) {}
}
