package dev.autoresearch.journal.view;

import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.JsonCodec;
import dev.autoresearch.journal.PlainText;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;

/// Parts of a row that several layouts share.
final class Rows {
    /// Git's own word for no object: seven characters that every reader of the column takes.
    static final String NO_COMMIT = "0000000";
    private static final int SHORT = 7;
    private static final int LONGEST = 500;

    private static final ObjectWriter JSON = JsonCodec.mapper().writer()
            .without(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private Rows() {}

    /// One line of JSON with its line feed, the names in the map's own order.
    static String json(Map<String, ? extends @Nullable Object> line) {
        return JSON.writeValueAsString(line) + "\n";
    }

    static String commit(String full) {
        return full.isEmpty() ? NO_COMMIT : full.substring(0, Math.min(SHORT, full.length()));
    }

    /// One line, never empty: what was tried, else why it came to nothing.
    static String description(Experiment row) {
        if (row.number() == 0) {
            return "baseline";
        }
        String line = PlainText.line(row.description(), LONGEST);
        if (line.isEmpty()) {
            line = PlainText.line(row.reason(), LONGEST);
        }
        return line.isEmpty() ? "-" : line;
    }

    /// The same with the true status behind it where the layout has no word for that.
    static String description(Experiment row, String word) {
        String truth = row.status().word();
        return word.equals(truth) ? description(row) : description(row) + " (" + truth.replace('_', ' ') + ")";
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    static String second(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
