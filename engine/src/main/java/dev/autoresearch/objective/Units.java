package dev.autoresearch.objective;

import dev.autoresearch.config.Metric;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/// Converts what the engine measures in seconds and bytes to the unit of a metric: its `unit`, else the ending of its
/// name after `_`, `-` or `.`. KB, MB and GB are powers of 1024, as in the `memory_gb` of the documents people follow.
final class Units {
    private static final double KIB = 1024;
    private static final double MINUTE = 60;

    private static final Map<String, Double> SECONDS = Map.ofEntries(Map.entry("ns", 1e-9), Map.entry("nanos", 1e-9),
            Map.entry("nanoseconds", 1e-9), Map.entry("us", 1e-6), Map.entry("µs", 1e-6), Map.entry("μs", 1e-6),
            Map.entry("usec", 1e-6), Map.entry("micros", 1e-6), Map.entry("microseconds", 1e-6), Map.entry("ms", 1e-3),
            Map.entry("msec", 1e-3), Map.entry("millis", 1e-3), Map.entry("milliseconds", 1e-3), Map.entry("s", 1.0),
            Map.entry("sec", 1.0), Map.entry("secs", 1.0), Map.entry("seconds", 1.0), Map.entry("minutes", MINUTE),
            Map.entry("hours", MINUTE * MINUTE));

    // As a name's ending these would be something else: time_min is a minimum.
    private static final Map<String, Double> SECONDS_AS_UNIT = Map.of("min", MINUTE, "mins", MINUTE, "minute", MINUTE,
            "h", MINUTE * MINUTE, "hour", MINUTE * MINUTE, "second", 1.0);

    private static final Map<String, Double> BYTES = Map.ofEntries(Map.entry("bytes", 1.0), Map.entry("kb", KIB),
            Map.entry("kib", KIB), Map.entry("mb", KIB * KIB), Map.entry("mib", KIB * KIB),
            Map.entry("gb", KIB * KIB * KIB), Map.entry("gib", KIB * KIB * KIB),
            Map.entry("tb", KIB * KIB * KIB * KIB), Map.entry("tib", KIB * KIB * KIB * KIB));

    private static final Map<String, Double> BYTES_AS_UNIT = Map.of("b", 1.0, "byte", 1.0);

    private Units() {}

    /// Seconds in the metric's unit; seconds where it names no unit of time.
    static double time(Metric metric, double seconds) {
        return seconds / secondsPerUnit(metric).orElse(1);
    }

    /// Bytes in the metric's unit; bytes where it names no unit of size.
    static double size(Metric metric, double bytes) {
        return bytes / factor(metric, BYTES, BYTES_AS_UNIT).orElse(1);
    }

    /// How many seconds the metric's unit is; empty where it is not a unit of time.
    static OptionalDouble secondsPerUnit(Metric metric) {
        return factor(metric, SECONDS, SECONDS_AS_UNIT);
    }

    /// How many seconds a unit of time as a report writes it is; empty where it is not one.
    static OptionalDouble seconds(String unit) {
        return look(SECONDS, unit);
    }

    private static OptionalDouble factor(Metric metric, Map<String, Double> both, Map<String, Double> asUnit) {
        String unit = metric.unit().strip().toLowerCase(Locale.ROOT);
        if (!unit.isEmpty()) {
            OptionalDouble found = look(both, unit);
            return found.isPresent() ? found : look(asUnit, unit);
        }
        String name = metric.name();
        int end = Math.max(name.lastIndexOf('_'), Math.max(name.lastIndexOf('-'), name.lastIndexOf('.')));
        return end < 0 ? OptionalDouble.empty() : look(both, name.substring(end + 1).toLowerCase(Locale.ROOT));
    }

    private static OptionalDouble look(Map<String, Double> factors, String unit) {
        Double factor = factors.get(unit);
        return factor == null ? OptionalDouble.empty() : OptionalDouble.of(factor);
    }
}
