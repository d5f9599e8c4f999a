package dev.autoresearch.app.screen;

import dev.autoresearch.app.screen.Console.Style;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.MetricLabel;
import dev.autoresearch.journal.PlainText;
import dev.autoresearch.journal.Status;
import dev.autoresearch.objective.Numbers;
import org.jspecify.annotations.Nullable;

/// One line an experiment: number, status, value, change against the baseline, description.
public final class ExperimentTable {
    private static final int NUMBER = 6;
    private static final int STATUS = 14;
    private static final int CHANGE = 9;
    private static final int GAP = 2;
    private static final int LONGEST = 2_000;

    private final Console console;
    private final MetricLabel metric;
    private final int value;

    /// A table for sessions with this deciding metric.
    public ExperimentTable(Console console, MetricLabel metric) {
        this.console = console;
        this.metric = metric;
        this.value = Math.clamp(metric.name().length(), 10, 20);
    }

    /// Prints the names of the columns.
    public void header() {
        console.line(console.styled(Style.FAINT,
                Columns.right("#", NUMBER) + "  " + Columns.left("status", STATUS) + Columns.right(metric.name(), value)
                        + "  " + Columns.right("change", CHANGE) + "  description"));
    }

    /// Prints one experiment.
    ///
    /// @param baseline what changes are measured against, null before there is one
    public void row(Experiment experiment, @Nullable Experiment baseline) {
        Double measured = experiment.metrics().get(metric.name());
        Double from = baseline == null ? null : baseline.metrics().get(metric.name());
        boolean first = experiment.number() == 0;
        String change = measured == null || from == null || first ? "" : Numbers.percent(from, measured);
        String text = measured == null || experiment.status() == Status.CHECKS_FAILED
                ? experiment.description() + ": " + experiment.reason()
                : experiment.description();
        String word = first ? "baseline" : experiment.status().word();
        int used = NUMBER + GAP + STATUS + value + GAP + CHANGE + GAP;
        console.line(Columns.right(Integer.toString(experiment.number()), NUMBER) + "  "
                + console.styled(first ? Style.PLAIN : style(experiment.status()), Columns.left(word, STATUS))
                + Columns.right(measured == null ? "-" : Numbers.forPeople(measured), value) + "  "
                + Columns.right(change, CHANGE) + "  "
                + Columns.cut(PlainText.line(text, LONGEST), Math.max(20, console.width() - used - 1)));
    }

    /// The style of a status wherever one is shown.
    public static Style style(Status status) {
        return switch (status) {
            case KEEP, EXPLORE -> Style.GOOD;
            case CRASH, TIMEOUT, VIOLATION, CHECKS_FAILED -> Style.BAD;
            case DISCARD, INCONCLUSIVE, NO_CHANGE, INTERRUPTED -> Style.FAINT;
        };
    }
}
