package dev.autoresearch.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Reads paths and globs of the file: relative to the project folder and never out of it.
final class RelativePath {
    private static final String PATH = "a path relative to the project folder";
    private static final String GLOB = "globs relative to the project folder, such as [src/**, conf/*.json]";
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:[/\\\\].*", Pattern.DOTALL);

    private RelativePath() {}

    /// One path.
    static Optional<String> read(YamlValue value) {
        return value.text(PATH).filter(path -> inside(value, path, PATH));
    }

    /// Several paths, or one.
    static List<String> readAll(YamlValue value) {
        return value.texts(PATH).stream().flatMap(entry -> read(entry).stream()).toList();
    }

    /// The entries of a list of globs, or the one glob, that are sound.
    static List<YamlValue> globs(YamlValue value) {
        return value.texts(GLOB).stream()
                .filter(entry -> entry.text(GLOB).filter(glob -> glob(entry, glob)).isPresent()).toList();
    }

    private static boolean glob(YamlValue entry, String glob) {
        if (glob.startsWith("!")) {
            entry.wrong(Findings.shown(glob) + ", which excludes", GLOB, "put what may not change under scope.protect");
            return false;
        }
        if (!inside(entry, glob, GLOB)) {
            return false;
        }
        try {
            GlobPattern.compile(glob);
            return true;
        } catch (PatternSyntaxException e) {
            entry.wrong(Findings.shown(glob) + ", " + Findings.plain(e.getDescription()), GLOB, "");
            return false;
        }
    }

    private static boolean inside(YamlValue value, String path, String expected) {
        if (path.startsWith("/") || path.startsWith("~") || DRIVE.matcher(path).matches()) {
            value.wrong("the absolute path " + Findings.shown(path), expected, "");
            return false;
        }
        if (Arrays.asList(path.split("/")).contains("..")) {
            value.wrong("'..' in " + Findings.shown(path), expected, "name only what is inside the project folder");
            return false;
        }
        return true;
    }
}
