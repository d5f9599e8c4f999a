package dev.autoresearch.proposers.search.knob;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a number is written: `8` stays whole, `8.0` keeps a decimal, `1e-4` keeps its exponent.
///
/// @param integer  without point and exponent
/// @param exponent `e` or `E` where the number has an exponent, else a blank
public record NumberStyle(boolean integer, char exponent) {
    private static final Pattern NUMBER = Pattern
            .compile("[-+]?(?:(?:0|[1-9][\\d_]*)(\\.\\d+)?|(\\.\\d+))(?:([eE])[-+]?\\d+)?");

    /// The style of a literal, empty when it is no decimal number (leading zeros and other bases are codes, not numbers).
    static Optional<NumberStyle> of(String literal) {
        Matcher match = NUMBER.matcher(literal);
        if (!match.matches() || !Double.isFinite(parse(literal))) {
            return Optional.empty();
        }
        String exponent = match.group(3);
        boolean integer = match.group(1) == null && match.group(2) == null && exponent == null;
        return Optional.of(new NumberStyle(integer, exponent == null ? ' ' : exponent.charAt(0)));
    }

    /// The number that a literal means.
    static double parse(String literal) {
        return Double.parseDouble(literal.replace("_", ""));
    }

    /// The number in this style.
    String write(double value, boolean wholeOnly) {
        BigDecimal decimal = BigDecimal.valueOf(value);
        if (wholeOnly && integer) {
            return decimal.setScale(0, RoundingMode.HALF_EVEN).toPlainString();
        }
        BigDecimal bare = decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
        if (exponent != ' ') {
            int power = bare.signum() == 0 ? 0 : bare.precision() - bare.scale() - 1;
            return bare.movePointLeft(power).toPlainString() + exponent + power;
        }
        return bare.scale() < 1 && !integer ? bare.setScale(1).toPlainString() : bare.toPlainString();
    }
}
