package dev.autoresearch.setup;

import dev.autoresearch.config.Configuration;
import java.util.List;

/// One way to set a project up: a configuration, and for each part of it where it came from. Made by looking at the
/// project, out of a file somebody else's tool wrote, or from a recipe. Immutable.
///
/// @param configuration ready to be written down or run
/// @param origins       where the values came from, one line a key, in the order of the file
/// @param conflicts     what two sources say differently, or what reads in two ways with equal right; one sentence each,
///                      nothing was chosen silently
/// @param hints         what usually helps here, for the proposer; one line each
public record Setup(Configuration configuration, List<Origin> origins, List<String> conflicts, List<String> hints) {

    /// Copies the lists.
    public Setup {
        origins = List.copyOf(origins);
        conflicts = List.copyOf(conflicts);
        hints = List.copyOf(hints);
    }
}
