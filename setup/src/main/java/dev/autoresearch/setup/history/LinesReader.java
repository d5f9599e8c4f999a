package dev.autoresearch.setup.history;

import dev.autoresearch.journal.DiffStat;
import dev.autoresearch.journal.MetricLabel;
import dev.autoresearch.journal.Spending;
import dev.autoresearch.journal.Status;
import dev.autoresearch.journal.view.StatusWords;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Logs of one JSON object a line: pi's `log.jsonl`, seed 001's `experiments.jsonl`, seed 004's
/// `.claude/logs/autoresearch.jsonl`. Not thread-safe.
final class LinesReader {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final List<MetricLabel> metrics;
    private final Faults faults;
    private final List<String> leftOut;
    private final List<Past> rows = new ArrayList<>();
    private String tag = "";
    private String otherMetric = "";
    private int otherLine;

    /// @param leftOut takes what is not imported, one sentence each
    LinesReader(List<MetricLabel> metrics, Faults faults, List<String> leftOut) {
        this.metrics = metrics;
        this.faults = faults;
        this.leftOut = leftOut;
    }

    /// The rows of a log.
    List<Past> read(String text) {
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!line.isBlank()) {
                line(number, line);
            }
        }
        return rows;
    }

    /// The session's name, where the log has one.
    String tag() {
        return tag;
    }

    private void line(int number, String text) {
        JsonNode line;
        try {
            line = MAPPER.readTree(text);
        } catch (JacksonException broken) {
            faults.add(number, "text that is no JSON", "one JSON object a line");
            return;
        }
        if (text(line, "type").equals("config")) {
            config(number, line);
        } else if (line.has("run")) {
            pi(number, line);
        } else if (text(line, "event").equals("experiment_done")) {
            claude(number, line.path("details"), line);
        } else if (line.path("metrics").isObject() && line.has("status")) {
            plain(number, line);
        } else if (!text(line, "type").equals("hook") && !line.has("event")) {
            faults.add(number, "an object of no known log", "a line of pi's log, experiments.jsonl or the Claude log");
        }
    }

    /// A configuration line after a run opens a new segment, whose numbers are of something else.
    private void config(int number, JsonNode line) {
        if (!rows.isEmpty()) {
            leftOut.add("The " + rows.size() + " experiments before line " + number
                    + " are left out: a new segment begins there, whose numbers are not of the same experiment.");
            rows.clear();
        }
        otherMetric = text(line, "metricName").equals(primary()) ? "" : text(line, "metricName");
        otherLine = number;
    }

    /// Notes that the segment that counts is about another metric.
    void checkMetric() {
        if (!otherMetric.isEmpty()) {
            faults.add(otherLine, "the metric " + Faults.shown(otherMetric),
                    primary() + ", on which the configuration decides");
        }
    }

    private void pi(int number, JsonNode line) {
        var row = row(number, line);
        value(line.path("metric"), row);
        numbers(line.path("metrics"), row);
        if (line.path("timestamp").isNumber()) {
            row.finished = Instant.ofEpochMilli(line.path("timestamp").asLong());
        }
        String truth = text(line.path("asi"), "status");
        add(number, line, row, truth, status -> StatusWords.pi(status).equals(text(line, "status")));
    }

    private void plain(int number, JsonNode line) {
        var row = row(number, line);
        numbers(line.path("metrics"), row);
        row.wall = Duration.ofMillis(Math.round(line.path("wall_time_s").asDouble(0) * 1000));
        row.spending = new Spending(line.path("cost_usd").asDouble(0), line.path("tokens_used").asLong(0));
        row.total = new Spending(line.path("cost_usd_total").asDouble(0), line.path("tokens_used_total").asLong(0));
        int changed = line.path("diff_lines").asInt(0);
        row.diff = changed == 0 ? DiffStat.NONE : new DiffStat(1, changed, changed, 0);
        row.finished = moment(number, line);
        add(number, line, row, text(line, "verdict"),
                status -> StatusWords.five(status).equals(text(line, "status")));
    }

    private void claude(int number, JsonNode details, JsonNode line) {
        String name = text(details, "metric");
        if (!name.equals(primary())) {
            faults.add(number, "the metric " + Faults.shown(name), primary() + ", on which the configuration decides");
        }
        var row = row(number, details);
        value(details.path("value"), row);
        if (details.path("memory_gb").isNumber()) {
            row.measured(details.path("memory_gb").asDouble());
        }
        row.finished = moment(number, line);
        tag = text(details, "tag").isEmpty() ? tag : text(details, "tag");
        add(number, details, row, text(details, "verdict"),
                status -> StatusWords.three(status).equals(text(details, "status")));
    }

    private PastRow row(int number, JsonNode from) {
        var row = new PastRow();
        row.description = text(from, "description");
        row.commit = Commit.of(text(from, "commit")).orElseGet(() -> {
            faults.add(number, "the commit " + Faults.shown(text(from, "commit")), "a short hash of 7 characters");
            return "";
        });
        return row;
    }

    /// @param truth the engine's own word beside a folded one; empty for none
    /// @param folds whether a status is written as the row's word
    private void add(int number, JsonNode from, PastRow row, String truth, Predicate<Status> folds) {
        String word = text(from, "status");
        Optional<Status> status = StatusWords.read(truth).filter(folds).or(() -> StatusWords.read(word));
        if (status.isEmpty()) {
            faults.add(number, "the status " + Faults.shown(word),
                    "keep, discard, crash, or a word that means one of them");
        } else if (status.get().kept() && !row.metrics.containsKey(primary())) {
            faults.add(number, word + " without a value of " + primary(), "the value that was kept");
        } else {
            rows.add(row.past(number, word, status.get()));
        }
    }

    private void value(JsonNode node, PastRow row) {
        if (node.isNumber() && Double.isFinite(node.asDouble())) {
            row.metrics.put(primary(), node.asDouble());
        }
    }

    private static void numbers(JsonNode object, PastRow row) {
        object.properties().forEach(entry -> {
            if (entry.getValue().isNumber() && Double.isFinite(entry.getValue().asDouble())) {
                row.metrics.putIfAbsent(entry.getKey(), entry.getValue().asDouble());
            }
        });
    }

    private Instant moment(int number, JsonNode line) {
        try {
            return text(line, "timestamp").isEmpty() ? Instant.EPOCH : Instant.parse(text(line, "timestamp"));
        } catch (DateTimeParseException e) {
            faults.add(number, "the timestamp " + Faults.shown(text(line, "timestamp")),
                    "a moment such as 2026-03-26T12:00:00Z");
            return Instant.EPOCH;
        }
    }

    private String primary() {
        return metrics.getFirst().name();
    }

    private static String text(JsonNode node, String key) {
        JsonNode value = node.path(key);
        return value.isString() ? value.asString() : "";
    }
}
