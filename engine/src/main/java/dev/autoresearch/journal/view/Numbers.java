package dev.autoresearch.journal.view;

import dev.autoresearch.journal.RunRecord;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Numbers as text that every reader of tables understands: `.` as the decimal sign, no grouping.
public final class Numbers {
    private static final double GIB = 1024.0 * 1024 * 1024;
    private static final double LARGE = 1e15;
    private static final int MOST_DECIMALS = 17;

    private Numbers() {}

    /// So many decimals as the seeds write, and more where the value is so small that fewer than `decimals` significant
    /// digits would be left; beyond plain notation, exponent notation. `0.9979` with 6 is `0.997900`, `1.234e-7` is
    /// `0.000000123400`.
    ///
    /// @param value finite
    public static String fixed(double value, int decimals) {
        if (value == 0) {
            return BigDecimal.ZERO.setScale(decimals).toPlainString();
        }
        int needed = decimals - 1 - (int) Math.floor(Math.log10(Math.abs(value)));
        int places = Math.max(decimals, needed);
        return Math.abs(value) >= LARGE || places > MOST_DECIMALS
                ? Double.toString(value)
                : BigDecimal.valueOf(value).setScale(places, RoundingMode.HALF_EVEN).toPlainString();
    }

    /// The shortest text that reads back as the same number; whole numbers without a decimal point.
    ///
    /// @param value finite
    public static String shortest(double value) {
        if (value == 0) {
            return "0";
        }
        double size = Math.abs(value);
        return size >= LARGE || size < 1e-7
                ? Double.toString(value)
                : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /// At most six significant digits, for people.
    ///
    /// @param value finite
    public static String brief(double value) {
        return shortest(value == 0
                ? 0
                : new BigDecimal(value).round(new MathContext(6, RoundingMode.HALF_EVEN)).doubleValue());
    }

    /// Bytes as GB (2^30, as the seeds divide) with one decimal; `0.0` for [RunRecord#UNKNOWN].
    public static String gigabytes(long bytes) {
        return bytes == RunRecord.UNKNOWN ? "0.0" : tenths(bytes / GIB);
    }

    /// One decimal, always.
    static String tenths(double value) {
        return BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP).toPlainString();
    }
}
