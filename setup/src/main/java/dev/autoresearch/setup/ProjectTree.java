package dev.autoresearch.setup;

import dev.autoresearch.config.Globs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/// The files of a project as git tracks them, for looking around in it. Files are read when asked for, up to a size at
/// which no build file or script ends. Thread-safe.
public final class ProjectTree {
    /// Bytes that are read of one file.
    public static final int LARGEST = 1 << 18;

    private final Path folder;
    private final NavigableSet<String> files;

    /// @param folder the project's folder
    /// @param files  paths relative to it, with `/`
    public ProjectTree(Path folder, Collection<String> files) {
        this.folder = folder;
        this.files = new TreeSet<>(files);
    }

    /// The project's folder.
    public Path folder() {
        return folder;
    }

    /// All tracked files, sorted, relative to the folder with `/`.
    public List<String> files() {
        return List.copyOf(files);
    }

    /// Whether a file is tracked.
    public boolean has(String path) {
        return files.contains(path);
    }

    /// Whether a path is a folder with tracked files.
    public boolean holds(String path) {
        String inside = files.ceiling(path + "/");
        return inside != null && inside.startsWith(path + "/");
    }

    /// The tracked files that match, sorted.
    public List<String> matching(Globs globs) {
        return files.stream().filter(globs::matches).toList();
    }

    /// The beginning of a file as text; bytes that are no UTF-8 become replacement characters.
    ///
    /// @return empty if it is not tracked, is no regular file inside the project, or cannot be read
    public Optional<String> text(String path) {
        Path file = folder.resolve(path);
        if (!files.contains(path) || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
