package dev.autoresearch.setup.source;

import dev.autoresearch.setup.Origin;
import java.util.function.Consumer;

/// One thing that a source says, in our words.
///
/// @param origin for which key, and where it stands
/// @param said   the value as it can be compared with another source's and shown
/// @param apply  puts it into a configuration
record Setting(Origin origin, String said, Consumer<Draft> apply) {

    /// The key of `autoresearch.yaml`.
    String key() {
        return origin.key();
    }

    /// Whether it stands written, and is no default or conclusion.
    boolean certain() {
        return origin.certain();
    }
}
