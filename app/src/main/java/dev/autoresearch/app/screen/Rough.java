package dev.autoresearch.app.screen;

import dev.autoresearch.setup.estimate.Range;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Locale;

/// Ranges as people say them: two digits, no more than anybody knows.
public final class Rough {
    private static final MathContext TWO = new MathContext(2);
    private static final double MANY = 1e6;
    private static final double MILLION = 1e6;

    private Rough() {}

    /// Counts, for example `9–14`, `3,600`, `below 1`.
    public static String count(Range range) {
        return both(one(range.low()), one(range.high()));
    }

    /// Money in US dollars, for example `$0.02–$0.30`.
    public static String money(Range range) {
        return both(dollars(range.low()), dollars(range.high()));
    }

    /// Times, for example `7–11 h` or `40 s–3 min`.
    public static String time(Range seconds) {
        String low = span(seconds.low());
        String high = span(seconds.high());
        int unit = low.lastIndexOf(' ');
        boolean same = unit >= 0 && high.endsWith(low.substring(unit)) && low.indexOf(' ') == unit
                && high.indexOf(' ') == high.lastIndexOf(' ');
        return both(same && !low.equals(high) ? low.substring(0, unit) : low, high);
    }

    private static String both(String low, String high) {
        return low.equals(high) ? low : low + "–" + high;
    }

    private static String one(double value) {
        if (value < 1) {
            return value == 0 ? "0" : rounded(value).toPlainString();
        }
        return value < MANY
                ? String.format(Locale.ROOT, "%,d", rounded(value).longValue())
                : rounded(value / MILLION).stripTrailingZeros().toPlainString() + " million";
    }

    private static String dollars(double value) {
        if (value == 0) {
            return "$0";
        }
        return value < 0.01
                ? "below $0.01"
                : value < 10
                        ? String.format(Locale.ROOT, "$%.2f", rounded(value).doubleValue())
                        : String.format(Locale.ROOT, "$%,d", rounded(value).longValue());
    }

    private static String span(double seconds) {
        if (seconds < 0.1) {
            return "below 0.1 s";
        }
        if (seconds < 10) {
            return rounded(seconds).stripTrailingZeros().toPlainString() + " s";
        }
        if (seconds < 100) {
            return rounded(seconds).longValue() + " s";
        }
        if (seconds < 6000) {
            return rounded(seconds / 60).longValue() + " min";
        }
        return seconds < 100 * 3600
                ? rounded(seconds / 3600).stripTrailingZeros().toPlainString() + " h"
                : rounded(Duration.ofMillis((long) (seconds * 1000)).toHours() / 24.0).longValue() + " d";
    }

    private static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).round(TWO);
    }
}
