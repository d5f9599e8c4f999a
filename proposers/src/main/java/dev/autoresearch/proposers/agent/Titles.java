package dev.autoresearch.proposers.agent;

import dev.autoresearch.proposers.text.OneLine;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// One line for people about a tool that a model uses: its name, and what it is used on where that is easy to see.
final class Titles {
    private static final int LENGTH = 120;
    private static final List<String> SUBJECTS = List.of("command", "cmd", "file_path", "filePath", "path", "pattern",
            "query", "url");

    private Titles() {}

    static String of(String tool, JsonNode input) {
        for (String subject : SUBJECTS) {
            String value = input.path(subject).asString("");
            if (!value.isBlank()) {
                return OneLine.of(tool + " " + value, LENGTH);
            }
        }
        return OneLine.of(tool, LENGTH);
    }
}
