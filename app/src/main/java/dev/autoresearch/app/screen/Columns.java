package dev.autoresearch.app.screen;

/// Fits text into columns of a terminal; counts characters as they are shown.
public final class Columns {
    private Columns() {}

    /// `text` cut to `width` columns, with an ellipsis where something is missing.
    public static String cut(String text, int width) {
        int shown = text.codePointCount(0, text.length());
        if (shown <= width) {
            return text;
        }
        return width <= 1 ? "…" : text.substring(0, text.offsetByCodePoints(0, width - 1)) + "…";
    }

    /// `text` cut or filled with blanks at the right to exactly `width` columns.
    public static String left(String text, int width) {
        String cut = cut(text, width);
        return cut + " ".repeat(width - cut.codePointCount(0, cut.length()));
    }

    /// `text` cut or filled with blanks at the left to exactly `width` columns.
    public static String right(String text, int width) {
        String cut = cut(text, width);
        return " ".repeat(width - cut.codePointCount(0, cut.length())) + cut;
    }
}
