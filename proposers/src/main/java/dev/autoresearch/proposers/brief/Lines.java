package dev.autoresearch.proposers.brief;

import java.util.IdentityHashMap;
import java.util.function.Supplier;

/// The lines of one prompt by the objects they were made of: most of them stand in the next prompt too. Not thread-safe.
final class Lines {
    private final IdentityHashMap<Object, Line> before;
    private final IdentityHashMap<Object, Line> now = new IdentityHashMap<>();

    private Lines(IdentityHashMap<Object, Line> before) {
        this.before = before;
    }

    /// Those of a first prompt.
    static Lines none() {
        return new Lines(new IdentityHashMap<>());
    }

    /// Those of the prompt after this one.
    Lines next() {
        return new Lines(now);
    }

    /// The line that was made of this object.
    Line of(Object object, Supplier<String> text) {
        Line known = now.get(object);
        if (known == null) {
            known = before.get(object);
            known = known == null ? Line.of(text.get()) : known;
            now.put(object, known);
        }
        return known;
    }

    /// A line with what it takes.
    ///
    /// @param text   ending in a line feed
    /// @param tokens of it
    /// @param run    its longest run of backticks
    record Line(String text, int tokens, int run) {

        static Line of(String text) {
            return new Line(text, Tokens.of(text), Fence.longestRun(text));
        }
    }
}
