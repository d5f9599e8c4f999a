package dev.autoresearch.objective;

import dev.autoresearch.objective.Numbers.Parsed;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The text that wrk and wrk2 print, an entry a URL. Figures: `requests/sec`, `requests`, `transfer/sec` (bytes), `errors` (socket
/// errors and answers other than 2xx and 3xx), and in seconds `latency`, `latency-stdev`, `latency-max`, `p50`, `p75`,
/// `p90`, `p99`, … as printed with `--latency`.
final class WrkReport {
    private static final Pattern START = Pattern.compile("Running \\S+ test @ (\\S+)\\s*");
    private static final Pattern LATENCY = Pattern.compile("\\s+Latency\\s+(\\S+)\\s+(\\S+)\\s+(\\S+)\\s+\\S+%\\s*");
    private static final Pattern PERCENTILE = Pattern.compile("\\s*(\\d+(?:\\.\\d+)?)%\\s+(\\d\\S*)\\s*");
    private static final Pattern TOTAL = Pattern.compile("\\s*(\\d+) requests in \\S+, \\S+ read\\s*");
    private static final Pattern ERRORS = Pattern
            .compile("\\s*(?:Socket errors: ([a-z0-9, ]+)|Non-2xx or 3xx responses: (\\d+))\\s*");
    private static final Pattern REQUESTS = Pattern.compile("Requests/sec:\\s+(\\S+)\\s*");
    private static final Pattern TRANSFER = Pattern.compile("Transfer/sec:\\s+(\\S+)\\s*");
    private static final List<Pattern> PATTERNS = List.of(START, LATENCY, PERCENTILE, TOTAL, ERRORS, REQUESTS,
            TRANSFER);
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final Pattern QUANTITY = Pattern.compile("([\\d.]+)([A-Za-z]*)");
    private static final Map<String, Double> TIMES = Map.of("us", 1e-6, "ms", 1e-3, "s", 1.0, "m", 60.0, "h", 3600.0);
    private static final double KIB = 1024;
    private static final Map<String, Double> SIZES = Map.of("b", 1.0, "kb", KIB, "mb", KIB * KIB, "gb", KIB * KIB * KIB,
            "tb", KIB * KIB * KIB * KIB);

    private final ReportTable table = new ReportTable("requests/sec");
    private String url = "";
    private long errors;

    void line(String line) {
        for (Pattern pattern : PATTERNS) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.matches()) {
                take(pattern, matcher);
                return;
            }
        }
    }

    private void take(Pattern pattern, Matcher found) {
        if (pattern == START) {
            url = found.group(1);
            errors = 0;
        } else if (pattern == LATENCY) {
            table.add(url, "latency", quantity(found.group(1), TIMES), 1);
            table.add(url, "latency-stdev", quantity(found.group(2), TIMES), 1);
            table.add(url, "latency-max", quantity(found.group(3), TIMES), 1);
        } else if (pattern == PERCENTILE) {
            String share = found.group(1);
            String name = share.contains(".") ? share.replaceFirst("\\.?0+$", "") : share;
            table.add(url, "p" + name, quantity(found.group(2), TIMES), 1);
        } else if (pattern == TOTAL) {
            table.add(url, "requests", Numbers.parse(found.group(1)), 0);
        } else if (pattern == ERRORS) {
            String counts = Objects.requireNonNullElse(found.group(1), found.group(2));
            errors += NUMBER.matcher(counts).results().mapToLong(count -> Long.parseLong(count.group())).sum();
        } else if (pattern == TRANSFER) {
            table.add(url, "transfer/sec", quantity(found.group(1), SIZES), 0);
        } else {
            table.add(url, "requests/sec", Numbers.parse(found.group(1)), 0);
            table.add(url, "errors", (double) errors);
        }
    }

    ReportTable table() {
        return table;
    }

    private static Parsed quantity(String text, Map<String, Double> units) {
        Matcher matcher = QUANTITY.matcher(text);
        Double factor = matcher.matches() ? units.get(matcher.group(2).toLowerCase(Locale.ROOT)) : null;
        if (factor == null || !(Numbers.parse(matcher.group(1)) instanceof Parsed.Finite(double value))) {
            return new Parsed.Not("is " + Numbers.quote(text) + ", which is not a number with a unit of wrk's,");
        }
        return Numbers.finite(value * factor, "");
    }
}
