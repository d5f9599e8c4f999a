package dev.autoresearch.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Collects what is wrong with one file, so that all of it is told at once. Not thread-safe; lives while one file is
/// read.
final class Findings {
    private static final int TOLD = 50;
    private static final int SHOWN_CHARACTERS = 60;

    private final String file;
    private final List<Finding> found = new ArrayList<>();
    private int untold;

    /// Findings in the file of this name.
    Findings(String file) {
        this.file = file;
    }

    private record Finding(int line, String text) {}

    /// Notes one finding.
    ///
    /// @param line       1 for the first line
    /// @param key        the key's full path, empty for the file as a whole
    /// @param what       what was found
    /// @param expected   what was expected instead
    /// @param suggestion what to write, empty when there is nothing to suggest
    void add(int line, String key, String what, String expected, String suggestion) {
        if (found.size() == TOLD) {
            untold++;
            return;
        }
        found.add(new Finding(line, file + ":" + line + ": " + (key.isEmpty() ? "" : key + ": ") + what + "; expected "
                + expected + (suggestion.isEmpty() ? "" : "; " + suggestion)));
    }

    /// Whether nothing is wrong.
    boolean isEmpty() {
        return found.isEmpty();
    }

    /// The refusal that tells every finding, in the order of the file.
    Refusal refusal() {
        List<String> lines = new ArrayList<>(
                found.stream().sorted(Comparator.comparingInt(Finding::line)).map(Finding::text).toList());
        if (untold > 0) {
            lines.add("and " + untold + " more");
        }
        int count = found.size() + untold;
        return new Refusal(Exit.CONFIGURATION,
                file + " cannot be used: " + count + (count == 1 ? " finding" : " findings") + ", nothing was changed.",
                lines,
                "Mend " + (count == 1 ? "this line" : "these lines") + " in " + file + " and run the command again.");
    }

    /// Text out of the file as it may stand in a message: quoted, without control characters, not too long.
    static String shown(String text) {
        return "'" + plain(text) + "'";
    }

    /// The same without quotes.
    static String plain(String text) {
        var safe = new StringBuilder();
        text.codePoints().limit(SHOWN_CHARACTERS).map(c -> control(c) ? ' ' : c).forEach(safe::appendCodePoint);
        return safe + (text.codePointCount(0, text.length()) > SHOWN_CHARACTERS ? "…" : "");
    }

    /// `did you mean x` for the candidate that is nearest to `word`, empty when none is near.
    static String didYouMean(String word, Collection<String> candidates) {
        return nearest(word, candidates).map(near -> "did you mean " + near).orElse("");
    }

    /// The candidate that is at most a third of the word's letters away from it.
    static Optional<String> nearest(String word, Collection<String> candidates) {
        if (word.length() > SHOWN_CHARACTERS) {
            return Optional.empty();
        }
        String letters = letters(word);
        String best = "";
        int least = Math.max(1, letters.length() / 3) + 1;
        for (String candidate : candidates) {
            int distance = distance(letters, letters(candidate));
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return best.isEmpty() ? Optional.empty() : Optional.of(best);
    }

    private static String letters(String word) {
        return word.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "").replace(" ", "");
    }

    /// Edits between two words, where swapping neighbours is one edit.
    private static int distance(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    edits[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                edits[i][j] = Math.min(Math.min(edits[i - 1][j], edits[i][j - 1]) + 1, edits[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    edits[i][j] = Math.min(edits[i][j], edits[i - 2][j - 2] + 1);
                }
            }
        }
        return edits[a.length()][b.length()];
    }

    /// Whether a character shows nothing by itself: control, format, line ends, half a character.
    static boolean control(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL || type == Character.FORMAT || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR || type == Character.SURROGATE;
    }
}
