package dev.autoresearch.setup.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A file of the project that a command line executes.
///
/// @param path relative to the project folder
/// @param by   the key of the line that does
/// @param text its beginning; empty when git does not have it
/// @param use  what that line is for
record Script(String path, String by, String text, Line.Use use) {
    private static final Pattern DOCUMENT = Pattern.compile("(?<!<)<<-?\\s*['\"\\\\]?([A-Za-z_][A-Za-z0-9_]*)");

    /// Whether it is written for a shell.
    boolean shell() {
        return path.matches(".*\\.(?:sh|bash)") || text.matches("(?s)#!\\s*\\S*(?:/|env )(?:ba|da|z|k)?sh\\b.*");
    }

    /// Its lines as a shell would see them: continued ones joined, without comments and the bodies of here-documents.
    List<String> code() {
        var code = new ArrayList<String>();
        String ends = "";
        var open = new StringBuilder();
        for (String line : text.lines().toList()) {
            if (!ends.isEmpty()) {
                ends = line.strip().equals(ends) ? "" : ends;
                continue;
            }
            if (line.endsWith("\\")) {
                open.append(line, 0, line.length() - 1).append(' ');
                continue;
            }
            String joined = open + line;
            open.setLength(0);
            Matcher document = DOCUMENT.matcher(joined);
            ends = document.find() ? document.group(1) : "";
            if (!joined.isBlank() && !joined.strip().startsWith("#")) {
                code.add(joined.strip());
            }
        }
        return code;
    }

    /// The programs it starts, if it is written for a shell; what is beyond a line is not followed.
    List<Call> calls() {
        return shell() ? code().stream().flatMap(line -> Calls.of(line, ".").stream()).toList() : List.of();
    }
}
