package dev.autoresearch.app.cli;

import dev.autoresearch.app.screen.Columns;
import dev.autoresearch.app.screen.Console;
import dev.autoresearch.app.screen.Console.Style;
import dev.autoresearch.app.screen.Figures;
import dev.autoresearch.app.screen.Json;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.JournalReader;
import dev.autoresearch.journal.MetricLabel;
import dev.autoresearch.journal.PlainText;
import dev.autoresearch.journal.Status;
import dev.autoresearch.objective.Front;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The experiments that no other beats in every metric, by what was measured: what can be traded for what.
final class FrontTable {
    private static final int NUMBER = 4;
    private static final int STATUS = 11;
    private static final int LONGEST = 200;
    private static final String GAP = "  ";

    private final Console console;
    private final List<MetricLabel> metrics;
    private final boolean json;

    FrontTable(Console console, List<MetricLabel> metrics, boolean json) {
        this.console = console;
        this.metrics = metrics;
        this.json = json;
    }

    /// Prints it.
    void print(JournalReader journal) {
        Map<Integer, Experiment> rows = rows(journal);
        if (json) {
            rows.values().forEach(row -> console.line(Json.of(row)));
            return;
        }
        console.line(console.styled(Style.FAINT, String.join(GAP, Columns.right("#", NUMBER),
                Columns.left("status", STATUS), metrics.stream()
                        .map(metric -> Columns.right(metric.name(), width(metric))).collect(Collectors.joining(GAP)),
                "description")));
        rows.values().forEach(row -> console.line(String.join(GAP,
                Columns.right(Integer.toString(row.number()), NUMBER), Columns.left(row.status().word(), STATUS),
                metrics.stream()
                        .map(metric -> Columns.right(Figures.text(row.metrics().getOrDefault(metric.name(),
                                Double.NaN)), width(metric)))
                        .collect(Collectors.joining(GAP)),
                PlainText.line(row.description(), LONGEST))));
        console.line();
        console.line(rows.size() + " of what was measured is beaten by no other in every metric; single values are not"
                + " tested against the noise.");
    }

    /// Two passes, so that the rows of a long session are never all in memory.
    private Map<Integer, Experiment> rows(JournalReader journal) {
        var front = Front.of(metrics);
        try (Stream<Experiment> experiments = journal.experiments()) {
            for (Experiment row : (Iterable<Experiment>) measured(experiments)::iterator) {
                front = front.with(new Front.Point(row.number(), row.metrics()));
            }
        }
        var wanted = front.points().stream().map(Front.Point::experiment).collect(Collectors.toSet());
        var rows = new TreeMap<Integer, Experiment>();
        try (Stream<Experiment> experiments = journal.experiments()) {
            experiments.filter(row -> wanted.contains(row.number())).forEach(row -> rows.put(row.number(), row));
        }
        return rows;
    }

    private static Stream<Experiment> measured(Stream<Experiment> rows) {
        return rows.filter(row -> row.status() != Status.VIOLATION && row.status() != Status.CHECKS_FAILED);
    }

    private static int width(MetricLabel metric) {
        return Math.clamp(metric.name().length(), 10, 24);
    }
}
