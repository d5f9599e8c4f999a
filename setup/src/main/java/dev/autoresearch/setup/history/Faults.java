package dev.autoresearch.setup.history;

import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.journal.PlainText;
import java.util.ArrayList;
import java.util.List;

/// What is wrong with one file of results, so that all of it is told at once. Not thread-safe.
final class Faults {
    private static final int TOLD = 20;
    private static final int SHOWN = 60;

    private final String file;
    private final List<String> found = new ArrayList<>();

    Faults(String file) {
        this.file = file;
    }

    /// Notes one.
    void add(int line, String what, String expected) {
        found.add(file + ":" + line + ": " + what + "; expected " + expected);
    }

    /// Ends the reading if there are any.
    void refuse() {
        if (!found.isEmpty()) {
            List<String> told = new ArrayList<>(found.subList(0, Math.min(TOLD, found.size())));
            if (found.size() > TOLD) {
                told.add("and " + (found.size() - TOLD) + " more");
            }
            throw new Refusal(Exit.CONFIGURATION,
                    file + " cannot be imported: " + found.size() + (found.size() == 1 ? " finding" : " findings")
                            + ", nothing was changed.",
                    told, "Mend " + (found.size() == 1 ? "this line" : "these lines") + " in " + file
                            + " and import it again.");
        }
    }

    static String shown(String text) {
        return "'" + PlainText.line(text, SHOWN) + "'";
    }
}
