package dev.autoresearch.config;

import java.util.List;
import java.util.Optional;

/// Reads `scope` and finds patterns that contradict each other: what may change cannot be protected or hidden as a
/// whole, and what is hidden cannot be given to read. A narrower pattern inside a wider one is fine.
final class ScopeReader {
    private final List<YamlValue> read;
    private final List<YamlValue> protect;
    private final List<YamlValue> hidden;
    private final YamlSection scope;

    /// A reader of this section, which may be used once for the whole file and once for each stage.
    ScopeReader(YamlSection scope) {
        this.scope = scope;
        read = scope.get("read").map(RelativePath::globs).orElse(List.of());
        protect = scope.get("protect").map(RelativePath::globs).orElse(List.of());
        hidden = scope.get("hidden").map(RelativePath::globs).orElse(List.of());
    }

    /// Reads the section.
    ///
    /// @param needed whether it must say what may change
    void read(boolean needed, ConfigurationBuilder builder) {
        apart(read, hidden);
        builder.read(globs(read)).protect(globs(protect)).hidden(globs(hidden));
        Optional<YamlValue> modify = needed
                ? scope.require("modify", "globs of what may change", "modify: [src/**]")
                : scope.get("modify");
        modify.ifPresent(value -> builder.modify(modify(value)));
    }

    /// What may change.
    Globs modify(YamlValue value) {
        if (value.isEmptyList()) {
            value.wrong("an empty list", "at least one glob of what may change", "for example [src/**]");
        }
        List<YamlValue> modify = RelativePath.globs(value);
        apart(modify, protect);
        apart(modify, hidden);
        return globs(modify);
    }

    /// The globs of these entries.
    static Globs globs(List<YamlValue> entries) {
        return Globs.of(entries.stream().flatMap(entry -> entry.text("").stream()).toList());
    }

    private static void apart(List<YamlValue> narrow, List<YamlValue> wide) {
        for (YamlValue one : narrow) {
            String glob = one.text("").orElse("");
            wide.stream().filter(other -> within(glob, other.text("").orElse(""))).findFirst()
                    .ifPresent(other -> one.wrong(Findings.shown(glob) + ", which lies wholly within " + other.key()
                            + " " + Findings.shown(other.text("").orElse("")), "scopes that do not overlap",
                            "delete one of the two or make " + other.key() + " narrower"));
        }
    }

    /// Whether everything that `glob` names lies within `other`; says no where it cannot tell.
    private static boolean within(String glob, String other) {
        String outer = folder(other);
        if (folder(glob).equals(outer) || outer.equals("**")) {
            return true;
        }
        String fixed = fixedPart(folder(glob));
        return !fixed.isEmpty() && Globs.of(outer).matches(fixed);
    }

    /// The glob without a `/**` at its end: a folder's name means all of it anyway.
    private static String folder(String glob) {
        String normal = GlobPattern.normal(glob);
        while (normal.endsWith("/**") && normal.length() > 3) {
            normal = normal.substring(0, normal.length() - 3);
        }
        return normal;
    }

    /// The folders in front of the first wildcard, or all of a literal path.
    private static String fixedPart(String glob) {
        if (GlobPattern.literal(glob)) {
            return glob;
        }
        int wildcard = 0;
        while (GlobPattern.literal(glob.substring(0, wildcard + 1))) {
            wildcard++;
        }
        int slash = glob.lastIndexOf('/', wildcard);
        return slash < 0 ? "" : glob.substring(0, slash);
    }
}
