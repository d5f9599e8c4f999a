package dev.autoresearch.journal.view;

import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.Experiment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// pi-autoresearch's `log.jsonl`: a configuration line, then one line a run. pi reads a status that it does not know as
/// keep, so statuses are folded into its four and the true word stands in `asi`. Its `metric` must be a number and is 0
/// where there is none, as pi itself writes for crashes.
public final class PiLog {
    private PiLog() {}

    /// The first line, with its line feed.
    public static String config(Event.SessionStarted start) {
        var metric = start.metrics().getFirst();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("type", "config");
        line.put("name", start.goal().isEmpty() ? start.tag() : start.goal());
        line.put("metricName", metric.name());
        line.put("metricUnit", metric.unit());
        line.put("bestDirection", metric.direction().word());
        return Rows.json(line);
    }

    /// One experiment, with its line feed.
    public static String run(Event.SessionStarted start, Experiment row) {
        String primary = start.metrics().getFirst().name();
        var others = new TreeMap<>(row.metrics());
        Double value = others.remove(primary);
        Map<String, Object> asi = new LinkedHashMap<>();
        asi.put("status", row.status().word());
        asi.put("reason", row.reason());
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("run", row.number() + 1);
        line.put("commit", row.commit().isEmpty() ? "" : Rows.commit(row.commit()));
        line.put("metric", value == null ? 0 : value);
        line.put("metrics", others);
        line.put("status", StatusWords.pi(row.status()));
        line.put("description", Rows.description(row));
        line.put("timestamp", row.finished().toEpochMilli());
        line.put("segment", 0);
        line.put("confidence", null);
        line.put("asi", asi);
        return Rows.json(line);
    }
}
