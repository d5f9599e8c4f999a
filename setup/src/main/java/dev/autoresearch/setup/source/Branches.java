package dev.autoresearch.setup.source;

import dev.autoresearch.config.WorkspaceSettings;
import java.util.regex.Pattern;

/// What other tools put before the session's name in a branch.
final class Branches {
    private static final Pattern PREFIX = Pattern.compile("[\\p{L}\\p{N}_-]+(?:[./][\\p{L}\\p{N}_-]+)*");

    private Branches() {}

    static void prefix(Value from, Reading reading) {
        String expected = "the front part of a branch's name, such as autoexp";
        from.text(expected).map(text -> text.replaceFirst("/+$", "")).ifPresent(text -> {
            if (!PREFIX.matcher(text).matches() || text.endsWith(".lock")) {
                from.wrong(Notes.shown(text), expected);
                return;
            }
            WorkspaceSettings usual = WorkspaceSettings.DEFAULT;
            reading.read("workspace", from, text, text, (draft, prefix) -> draft.builder.workspace(
                    new WorkspaceSettings(usual.kind(), usual.share(), usual.copy(), usual.keep(), prefix)));
        });
    }
}
