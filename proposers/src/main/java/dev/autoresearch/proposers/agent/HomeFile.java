package dev.autoresearch.proposers.agent;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A file or folder of the user's that a program's description names: `~/.codex` or `${CODEX_HOME:-~/.codex}/sessions`.
///
/// @param text   as written
/// @param folder whether it is a folder, written with `/` at its end
record HomeFile(String text, boolean folder) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+):-([^}]*)}");

    static HomeFile of(String text) {
        boolean folder = text.endsWith("/");
        return new HomeFile(folder ? text.substring(0, text.length() - 1) : text, folder);
    }

    /// Where it is for this user.
    Path in(Path home, Map<String, String> environment) {
        Matcher variable = VARIABLE.matcher(text);
        String path = variable.replaceAll(match -> {
            String given = environment.getOrDefault(match.group(1), "");
            return Matcher.quoteReplacement(given.isEmpty() ? match.group(2) : given);
        });
        return path.startsWith("~") ? home.resolve(path.substring(1).replaceFirst("^/+", "")) : Path.of(path);
    }
}
