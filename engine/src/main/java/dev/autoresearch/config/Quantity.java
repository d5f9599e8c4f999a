package dev.autoresearch.config;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How people write amounts: `1h30m`, `16MB`, `5M`, `10 USD`. What cannot be read is empty; nothing here throws.
/// Public because answers to questions and command line options are written in the same way.
public final class Quantity {
    /// What is accepted as a duration, for messages.
    public static final String DURATION_FORM = "a duration such as 90s, 10m, 1h30m, 500ms";
    /// What is accepted as a size, for messages.
    public static final String SIZE_FORM = "a size such as 16MB or 64KiB";
    /// What is accepted as a count, for messages.
    public static final String COUNT_FORM = "a whole number such as 100, 200k, 5M";
    /// What is accepted as an amount of money, for messages.
    public static final String MONEY_FORM = "an amount of US dollars such as 10 USD or $10";

    static final String NUMBER = "[0-9]{1,15}(?:\\.[0-9]{1,9})?";
    static final Pattern DURATION = Pattern
            .compile(NUMBER + "|(?:" + NUMBER + " ?(?:ms|s|sec|m|min|h|d) ?)*" + NUMBER + " ?(?:ms|s|sec|m|min|h|d)");
    static final Pattern SIZE = Pattern.compile("(" + NUMBER + ") ?([kKMGT]i?)?[bB]?");
    static final Pattern COUNT = Pattern.compile("(" + NUMBER + ") ?([kKMGB])?");
    static final Pattern MONEY = Pattern.compile("(?:\\$ ?|USD ?)?(" + NUMBER + ")|(" + NUMBER + ") ?(?:USD|usd|\\$)");

    private static final Pattern DURATION_PART = Pattern.compile("(" + NUMBER + ") ?([a-z]*) ?");
    private static final Map<String, Long> NANOS = Map.of("ms", 1_000_000L, "s", 1_000_000_000L, "sec",
            1_000_000_000L, "", 1_000_000_000L, "m", 60_000_000_000L, "min", 60_000_000_000L, "h", 3_600_000_000_000L,
            "d", 86_400_000_000_000L);
    private static final Map<String, Long> COUNTS = Map.of("", 1L, "k", 1_000L, "K", 1_000L, "M", 1_000_000L, "G",
            1_000_000_000L, "B", 1_000_000_000L);

    private Quantity() {}

    /// A duration: `90s`, `10m`, `2h`, `500ms`, `1h30m`, `1d`; a plain number is seconds. Never negative.
    public static Optional<Duration> duration(String text) {
        String trimmed = text.strip();
        if (!DURATION.matcher(trimmed).matches()) {
            return Optional.empty();
        }
        BigDecimal nanos = BigDecimal.ZERO;
        Matcher part = DURATION_PART.matcher(trimmed);
        while (part.find()) {
            Long unit = NANOS.get(part.group(2));
            if (unit == null) {
                return Optional.empty();
            }
            nanos = nanos.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unit)));
        }
        BigDecimal whole = nanos.setScale(0, RoundingMode.HALF_UP);
        // Two and a half centuries: what fits into a count of nanoseconds, which is how time is measured later.
        return whole.toBigInteger().bitLength() < 63
                ? Optional.of(Duration.ofNanos(whole.longValueExact()))
                : Optional.empty();
    }

    /// A size in bytes: `16MB` (powers of 1000), `64KiB` (powers of 1024), a plain number is bytes. Never negative.
    public static OptionalLong bytes(String text) {
        Matcher parts = SIZE.matcher(text.strip());
        if (!parts.matches()) {
            return OptionalLong.empty();
        }
        String prefix = parts.group(2) == null ? "" : parts.group(2).toUpperCase(Locale.ROOT);
        long base = prefix.endsWith("I") ? 1024 : 1000;
        int power = prefix.isEmpty() ? 0 : "KMGT".indexOf(prefix.charAt(0)) + 1;
        return whole(new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(base).pow(power)));
    }

    /// A count: `100`, `200k`, `5M`, `1.5M`. Never negative; empty when it is not whole.
    public static OptionalLong count(String text) {
        Matcher parts = COUNT.matcher(text.strip());
        if (!parts.matches()) {
            return OptionalLong.empty();
        }
        long unit = COUNTS.getOrDefault(parts.group(2) == null ? "" : parts.group(2), 1L);
        return whole(new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(unit)));
    }

    /// An amount of US dollars: `10 USD`, `$10`, `10`. Never negative.
    public static Optional<Double> dollars(String text) {
        Matcher parts = MONEY.matcher(text.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        return Optional.of(Double.valueOf(parts.group(1) == null ? parts.group(2) : parts.group(1)));
    }

    /// A number as people write it, such that it is read back as the same number.
    static String text(double number) {
        double size = Math.abs(number);
        boolean plain = size == 0 || (size >= 1e-6 && size < 1e15);
        return plain
                ? new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString()
                : Double.toString(number);
    }

    /// A duration as people write it, such that [#duration(String)] reads it back.
    public static String text(Duration duration) {
        if (duration.toMillis() % 1000 != 0 || duration.isZero()) {
            return duration.toMillis() + "ms";
        }
        long seconds = duration.toSeconds();
        return (seconds >= 3600 ? seconds / 3600 + "h" : "") + (seconds % 3600 >= 60 ? seconds % 3600 / 60 + "m" : "")
                + (seconds % 60 > 0 ? seconds % 60 + "s" : "");
    }

    private static OptionalLong whole(BigDecimal number) {
        BigDecimal plain = number.stripTrailingZeros();
        boolean fits = plain.scale() <= 0 && plain.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) < 0;
        return fits ? OptionalLong.of(plain.longValueExact()) : OptionalLong.empty();
    }
}
