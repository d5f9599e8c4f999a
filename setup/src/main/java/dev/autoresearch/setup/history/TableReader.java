package dev.autoresearch.setup.history;

import dev.autoresearch.config.ResultsProfile;
import dev.autoresearch.journal.DiffStat;
import dev.autoresearch.journal.MetricLabel;
import dev.autoresearch.journal.Spending;
import dev.autoresearch.journal.Status;
import dev.autoresearch.journal.view.StatusWords;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// A `results.tsv`, whose header says in which layout it is. Not thread-safe.
final class TableReader {
    private static final String MEMORY = "memory_gb";
    private static final List<String> NOTHING = List.of("", "na", "n/a", "nan", "-", "—", "none", "timeout");

    private final List<MetricLabel> metrics;
    private final Faults faults;
    private final List<String> header;
    private final ResultsProfile profile;

    private TableReader(List<MetricLabel> metrics, Faults faults, List<String> header) {
        this.metrics = metrics;
        this.faults = faults;
        this.header = header;
        this.profile = profile(header);
    }

    /// The rows of a table, after checking that it is about the metric that decides.
    ///
    /// @param metrics what the configuration measures, the deciding one first
    static List<Past> read(String text, List<MetricLabel> metrics, Faults faults) {
        List<String> lines = text.lines().toList();
        var reader = new TableReader(metrics, faults, List.of(cells(lines.getFirst())));
        reader.checkHeader();
        List<Past> rows = new ArrayList<>();
        for (int at = 1; at < lines.size(); at++) {
            if (!lines.get(at).isBlank()) {
                reader.row(at + 1, cells(lines.get(at))).ifPresent(rows::add);
            }
        }
        return rows;
    }

    /// Whether a first line is a header.
    static boolean header(String line) {
        List<String> names = List.of(cells(line));
        return names.contains("commit") && names.contains("status");
    }

    private static String[] cells(String line) {
        return Arrays.stream(line.split("\t", -1)).map(String::strip).toArray(String[]::new);
    }

    private static ResultsProfile profile(List<String> header) {
        if (header.contains("peak_memory_bytes")) {
            return ResultsProfile.FULL;
        }
        if (header.contains("metric_1")) {
            return ResultsProfile.SEED001;
        }
        if (header.contains("metric")) {
            return header.contains("value") ? ResultsProfile.SEED004 : ResultsProfile.SEED003;
        }
        boolean karpathy = header.size() == 5 && header.get(2).equals(MEMORY);
        return karpathy ? ResultsProfile.KARPATHY : ResultsProfile.SEED002;
    }

    private void checkHeader() {
        String primary = metrics.getFirst().name();
        boolean named = switch (profile) {
            case SEED001, SEED003, SEED004 -> true;
            case KARPATHY, SEED002, FULL -> header.contains(primary);
        };
        if (!named) {
            faults.add(1, "the columns " + Faults.shown(String.join(", ", header)),
                    "one called " + primary + ", on which the configuration decides");
        }
    }

    private Optional<Past> row(int line, String[] cells) {
        if (cells.length < header.size()) {
            faults.add(line, cells.length + " columns", header.size() + ", as in the header");
            return Optional.empty();
        }
        String word = cell(cells, "status");
        Optional<Status> status = StatusWords.read(word);
        if (status.isEmpty()) {
            faults.add(line, "the status " + Faults.shown(word),
                    "keep, discard, crash, or a word that means one of them");
            return Optional.empty();
        }
        var row = new PastRow();
        row.commit = commit(line, cell(cells, "commit"));
        values(line, cells, row);
        if (status.get().failed()) {
            // The zeros of a crash are no numbers.
            row.metrics.clear();
        }
        boolean valued = row.metrics.containsKey(metrics.getFirst().name());
        if (status.get().kept() && !valued) {
            faults.add(line, word + " without a number", "the value that was kept");
        }
        Status truth = described(status.get(), word, valued, cell(cells, "description"), row);
        if (profile == ResultsProfile.FULL) {
            full(line, cells, row);
        }
        return Optional.of(row.past(line, word, truth));
    }

    /// Where a layout has no word for a status, the word stands in brackets behind the description.
    private Status described(Status status, String word, boolean valued, String text, PastRow row) {
        row.description = text;
        for (Status hidden : Status.values()) {
            String behind = " (" + hidden.word().replace('_', ' ') + ")";
            if (profile != ResultsProfile.FULL && hidden != status && text.endsWith(behind)
                    && StatusWords.table(hidden, profile, valued).equals(word)) {
                row.description = text.substring(0, text.length() - behind.length());
                return hidden;
            }
        }
        return status;
    }

    private void values(int line, String[] cells, PastRow row) {
        String primary = metrics.getFirst().name();
        switch (profile) {
            case KARPATHY -> {
                value(line, cells, primary, primary, row);
                memory(line, cells, MEMORY, row);
            }
            case SEED001 -> {
                value(line, cells, "metric_1", primary, row);
                if (metrics.size() > 1) {
                    value(line, cells, "metric_2", metrics.get(1).name(), row);
                } else {
                    memory(line, cells, "metric_2", row);
                }
            }
            case SEED003 -> {
                value(line, cells, "metric", primary, row);
                memory(line, cells, MEMORY, row);
            }
            case SEED004 -> {
                String name = cell(cells, "metric");
                if (!name.equals(primary)) {
                    faults.add(line, "the metric " + Faults.shown(name),
                            primary + ", on which the configuration decides");
                }
                value(line, cells, "value", primary, row);
            }
            case SEED002 -> columns(1, header.indexOf("status")).forEach(name -> value(line, cells, name, name, row));
            case FULL -> columns(header.indexOf("parent") + 1, header.indexOf("peak_memory_bytes"))
                    .forEach(name -> value(line, cells, name, name, row));
        }
    }

    private List<String> columns(int from, int to) {
        return header.subList(from, Math.max(from, to));
    }

    private void value(int line, String[] cells, String column, String metric, PastRow row) {
        number(line, cells, column).ifPresent(number -> row.metrics.put(metric, number));
    }

    private void memory(int line, String[] cells, String column, PastRow row) {
        OptionalDouble number = number(line, cells, column);
        boolean measured = metrics.stream().anyMatch(metric -> metric.name().equals(MEMORY));
        if (measured) {
            number.ifPresent(value -> row.metrics.put(MEMORY, value));
        } else {
            row.memory(number.orElse(0));
        }
    }

    private OptionalDouble number(int line, String[] cells, String column) {
        String text = cell(cells, column);
        if (NOTHING.contains(text.toLowerCase(Locale.ROOT))) {
            return OptionalDouble.empty();
        }
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number) && !text.endsWith("f") && !text.endsWith("d")) {
                return OptionalDouble.of(number);
            }
        } catch (NumberFormatException _) {
            // Told below, like a number that is none.
        }
        faults.add(line, column + " is " + Faults.shown(text), "a number, or NA");
        return OptionalDouble.empty();
    }

    private long count(int line, String[] cells, String column) {
        return Math.round(number(line, cells, column).orElse(0));
    }

    private void full(int line, String[] cells, PastRow row) {
        String memory = cell(cells, "peak_memory_bytes");
        row.peakMemory = memory.isEmpty() ? row.peakMemory : count(line, cells, "peak_memory_bytes");
        row.wall = seconds(line, cells, "wall_s");
        row.cpu = seconds(line, cells, "cpu_s");
        row.runs = (int) count(line, cells, "runs");
        row.diff = new DiffStat((int) count(line, cells, "files"), (int) count(line, cells, "added"),
                (int) count(line, cells, "removed"), (int) count(line, cells, "net_tokens"));
        row.spending = new Spending(number(line, cells, "dollars").orElse(0), count(line, cells, "tokens"));
        row.total = new Spending(number(line, cells, "dollars_total").orElse(0), count(line, cells, "tokens_total"));
        row.attempts = (int) count(line, cells, "attempts");
        row.proposer = cell(cells, "proposer");
        row.detail = cell(cells, "detail");
        row.reason = cell(cells, "reason");
        try {
            row.finished = Instant.parse(cell(cells, "finished"));
        } catch (DateTimeParseException e) {
            faults.add(line, "finished is " + Faults.shown(cell(cells, "finished")),
                    "a moment such as 2026-03-26T12:00:00Z");
        }
    }

    private Duration seconds(int line, String[] cells, String column) {
        return Duration.ofMillis(Math.round(number(line, cells, column).orElse(0) * 1000));
    }

    private String cell(String[] cells, String column) {
        int at = header.indexOf(column);
        return at < 0 ? "" : cells[at];
    }

    private String commit(int line, String text) {
        return Commit.of(text).orElseGet(() -> {
            faults.add(line, "the commit " + Faults.shown(text), "a short hash of 7 characters");
            return "";
        });
    }
}
