package dev.autoresearch.objective;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/// Numbers as programs print them and as people read them, in one place and without any locale.
public final class Numbers {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?");
    private static final Pattern NAN = Pattern.compile("[+-]?nan(?:\\(.*\\))?", Pattern.CASE_INSENSITIVE);
    private static final Pattern INFINITE = Pattern.compile("[+-]?(?:inf|infinity|\u221e)", Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBER_AT_START = Pattern.compile("[+-]?\\.?\\d.*");
    private static final int LONGEST = 400;
    private static final int QUOTED = 40;
    private static final int DIGITS = 6;
    private static final int ALL_DIGITS = 17;
    private static final double TINY = 0.05;
    private static final double ASTRONOMIC = 1e6;

    private Numbers() {}

    /// What a piece of text is as a number.
    sealed interface Parsed {

        /// A finite number.
        record Finite(double value) implements Parsed {}

        /// Not one.
        ///
        /// @param why a phrase that follows the metric's name, for example `is NaN`
        record Not(String why) implements Parsed {}
    }

    /// Reads a decimal or exponent number with `.` as its sign; a leading `+` is fine, commas, underscores, hexadecimal
    /// digits and attached units are not.
    static Parsed parse(String text) {
        if (text.isEmpty()) {
            return new Parsed.Not("is empty");
        }
        if (text.length() <= LONGEST && NUMBER.matcher(text).matches()) {
            return finite(Double.parseDouble(text), text);
        }
        if (NAN.matcher(text).matches()) {
            return new Parsed.Not("is NaN");
        }
        if (INFINITE.matcher(text).matches()) {
            return new Parsed.Not("is infinite");
        }
        return new Parsed.Not("is " + quote(text) + ", which is not a number" + hint(text));
    }

    /// A value that is already a double.
    static Parsed finite(double value, String text) {
        if (Double.isNaN(value)) {
            return new Parsed.Not("is NaN");
        }
        if (Double.isInfinite(value)) {
            return new Parsed.Not(NUMBER.matcher(text).matches()
                    ? "is " + quote(text) + ", which is too large for a number"
                    : "is infinite");
        }
        return new Parsed.Finite(value);
    }

    private static String hint(String text) {
        if (!NUMBER_AT_START.matcher(text).matches()) {
            return "";
        }
        if (text.indexOf(',') >= 0) {
            return " (write it without commas and with a point)";
        }
        if (text.indexOf('_') >= 0) {
            return " (write it without underscores)";
        }
        return " (a unit must be separated by a blank)";
    }

    /// A piece of a run's output for a message: in quotation marks, capped, and without control characters.
    static String quote(String text) {
        int end = Math.min(text.length(), QUOTED);
        if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        String capped = text.substring(0, end).replaceAll("[\\p{Cc}\\p{Cf}]", "?");
        return '"' + capped + (end < text.length() ? "…" : "") + '"';
    }

    /// A number for people: up to six significant digits, plain where that stays short, never in a locale.
    public static String forPeople(double value) {
        return withDigits(value, DIGITS);
    }

    /// Two different numbers with as many digits as it takes to tell them apart.
    static Pair forPeople(double one, double other) {
        int digits = DIGITS;
        while (one != other && digits < ALL_DIGITS && withDigits(one, digits).equals(withDigits(other, digits))) {
            digits++;
        }
        return new Pair(withDigits(one, digits), withDigits(other, digits));
    }

    /// Two numbers written with the same number of digits.
    record Pair(String one, String other) {}

    private static String withDigits(double value, int digits) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
        int magnitude = rounded.precision() - rounded.scale();
        if (magnitude > 15 || magnitude < -5) {
            return scientific(rounded);
        }
        return rounded.toPlainString();
    }

    private static String scientific(BigDecimal rounded) {
        int exponent = rounded.precision() - rounded.scale() - 1;
        return rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }

    /// A relative change in percent with its sign and one decimal, for example `-16.9 %`, of a tiny one the first digit that
    /// is not 0, as in `-0.007 %`; empty when it has none, as from zero.
    public static String percent(double from, double to) {
        double share = (to - from) / Math.abs(from) * 100;
        if (!Double.isFinite(share)) {
            return "";
        }
        double size = Math.abs(share);
        String tenths = size >= TINY && size < ASTRONOMIC
                ? new BigDecimal(size).setScale(1, RoundingMode.HALF_UP).toPlainString()
                : withDigits(size, 1);
        return (share < 0 ? "-" : "+") + tenths + " %";
    }
}
