package dev.autoresearch.app.screen;

import java.time.Duration;

/// Durations as people read them.
public final class Spans {
    private Spans() {}

    /// For example `40 ms`, `4.2 s`, `12 s`, `3 min 20 s`, `7 h 5 min`, `2 d 3 h`.
    public static String text(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 1) {
            return duration.toMillis() + " ms";
        }
        if (seconds < 10) {
            return "%d.%d s".formatted(seconds, duration.toMillisPart() / 100);
        }
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return two(seconds / 60, "min", seconds % 60, "s");
        }
        if (seconds < 86_400) {
            return two(seconds / 3600, "h", seconds % 3600 / 60, "min");
        }
        return two(seconds / 86_400, "d", seconds % 86_400 / 3600, "h");
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        return small == 0 ? large + " " + largeUnit : "%d %s %d %s".formatted(large, largeUnit, small, smallUnit);
    }
}
