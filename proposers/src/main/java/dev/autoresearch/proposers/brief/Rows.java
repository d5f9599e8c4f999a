package dev.autoresearch.proposers.brief;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Metric;
import dev.autoresearch.journal.Axis;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.objective.Numbers;
import dev.autoresearch.proposer.Brief;
import dev.autoresearch.proposers.text.OneLine;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Experiments as lines of a table: number, status, the metrics that decide and a few more, the hypothesis, and why the
/// verdict fell so.
final class Rows {
    private static final int COLUMNS = 4;
    private static final int NAME = 40;
    private static final int DESCRIPTION = 200;
    private static final int REASON = 160;

    private final List<String> metrics;

    private final Lines lines;

    /// @param metrics one a column
    /// @param lines   remembers rows
    Rows(List<String> metrics, Lines lines) {
        this.metrics = metrics;
        this.lines = lines;
    }

    /// The metrics of a brief that get a column.
    static List<String> columns(Brief brief) {
        var names = new LinkedHashSet<String>();
        Configuration configuration = brief.configuration();
        Stream.concat(brief.noise().axes().stream().map(Axis::metric),
                configuration.metrics().stream().map(Metric::name)).limit(COLUMNS * 2).forEach(names::add);
        return names.stream().limit(COLUMNS).toList();
    }

    /// The first two lines.
    String header() {
        return "| # | status | " + metrics.stream().map(name -> cell(name, NAME) + " | ").collect(Collectors.joining())
                + "change | why |\n|---|---|" + "---|".repeat(metrics.size()) + "---|---|\n";
    }

    /// One line.
    Lines.Line row(Experiment experiment) {
        return lines.of(experiment, () -> text(experiment));
    }

    private String text(Experiment experiment) {
        var row = new StringBuilder(200).append("| ").append(experiment.number()).append(" | ")
                .append(experiment.status().word()).append(" | ");
        for (String metric : metrics) {
            Double value = experiment.metrics().get(metric);
            row.append(value == null ? "" : Numbers.forPeople(value)).append(" | ");
        }
        return row.append(cell(experiment.description(), DESCRIPTION)).append(" | ")
                .append(cell(experiment.reason(), REASON)).append(" |\n").toString();
    }

    private static String cell(String text, int limit) {
        return OneLine.of(text, limit).replace("|", "\\|");
    }
}
