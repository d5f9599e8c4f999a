package dev.autoresearch.proposers.llm.model;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// How long a service wants us to wait, in the ways in which services say it: `retry-after-ms`, `retry-after` in seconds or
/// as a date, the reset of the limit that is used up (Anthropic's as times, OpenAI's as lengths), Gemini's `retryDelay`.
final class RetryAfter {
    private static final Pattern LENGTH = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h|d)");
    private static final Duration LONGEST = Duration.ofDays(31);

    private RetryAfter() {}

    /// The wait that is asked for; [Duration#ZERO] when none is, or one that is over.
    static Duration read(Map<String, List<String>> headers, JsonNode error, Instant now) {
        var said = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach(
                (name, values) -> values.stream().findFirst().ifPresent(value -> said.put(name, value.strip())));
        return header(said, "retry-after-ms").flatMap(RetryAfter::number).map(millis -> seconds(millis / 1000))
                .or(() -> header(said, "retry-after").flatMap(value -> length(value, now)))
                .or(() -> delay(error, now))
                .or(() -> resets(said, now))
                .filter(wait -> !wait.isNegative())
                .map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait)
                .orElse(Duration.ZERO);
    }

    private static Optional<String> header(Map<String, String> headers, String name) {
        return Optional.ofNullable(headers.get(name));
    }

    private static Optional<Duration> delay(JsonNode error, Instant now) {
        return error.path("details").valueStream().map(detail -> detail.path("retryDelay").asString(""))
                .filter(text -> !text.isEmpty()).findFirst().flatMap(text -> length(text, now));
    }

    /// The latest reset among the limits of which nothing remains.
    private static Optional<Duration> resets(Map<String, String> headers, Instant now) {
        var waits = new ArrayList<Duration>();
        headers.forEach((name, value) -> {
            String low = name.toLowerCase(Locale.ROOT);
            if (low.startsWith("anthropic-ratelimit-") && low.endsWith("-reset")) {
                String limit = name.substring(0, name.length() - "reset".length());
                if ("0".equals(headers.get(limit + "remaining"))) {
                    length(value, now).ifPresent(waits::add);
                }
            } else if (low.startsWith("x-ratelimit-reset-")) {
                String limit = name.substring("x-ratelimit-reset-".length());
                if ("0".equals(headers.get("x-ratelimit-remaining-" + limit))) {
                    length(value, now).ifPresent(waits::add);
                }
            }
        });
        return waits.stream().max(Duration::compareTo);
    }

    /// Seconds, a length such as `6m0.5s`, an HTTP date or a time.
    private static Optional<Duration> length(String text, Instant now) {
        Optional<Duration> number = number(text).map(RetryAfter::seconds);
        if (number.isPresent()) {
            return number;
        }
        Matcher parts = LENGTH.matcher(text);
        double total = 0;
        int end = 0;
        while (parts.find() && parts.start() == end) {
            total += Double.parseDouble(parts.group(1)) * switch (parts.group(2)) {
                case "ms" -> 0.001;
                case "s" -> 1;
                case "m" -> 60;
                case "h" -> 3600;
                default -> 86_400;
            };
            end = parts.end();
        }
        if (end > 0 && end == text.length()) {
            return Optional.of(seconds(total));
        }
        return date(text).map(time -> Duration.between(now, time));
    }

    private static Optional<Instant> date(String text) {
        return date(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                .or(() -> date(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME));
    }

    private static Optional<Instant> date(String text, DateTimeFormatter format) {
        try {
            return Optional.of(ZonedDateTime.parse(text, format).toInstant());
        } catch (DateTimeException other) {
            return Optional.empty();
        }
    }

    private static Optional<Double> number(String text) {
        try {
            double number = Double.parseDouble(text);
            return Double.isFinite(number) && text.chars().noneMatch(Character::isLetter)
                    ? Optional.of(number)
                    : Optional.empty();
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis((long) Math.ceil(Math.min(seconds, (double) LONGEST.toSeconds()) * 1000));
    }
}
