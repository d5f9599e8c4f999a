package dev.autoresearch.proposers.scripted;

import java.util.stream.Collectors;

/// Actions written as a patch or as a shell command, for agents that offer no tool of their own for them.
final class ActionText {
    private ActionText() {}

    /// A patch in the notation of `apply_patch`.
    static String patch(Action action) {
        String body = switch (action) {
            case Action.Edit(String path, String old, String replacement) ->
                "*** Update File: " + path + "\n@@\n" + lines('-', old) + lines('+', replacement);
            case Action.Write(String path, String content) -> "*** Add File: " + path + "\n" + lines('+', content);
            default -> throw new IllegalArgumentException("no patch: " + action);
        };
        return "*** Begin Patch\n" + body + "*** End Patch\n";
    }

    private static String lines(char sign, String text) {
        return text.lines().map(line -> sign + line + "\n").collect(Collectors.joining());
    }

    /// A command for a POSIX shell.
    static Action.Shell shell(Action action) {
        return new Action.Shell(switch (action) {
            case Action.Read(String path) -> "cat " + quoted(path);
            case Action.Write(String path, String content) ->
                "printf '%s' " + quoted(content) + " > " + quoted(path);
            case Action.Edit(String path, String old, String replacement) -> {
                if (old.contains("\n") || replacement.contains("\n")) {
                    throw new IllegalArgumentException("the shell can change one line only: " + action);
                }
                yield "sed -i " + quoted("s|" + old.replaceAll("[\\\\.*\\[\\]^$|]", "\\\\$0") + "|"
                        + replacement.replaceAll("[\\\\&|]", "\\\\$0") + "|") + " " + quoted(path);
            }
            default -> throw new IllegalArgumentException("no command: " + action);
        });
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
