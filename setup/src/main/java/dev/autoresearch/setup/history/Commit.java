package dev.autoresearch.setup.history;

import java.util.Optional;
import java.util.regex.Pattern;

/// A commit as files name it.
final class Commit {
    private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{4,40}");
    private static final Pattern NONE = Pattern.compile("0*|-|—|(?i:none|na|n/a)");

    private Commit() {}

    /// The hash; empty text for a row that no commit was made for, nothing for what is no hash.
    static Optional<String> of(String text) {
        if (NONE.matcher(text).matches()) {
            return Optional.of("");
        }
        return HASH.matcher(text).matches() ? Optional.of(text.toLowerCase(java.util.Locale.ROOT)) : Optional.empty();
    }
}
