package dev.autoresearch.app.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Fits text into columns of a terminal; counts characters as they are shown.
public final class Columns {
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

    private Columns() {}

    /// `text` cut to `width` columns, with an ellipsis where something is missing.
    public static String cut(String text, int width) {
        int shown = shown(text);
        if (shown <= width) {
            return text;
        }
        return width <= 1 ? "…" : text.substring(0, text.offsetByCodePoints(0, width - 1)) + "…";
    }

    /// `text` cut to `width` columns between two words where that loses little, with an ellipsis where something is
    /// missing.
    public static String words(String text, int width) {
        String cut = cut(text, width);
        int blank = cut.lastIndexOf(' ');
        return cut.equals(text) || blank < cut.length() * 2 / 3 ? cut : cut.substring(0, blank) + " …";
    }

    /// `text` in lines of at most `width` columns, broken between words; a longer word stays whole. Escape sequences for
    /// colours count as nothing.
    public static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        var line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && plain(line) + 1 + plain(word) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private static int plain(CharSequence text) {
        return shown(COLOUR.matcher(text).replaceAll(""));
    }

    /// `text` filled with blanks at the right to at least `width` columns.
    public static String left(String text, int width) {
        return text + " ".repeat(Math.max(0, width - shown(text)));
    }

    /// `text` filled with blanks at the left to at least `width` columns.
    public static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - shown(text))) + text;
    }

    private static int shown(String text) {
        return text.codePointCount(0, text.length());
    }
}
