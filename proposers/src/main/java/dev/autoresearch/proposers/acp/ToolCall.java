package dev.autoresearch.proposers.acp;

import dev.autoresearch.proposers.text.OneLine;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// What is known of one use of a tool. Agents tell it piece by piece.
///
/// @param id     as the agent calls it
/// @param title  for people; empty when unknown
/// @param kind   one of the protocol's kinds; empty when unknown
/// @param status one of the protocol's; empty when unknown
/// @param paths  files and folders that it names, wherever it names them
record ToolCall(String id, String title, String kind, String status, Set<String> paths) {
    private static final int LONGEST_TITLE = 300;
    private static final int MOST_PATHS = 1_000;
    private static final Set<String> NAMES = Set.of("path", "paths", "file", "files", "filepath", "filepaths",
            "filename",
            "absolutepath", "notebookpath", "targetfile", "targetpath", "sourcepath", "destinationpath", "oldpath",
            "newpath", "directory", "dir", "dirpath", "source", "destination");
    private static final Set<String> PATCHES = Set.of("patch", "patchtext", "diff", "input");
    private static final Pattern PATCHED = Pattern.compile(
            "^(?:\\*\\*\\* (?:Update|Add|Delete) File: |\\*\\*\\* Move to: |Index: )(.+)$"
                    + "|^(?:---|\\+\\+\\+) (?:[ab]/)?([^\\t\\r\\n]+)",
            Pattern.MULTILINE);

    ToolCall {
        paths = Set.copyOf(paths);
    }

    /// Nothing known yet.
    static ToolCall unknown(String id) {
        return new ToolCall(id, "", "", "", Set.of());
    }

    /// Adds what an update or a question for permission says.
    ToolCall plus(JsonNode said) {
        var named = new LinkedHashSet<>(paths);
        for (JsonNode location : said.path("locations")) {
            add(location.path("path"), named);
        }
        for (JsonNode content : said.path("content")) {
            if (content.path("type").asString("").equals("diff")) {
                add(content.path("path"), named);
            }
        }
        collect(said.path("rawInput"), named);
        return new ToolCall(id, OneLine.of(said.path("title").asString(title), LONGEST_TITLE),
                said.path("kind").asString(kind),
                said.path("status").asString(status), named);
    }

    private static void collect(JsonNode input, Set<String> paths) {
        if (input.isArray()) {
            input.forEach(element -> collect(element, paths));
        }
        input.properties().forEach(entry -> {
            String name = entry.getKey().toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
            JsonNode value = entry.getValue();
            if (NAMES.contains(name)) {
                add(value, paths);
                value.forEach(element -> add(element, paths));
            } else if (PATCHES.contains(name) && value.isString()) {
                patched(value.asString(), paths);
            }
            if (value.isContainer()) {
                collect(value, paths);
            }
        });
    }

    private static void patched(String patch, Set<String> paths) {
        Matcher files = PATCHED.matcher(patch);
        while (files.find()) {
            String file = files.group(1) == null ? files.group(2) : files.group(1);
            if (!file.strip().equals("/dev/null")) {
                add(file.strip(), paths);
            }
        }
    }

    private static void add(JsonNode path, Set<String> paths) {
        if (path.isString()) {
            add(path.asString(), paths);
        }
    }

    private static void add(String path, Set<String> paths) {
        if (!path.isBlank() && paths.size() < MOST_PATHS) {
            paths.add(path);
        }
    }

    /// Whether it names more than is looked at.
    boolean namesTooMuch() {
        return paths.size() >= MOST_PATHS;
    }
}
