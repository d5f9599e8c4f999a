package dev.autoresearch.app.screen;

import dev.autoresearch.app.screen.Console.Style;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.MetricLabel;
import dev.autoresearch.journal.PlainText;
import dev.autoresearch.journal.Status;
import org.jspecify.annotations.Nullable;

/// One line an experiment: number, status, value, change against the baseline, description.
public final class ExperimentTable {
    private static final int NUMBER = 4;
    private static final int STATUS = 11;
    private static final int CHANGE = 8;
    private static final int MOST_DECIMALS = 4;
    private static final int LONGEST = 2_000;
    private static final String GAP = "  ";

    private final Console console;
    private final MetricLabel metric;
    private final int value;
    private int decimals;

    /// A table for sessions with this deciding metric.
    public ExperimentTable(Console console, MetricLabel metric) {
        this.console = console;
        this.metric = metric;
        this.value = Math.clamp(metric.name().length(), 10, 20);
    }

    /// Prints the names of the columns.
    public void header() {
        console.line(console.styled(Style.FAINT,
                String.join(GAP, Columns.right("#", NUMBER), Columns.left("status", STATUS),
                        Columns.right(Columns.cut(metric.name(), value), value), Columns.right("change", CHANGE),
                        "description")));
    }

    private static String text(Experiment experiment, @Nullable Double measured) {
        if (measured != null && experiment.status() != Status.CHECKS_FAILED) {
            return experiment.description();
        }
        return experiment.description().startsWith("(")
                ? experiment.reason()
                : experiment.reason() + " (" + experiment.description() + ")";
    }

    /// Prints one experiment. A description is cut where the terminal ends; what is not a terminal gets all of it.
    ///
    /// @param baseline what changes are measured against, null before there is one
    public void row(Experiment experiment, @Nullable Experiment baseline) {
        Double measured = experiment.metrics().get(metric.name());
        Double from = baseline == null ? null : baseline.metrics().get(metric.name());
        boolean first = experiment.number() == 0;
        String change = measured == null || from == null || first ? "" : Figures.percent(from, measured);
        String text = text(experiment, measured);
        String word = first && experiment.status().kept() ? "baseline" : experiment.status().word();
        String status = Columns.left(word, STATUS);
        String figures = String.join(GAP, Columns.right(measured == null ? "-" : figure(measured), value),
                Columns.right(change, CHANGE));
        String number = Columns.right(Integer.toString(experiment.number()), NUMBER);
        int left = console.width() - String.join(GAP, number, status, figures, "").length() - 1;
        console.line(String.join(GAP, number,
                console.styled(first ? Style.PLAIN : style(experiment.status()), status), figures,
                first && experiment.status().kept()
                        ? ""
                        : Columns.words(PlainText.line(text, LONGEST), Math.max(20, left)))
                .stripTrailing());
    }

    private String figure(double measured) {
        String text = Figures.text(measured, decimals);
        decimals = Math.clamp(Figures.decimals(text), decimals, MOST_DECIMALS);
        return text;
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
