package dev.autoresearch.config;

/// How many runs one measurement takes; the median counts.
///
/// @param count     at least 1
/// @param automatic whether the engine chose it (`repeats: auto`)
public record Repeats(int count, boolean automatic) {

    /// The engine's own choice.
    public static final Repeats AUTO = new Repeats(1, true);

    /// Checks the count.
    public Repeats {
        if (count < 1) {
            throw new IllegalArgumentException("repeats must be at least 1: " + count);
        }
    }
}
