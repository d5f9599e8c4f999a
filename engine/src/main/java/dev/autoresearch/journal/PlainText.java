package dev.autoresearch.journal;

import java.util.regex.Pattern;

/// Makes text of people, runs and repositories harmless for files, terminals and prompts: no escape sequences, no control
/// or direction-changing characters, a bounded length.
public final class PlainText {
    private static final Pattern ESCAPES = Pattern.compile(
            "\u001b(?:\\[[0-?]*[ -/]*[@-~]|[\\]P^_X][^\u0007\u001b]*(?:\u0007|\u001b\\\\)?|[@-Z\\\\-_])");
    private static final String CUT = "…";

    private PlainText() {}

    /// One line: white space of any kind becomes single blanks.
    ///
    /// @param limit most characters (UTF-16 units) of the answer, at least 1
    public static String line(String text, int limit) {
        return cut(collapse(clean(text)), limit);
    }

    /// Several lines: line ends become `\n`, tabs stay.
    ///
    /// @param limit most characters (UTF-16 units) of the answer, at least 1
    public static String block(String text, int limit) {
        return cut(clean(text).strip(), limit);
    }

    /// The same with the blanks at both ends, for lines whose indentation says something.
    ///
    /// @param limit most characters (UTF-16 units) of the answer, at least 1
    public static String indented(String text, int limit) {
        return cut(clean(text), limit);
    }

    private static String clean(String text) {
        String plain = text.indexOf('\u001b') < 0 ? text : ESCAPES.matcher(text).replaceAll("");
        if (plain.chars().noneMatch(PlainText::suspect)) {
            return plain;
        }
        var clean = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            boolean crLf = c == '\r' && i + 1 < plain.length() && plain.charAt(i + 1) == '\n';
            if (c == '\n' || c == '\t' || !suspect(c)) {
                clean.append(c);
            } else if (!crLf && (c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029')) {
                clean.append('\n');
            }
        }
        return clean.toString();
    }

    private static boolean suspect(int c) {
        return Character.isISOControl(c) || (c >= '\u2028' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069')
                || c == '\u200e' || c == '\u200f' || c == '\u061c' || c == '\ufeff';
    }

    private static String collapse(String text) {
        var line = new StringBuilder(text.length());
        boolean blank = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\n' && c != '\t' && c != ' ') {
                line.append(c);
                blank = false;
            } else if (!blank) {
                line.append(' ');
                blank = true;
            }
        }
        if (blank && !line.isEmpty()) {
            line.setLength(line.length() - 1);
        }
        return line.toString();
    }

    private static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = Math.max(0, limit - CUT.length());
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + CUT;
    }
}
