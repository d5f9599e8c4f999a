package dev.autoresearch.setup;

/// Where one value of a configuration came from.
///
/// @param key     the key of `autoresearch.yaml`, for example `run.command`
/// @param source  where it stands or what it was concluded from: `package.json: scripts.bench`, `the metric's name`
/// @param certain whether it was read as it stands; otherwise it is a conclusion that the user may want to look at
public record Origin(String key, String source, boolean certain) {

    /// For people: `run.command from package.json: scripts.bench`.
    public String told() {
        return key + (certain ? " from " : " concluded from ") + source;
    }

    /// A value that stands written in the source.
    public static Origin read(String key, String source) {
        return new Origin(key, source, true);
    }

    /// A value that was concluded.
    public static Origin inferred(String key, String reason) {
        return new Origin(key, reason, false);
    }
}
