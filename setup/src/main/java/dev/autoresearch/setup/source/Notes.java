package dev.autoresearch.setup.source;

import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.journal.PlainText;
import java.util.ArrayList;
import java.util.List;

/// What reading somebody's file shows besides values: what is wrong with it, and what was not taken. Everything is told
/// at once. Not thread-safe; lives while one source is read.
final class Notes {
    private static final int SHOWN = 80;

    private final List<String> wrong = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    /// Notes something that cannot be used.
    ///
    /// @param line     1 for the first; 0 when it is about the file as a whole
    /// @param key      as the file calls it; empty for the file as a whole
    /// @param expected what was expected instead, and where useful what to write
    void wrong(String file, int line, String key, String what, String expected) {
        wrong.add(place(file, line, key) + ": " + what + "; expected " + expected);
    }

    /// Notes something that is there and has no effect, and why.
    void leftOut(String file, int line, String key, String why) {
        leftOut.add(place(file, line, key) + " is not taken: " + why);
    }

    /// What is there and has no effect, one sentence each.
    List<String> leftOut() {
        return List.copyOf(leftOut);
    }

    /// Ends the reading if anything is wrong.
    ///
    /// @param source what is read, for the message
    void refuse(String source) {
        if (!wrong.isEmpty()) {
            int count = wrong.size();
            throw new Refusal(Exit.CONFIGURATION,
                    source + " cannot be used: " + count + (count == 1 ? " finding" : " findings")
                            + ", nothing was changed.",
                    List.copyOf(wrong), "Mend " + (count == 1 ? "this line" : "these lines")
                            + ", or write an autoresearch.yaml, which counts instead.");
        }
    }

    /// Text of a file as it may stand in a message.
    static String shown(String text) {
        return "'" + PlainText.line(text, SHOWN) + "'";
    }

    private static String place(String file, int line, String key) {
        return file + (line > 0 ? ":" + line : "") + (key.isEmpty() ? "" : ": " + PlainText.line(key, SHOWN));
    }
}
