package dev.autoresearch.proposers.scripted;

import java.util.List;

/// What the model says to one request, free of any wire format.
///
/// @param model the model that was asked for
/// @param text  what it says, or why it refuses
record Reply(String model, String text, String think, List<ToolCall> calls, Tokens usage, Stop stop) {

    /// Why the answer ends.
    enum Stop {
        DONE, TOOLS, LENGTH, REFUSED
    }

    /// A text in pieces, as a stream brings it; none for an empty text.
    static List<String> pieces(String text) {
        int half = text.length() / 2;
        return half == 0
                ? text.isEmpty() ? List.of() : List.of(text)
                : List.of(text.substring(0, half), text.substring(half));
    }

    boolean refused() {
        return stop == Stop.REFUSED;
    }
}
