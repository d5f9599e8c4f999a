package dev.autoresearch.session;

import dev.autoresearch.journal.Purpose;
import java.util.List;
import java.util.Locale;

/// How it is said that a command changed what it must not.
final class Tampering {
    private Tampering() {}

    static String phrase(Purpose purpose, List<String> paths) {
        String what = purpose.measured() ? "run" : purpose.name().toLowerCase(Locale.ROOT);
        return "the " + what + " left files other than the candidate's commit has them: " + String.join(", ", paths);
    }
}
