package dev.autoresearch.app.screen;

import dev.autoresearch.objective.Numbers;
import java.util.regex.Pattern;

/// Numbers as the screen shows them: few digits, thousands apart. Files and `--json` have them whole.
public final class Figures {
    private static final Pattern THOUSANDS = Pattern.compile("(?<=\\d)(?=(?:\\d{3})+(?!\\d))");
    private static final int UNGROUPED = 5;

    private Figures() {}

    /// For example `201,606`, `0.00123`, `9876`, `1.5e20`.
    public static String text(double value) {
        String plain = Numbers.forPeople(value);
        int point = plain.indexOf('.');
        String whole = point < 0 ? plain : plain.substring(0, point);
        if (plain.indexOf('e') >= 0 || whole.replace("-", "").length() < UNGROUPED) {
            return plain;
        }
        return THOUSANDS.matcher(whole).replaceAll(",") + plain.substring(whole.length());
    }

    /// The same with so many decimals at least, so that a column lines up.
    static String text(double value, int decimals) {
        String text = text(value);
        int has = decimals(text);
        if (text.indexOf('e') >= 0 || has >= decimals) {
            return text;
        }
        return text + (has == 0 ? "." : "") + "0".repeat(decimals - has);
    }

    /// A relative change as it stands in a column: with one decimal, also where it is tiny.
    static String percent(double from, double to) {
        String percent = Numbers.percent(from, to);
        return percent.startsWith("0.0", 1) ? percent.charAt(0) + "0.0 %" : percent;
    }

    /// How many decimals a text of this class has.
    static int decimals(String text) {
        int point = text.indexOf('.');
        return point < 0 || text.indexOf('e') >= 0 ? 0 : text.length() - point - 1;
    }
}
