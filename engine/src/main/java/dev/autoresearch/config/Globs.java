package dev.autoresearch.config;

import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.PathMatcher;
import java.util.List;

/// A list of globs over paths relative to the project folder. `*` stays within a folder, `**` crosses folders (also
/// none), `{a,b}` and `[abc]` work as usual, and a pattern that names a folder means everything in it.
/// Thread-safe.
public final class Globs {
    private final List<String> patterns;
    private final List<PathMatcher> matchers;

    private Globs(List<String> patterns) {
        this.patterns = List.copyOf(patterns);
        FileSystem files = FileSystems.getDefault();
        this.matchers = this.patterns.stream()
                .flatMap(pattern -> List.of(glob(files, pattern), glob(files, withoutSlash(pattern) + "/**")).stream())
                .toList();
    }

    /// The globs of these patterns.
    ///
    /// @throws java.util.regex.PatternSyntaxException if a pattern is not a glob
    public static Globs of(List<String> patterns) {
        return new Globs(patterns);
    }

    /// The globs of these patterns.
    public static Globs of(String... patterns) {
        return new Globs(List.of(patterns));
    }

    /// Whether any of the patterns covers `path`, relative to the project folder and written with `/`.
    public boolean matches(String path) {
        if (matchers.isEmpty()) {
            return false;
        }
        var parsed = java.nio.file.Path.of(path);
        return matchers.stream().anyMatch(matcher -> matcher.matches(parsed));
    }

    /// Whether one of the patterns is exactly this path, without wildcards: the user named that very file.
    public boolean namesLiterally(String path) {
        return patterns.contains(path) || patterns.contains("./" + path);
    }

    /// The patterns as written.
    public List<String> patterns() {
        return patterns;
    }

    /// Whether there is no pattern at all.
    public boolean isEmpty() {
        return patterns.isEmpty();
    }

    private static PathMatcher glob(FileSystem files, String pattern) {
        String relative = pattern.startsWith("./") ? pattern.substring(2) : pattern;
        // Java's `**/` needs at least one folder; everybody else's also means none.
        return files.getPathMatcher("glob:" + relative.replace("**/", "{**/,}"));
    }

    private static String withoutSlash(String pattern) {
        return pattern.endsWith("/") ? pattern.substring(0, pattern.length() - 1) : pattern;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Globs globs && globs.patterns.equals(patterns);
    }

    @Override
    public int hashCode() {
        return patterns.hashCode();
    }

    @Override
    public String toString() {
        return String.join(", ", patterns);
    }
}
