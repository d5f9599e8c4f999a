package dev.autoresearch.setup.kind;

import dev.autoresearch.setup.Origin;

/// What speaks for a value: a place where it stands, or what it was concluded from.
///
/// @param text    the place or the reason
/// @param certain whether the value stands there
record Evidence(String text, boolean certain) {

    /// The value stands in a place such as `package.json: scripts.bench`.
    static Evidence stands(String place) {
        return new Evidence(place, true);
    }

    /// The value follows from something such as `the metric's name`.
    static Evidence suggests(String reason) {
        return new Evidence(reason, false);
    }

    Origin origin(String key) {
        return new Origin(key, text, certain);
    }
}
