package dev.autoresearch.setup.source;

import java.util.List;

/// A configuration in another tool's words.
///
/// @param file    where that tool looks for it, relative to the project
/// @param text    what to put there, ending in a line break
/// @param leftOut what cannot be said in it, one sentence each
public record Written(String file, String text, List<String> leftOut) {

    /// Copies the list.
    public Written {
        leftOut = List.copyOf(leftOut);
    }
}
