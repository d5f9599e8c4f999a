package dev.autoresearch.proposers.text;

import dev.autoresearch.journal.PlainText;

/// Text of unknown origin on its way into files, prompts and rows.
public final class OneLine {

    private OneLine() {}

    /// One line of at most `limit` characters: control and formatting characters and runs of blanks become one blank,
    /// and `…` stands for what was cut.
    public static String of(String text, int limit) {
        if (text.length() <= limit && isLine(text)) {
            return text;
        }
        String head = text.length() > limit * 8 ? text.substring(0, limit * 8) : text;
        var line = new StringBuilder(Math.min(head.length(), limit + 1));
        plain(head).codePoints().forEach(point -> {
            if (Character.isWhitespace(point) || Character.isSpaceChar(point) || invisible(point)) {
                if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
                    line.append(' ');
                }
            } else {
                line.appendCodePoint(point);
            }
        });
        return cut(line.toString().strip(), limit);
    }

    /// Several lines: tabs and line ends stay, other control and formatting characters go; only the last `limit`
    /// characters are kept.
    public static String tail(String text, int limit) {
        String end = text.length() > limit ? text.substring(text.length() - limit) : text;
        if (isPlain(end)) {
            return end;
        }
        var clean = new StringBuilder(end.length());
        plain(end).codePoints()
                .filter(point -> point == '\n' || point == '\t' || !invisible(point))
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    // Most texts need no work, and there are many in every brief.
    private static boolean isLine(String text) {
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || (c == ' ' && before == ' ')) {
                return false;
            }
            before = c;
        }
        return before != ' ' || text.isEmpty();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\n' && c != '\t') || c > '~') {
                return false;
            }
        }
        return true;
    }

    // Escape sequences as a whole, of which the control characters are only the beginning.
    private static String plain(String text) {
        return PlainText.indented(text, Math.max(1, text.length()));
    }

    private static String cut(String line, int limit) {
        if (line.length() <= limit) {
            return line;
        }
        int end = limit - 1;
        if (Character.isHighSurrogate(line.charAt(end - 1))) {
            end--;
        }
        return line.substring(0, end).stripTrailing() + "…";
    }

    private static boolean invisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            default -> false;
        };
    }
}
