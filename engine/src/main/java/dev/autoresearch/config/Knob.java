package dev.autoresearch.config;

import java.util.List;

/// A tunable place in a file, declared by the user; the built-in optimiser also finds some by itself.
///
/// @param file  the file it is in, relative to the project folder
/// @param key   the key's path in the file, its parts joined by `.`
/// @param range what values it takes
public record Knob(String file, String key, Range range) {

    /// The values a knob may take.
    public sealed interface Range {

        /// Numbers from `low` to `high`, written as `1..64`.
        ///
        /// @param integer whether only whole numbers are allowed
        /// @param log     whether ratios matter rather than differences
        record Numbers(double low, double high, boolean integer, boolean log) implements Range {}

        /// The values to choose from, written as they are.
        record Choices(List<String> values) implements Range {

            /// Copies the list.
            public Choices {
                values = List.copyOf(values);
            }
        }
    }
}
