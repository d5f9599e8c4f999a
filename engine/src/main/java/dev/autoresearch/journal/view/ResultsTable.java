package dev.autoresearch.journal.view;

import dev.autoresearch.config.ResultsProfile;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.FinishedStage;
import dev.autoresearch.journal.Leg;
import dev.autoresearch.journal.MetricLabel;
import dev.autoresearch.journal.PlainText;
import dev.autoresearch.journal.SessionState;
import dev.autoresearch.journal.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `results.tsv` in the layout of one profile: tab separated, one header, line feeds. Pure functions of a row.
///
/// A row that no commit was made for has `0000000`. A row without a value has the profile's crash value and status (see
/// [StatusWords#table]). Where the profile has no word for a status, that word stands in brackets behind the description.
/// `memory_gb` is the metric of that name if there is one (a GPU's, say), else the peak of the process tree.
///
/// @param profile the layout
/// In a session with stages every row has the value of its own stage's deciding metric where a layout has one column for
/// that, which is then called `metric`; layouts with a column for each metric have those of all stages so far.
///
/// @param metrics the session's metrics, the deciding one first; those of all stages
/// @param legs    which metrics hold from which experiment on, in order
public record ResultsTable(ResultsProfile profile, List<MetricLabel> metrics, List<Leg> legs) {
    private static final String MEMORY = "memory_gb";

    /// The table of a session without stages.
    public ResultsTable(ResultsProfile profile, List<MetricLabel> metrics) {
        this(profile, metrics, List.of());
    }

    /// The table of a session as far as it has come.
    public static ResultsTable of(ResultsProfile profile, SessionState state) {
        var legs = new ArrayList<>(state.finished().stream().map(FinishedStage::leg).toList());
        legs.add(state.leg());
        var metrics = new LinkedHashMap<String, MetricLabel>();
        legs.forEach(leg -> leg.metrics().forEach(metric -> metrics.putIfAbsent(metric.name(), metric)));
        return new ResultsTable(profile, List.copyOf(metrics.values()), legs);
    }

    private List<MetricLabel> metrics(Experiment row) {
        return legs.stream().filter(leg -> leg.first() <= row.number()).reduce((_, later) -> later).map(Leg::metrics)
                .orElse(metrics);
    }

    private String primary() {
        List<String> names = legs.stream().map(leg -> leg.metrics().getFirst().name()).distinct().toList();
        return names.size() > 1 ? "metric" : metrics.getFirst().name();
    }

    /// Copies the list and checks that something decides.
    public ResultsTable {
        metrics = List.copyOf(metrics);
        legs = List.copyOf(legs);
        if (metrics.isEmpty()) {
            throw new IllegalArgumentException("at least one metric is needed");
        }
    }

    /// The first line, with its line feed.
    public String header() {
        String primary = primary();
        var columns = new ArrayList<>(List.of("commit"));
        switch (profile) {
            case KARPATHY -> columns.addAll(List.of(primary, MEMORY));
            case SEED001 -> columns.addAll(List.of("metric_1", "metric_2"));
            case SEED002 -> metrics.forEach(metric -> columns.add(metric.name()));
            case SEED003 -> columns.addAll(List.of("metric", MEMORY));
            case SEED004 -> columns.addAll(List.of("metric", "value"));
            case FULL -> {
                columns.addAll(List.of("number", "parent"));
                metrics.forEach(metric -> columns.add(metric.name()));
                columns.addAll(List.of("peak_memory_bytes", "wall_s", "cpu_s", "runs", "files", "added", "removed",
                        "net_tokens", "dollars", "tokens", "dollars_total", "tokens_total", "attempts", "proposer",
                        "finished", "detail", "reason"));
            }
        }
        columns.addAll(List.of("status", "description"));
        return line(columns);
    }

    /// One row, with its line feed.
    public String row(Experiment row) {
        Double value = row.status().failed() || row.status() == Status.VIOLATION
                ? null
                : row.metrics().get(metrics(row).getFirst().name());
        boolean valued = value != null;
        String word = StatusWords.table(row.status(), profile, valued);
        var columns = new ArrayList<>(List.of(Rows.commit(row.commit())));
        switch (profile) {
            case KARPATHY -> {
                columns.add(number(value, 6, "0.000000"));
                columns.add(memory(row, valued));
            }
            case SEED001 -> {
                if (row.status() == Status.TIMEOUT) {
                    columns.addAll(List.of("timeout", "—"));
                } else {
                    columns.add(number(value, 4, "0.0000"));
                    columns.add(second(row, valued));
                }
            }
            case SEED002 -> metrics.forEach(metric -> columns.add(
                    valued ? optional(row.metrics().get(metric.name()), "NA") : "0"));
            case SEED003 -> {
                columns.add(number(value, 6, "NA"));
                columns.add(memory(row, valued));
            }
            case SEED004 -> {
                columns.add(metrics(row).getFirst().name());
                columns.add(number(value, 6, "0.000000"));
            }
            case FULL -> full(row, columns);
        }
        columns.add(word);
        columns.add(cell(Rows.description(row, word)));
        return line(columns);
    }

    private void full(Experiment row, List<String> columns) {
        columns.set(0, row.commit().isEmpty() ? "" : Rows.commit(row.commit()));
        columns.add(Integer.toString(row.number()));
        columns.add(row.parent().isEmpty() ? "" : Rows.commit(row.parent()));
        metrics.forEach(metric -> columns.add(optional(row.metrics().get(metric.name()), "")));
        columns.add(row.peakMemory() < 0 ? "" : Long.toString(row.peakMemory()));
        columns.add(Numbers.shortest(Rows.seconds(row.wall())));
        columns.add(Numbers.shortest(Rows.seconds(row.cpu())));
        columns.add(Integer.toString(row.runs()));
        columns.add(Integer.toString(row.diff().files()));
        columns.add(Integer.toString(row.diff().added()));
        columns.add(Integer.toString(row.diff().removed()));
        columns.add(Integer.toString(row.diff().netTokens()));
        columns.add(Numbers.shortest(row.spending().dollars()));
        columns.add(Long.toString(row.spending().tokens()));
        columns.add(Numbers.shortest(row.total().dollars()));
        columns.add(Long.toString(row.total().tokens()));
        columns.add(Integer.toString(row.attempts()));
        columns.add(cell(row.proposer()));
        columns.add(row.finished().toString());
        columns.add(cell(row.detail()));
        columns.add(cell(row.reason()));
    }

    private static String number(@Nullable Double value, int decimals, String absent) {
        return value == null ? absent : Numbers.fixed(value, decimals);
    }

    private static String optional(@Nullable Double value, String absent) {
        return value == null ? absent : Numbers.shortest(value);
    }

    private static String memory(Experiment row, boolean valued) {
        Double own = row.metrics().get(MEMORY);
        if (!valued) {
            return "0.0";
        }
        return own == null ? Numbers.gigabytes(row.peakMemory()) : Numbers.tenths(own);
    }

    private String second(Experiment row, boolean valued) {
        List<MetricLabel> own = metrics(row);
        Double second = own.size() < 2 ? null : row.metrics().get(own.get(1).name());
        return !valued || second == null ? memory(row, valued) : Numbers.fixed(second, 1);
    }

    /// A leading quote would make readers of quoted tables swallow the lines behind it.
    private static String cell(String text) {
        String line = PlainText.line(text, Integer.MAX_VALUE);
        return line.startsWith("\"") ? line.replace('"', '\'') : line;
    }

    private static String line(List<String> columns) {
        return String.join("\t", columns) + "\n";
    }
}
