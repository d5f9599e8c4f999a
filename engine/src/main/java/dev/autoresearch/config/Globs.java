package dev.autoresearch.config;

import java.util.List;
import java.util.regex.Pattern;

/// A list of globs over paths relative to the project folder. `*` stays within a folder, `**` crosses folders (also
/// none), `{a,b}` and `[abc]` work as usual, a leading dot is an ordinary character, and a pattern that names a folder
/// means everything in it. Thread-safe.
public final class Globs {
    /// No pattern: matches nothing.
    public static final Globs NONE = new Globs(List.of());

    private final List<String> patterns;
    private final List<Pattern> matchers;

    private Globs(List<String> patterns) {
        this.patterns = List.copyOf(patterns);
        this.matchers = this.patterns.stream().map(GlobPattern::compile).toList();
    }

    /// The globs of these patterns.
    ///
    /// @throws java.util.regex.PatternSyntaxException if a pattern is not a glob
    public static Globs of(List<String> patterns) {
        return new Globs(patterns);
    }

    /// The globs of these patterns.
    ///
    /// @throws java.util.regex.PatternSyntaxException if a pattern is not a glob
    public static Globs of(String... patterns) {
        return new Globs(List.of(patterns));
    }

    /// Whether any of the patterns covers `path`, relative to the project folder and written with `/`.
    public boolean matches(String path) {
        for (Pattern matcher : matchers) {
            if (matcher.matcher(path).matches()) {
                return true;
            }
        }
        return false;
    }

    /// Whether one of the patterns is exactly this path: the user named that very file.
    public boolean namesLiterally(String path) {
        return patterns.stream().anyMatch(pattern -> GlobPattern.normal(pattern).equals(path));
    }

    /// The patterns as written.
    public List<String> patterns() {
        return patterns;
    }

    /// Whether there is no pattern at all.
    public boolean isEmpty() {
        return patterns.isEmpty();
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
