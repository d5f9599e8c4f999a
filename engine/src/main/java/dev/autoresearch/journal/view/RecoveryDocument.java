package dev.autoresearch.journal.view;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.Globs;
import dev.autoresearch.config.TimeLimit;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.PlainText;
import dev.autoresearch.journal.SessionState;
import java.util.List;
import java.util.stream.Collectors;

/// `autoresearch.md`: seed 003's ten sections, from which a person or an agent that knows nothing can go on. Of bounded size
/// however long the history.
public final class RecoveryDocument {
    private static final int LAST = 15;
    private static final int LONGEST = 2000;

    private RecoveryDocument() {}

    /// The whole document.
    public static String of(Configuration configuration, SessionState state) {
        var text = new StringBuilder(4096);
        String goal = configuration.goal().isEmpty()
                ? "better " + configuration.primary().name()
                : configuration.goal();
        text.append("# Autoresearch: ").append(PlainText.line(goal, LONGEST)).append("\n");
        section(text, "Objective", PlainText.line(goal, LONGEST));
        section(text, "Metric", metrics(configuration));
        section(text, "Command", command(configuration));
        section(text, "Metric Extraction", configuration.metrics().stream()
                .map(metric -> "- `" + metric.name() + "`: " + extraction(metric.extractor()))
                .collect(Collectors.joining("\n")));
        section(text, "Comparison Protocol", protocol(configuration, state));
        section(text, "Files in Scope", globs(configuration.scope().modify(), "none"));
        section(text, "Off Limits", offLimits(configuration));
        section(text, "Constraints", constraints(configuration));
        section(text, "Guard", configuration.guard().present() ? code(configuration.guard().command()) : "none");
        section(text, "What's Been Tried", tried(configuration, state));
        return text.toString();
    }

    private static void section(StringBuilder text, String title, String body) {
        text.append("\n## ").append(title).append("\n\n").append(body.stripTrailing()).append("\n");
    }

    private static String metrics(Configuration configuration) {
        return configuration.metrics().stream()
                .map(metric -> "- `" + metric.name() + "`" + (metric.unit().isEmpty() ? "" : " in " + metric.unit())
                        + ", " + metric.direction().word() + " is better"
                        + (metric.equals(configuration.primary()) ? " (this one decides)" : ""))
                .collect(Collectors.joining("\n"));
    }

    private static String command(Configuration configuration) {
        var run = configuration.run();
        String prepare = run.prepare().isEmpty()
                ? ""
                : "Before each candidate, not measured:\n\n" + code(run.prepare())
                        + "\n\nMeasured:\n\n";
        String where = run.directory().equals(".") ? "" : "\n\nIn the folder `" + run.directory() + "`.";
        return prepare + (run.command().isEmpty() ? "Run by the program that embeds the engine." : code(run.command()))
                + where;
    }

    private static String protocol(Configuration configuration, SessionState state) {
        String limit = switch (configuration.run().timeout()) {
            case TimeLimit.Fixed(var duration) -> Numbers.shortest(Rows.seconds(duration)) + " s";
            case TimeLimit.FromBaseline() -> "twice the baseline's time, at least 10 s";
        };
        String repeats = configuration.repeats().automatic()
                ? "as many runs as the noise needs"
                : configuration.repeats().count() + " run" + (configuration.repeats().count() == 1 ? "" : "s");
        return "- Everything outside the files in scope is identical for all candidates.\n" + "- Started from commit `"
                + state.base() + "` on branch `" + state.start().branch() + "`, seed " + state.start().seed()
                + ".\n" + "- Measured on: " + PlainText.line(state.start().machine(), LONGEST) + "\n"
                + "- Per candidate: "
                + repeats + "; time limit of one run: " + limit + ".\n" + "- On an equal metric: "
                + switch (configuration.decide().onTie()) {
                    case DISCARD -> "discard.";
                    case KEEP -> "keep.";
                    case SIMPLER -> "keep only what is measurably simpler.";
                };
    }

    private static String offLimits(Configuration configuration) {
        var scope = configuration.scope();
        return "Everything that is not in scope." + (scope.protect().isEmpty()
                ? ""
                : " Checked bit for bit:\n\n" + globs(scope.protect(), ""))
                + (scope.hidden().isEmpty() ? "" : "\n\nSome files are hidden and must not be looked for.");
    }

    private static String constraints(Configuration configuration) {
        return "- " + (configuration.noNewDependencies() ? "No new dependencies." : "New dependencies are allowed.")
                + "\n- Evaluation and data must not be changed.";
    }

    private static String globs(Globs globs, String none) {
        List<String> patterns = globs.patterns();
        return patterns.isEmpty()
                ? none
                : patterns.stream().map(pattern -> "- `" + PlainText.line(pattern, LONGEST) + "`")
                        .collect(Collectors.joining("\n"));
    }

    private static String tried(Configuration configuration, SessionState state) {
        var text = new StringBuilder(2048);
        text.append(state.experiments()).append(" experiments: ").append(Summary.keeps(state)).append(" kept, ")
                .append(Summary.discards(state)).append(" discarded, ").append(Summary.crashes(state))
                .append(" crashed. ").append(Summary.change(state)).append(".\n");
        Summary.stages(state).lines().forEach(line -> text.append("- ").append(line).append('\n'));
        Experiment incumbent = state.incumbent();
        if (incumbent != null) {
            text.append("Incumbent: #").append(incumbent.number()).append(", commit `").append(incumbent.commit())
                    .append("`, ").append(Summary.describe(incumbent)).append(".\n");
        }
        String metric = configuration.primary().name();
        rows(text, "Best so far:", state.best(), metric);
        List<Experiment> recent = state.recent();
        rows(text, "Last tried:", recent.subList(Math.max(0, recent.size() - LAST), recent.size()), metric);
        return text.toString();
    }

    private static void rows(StringBuilder text, String title, List<Experiment> rows, String metric) {
        if (rows.isEmpty()) {
            return;
        }
        text.append('\n').append(title).append("\n\n");
        for (Experiment row : rows) {
            Double value = row.metrics().get(metric);
            text.append("- #").append(row.number()).append(' ').append(row.status().word()).append(", ")
                    .append(value == null ? "no value" : Numbers.brief(value)).append(": ")
                    .append(Summary.describe(row)).append('\n');
        }
    }

    private static String extraction(Extractor extractor) {
        return switch (extractor) {
            case Extractor.MetricLines _ -> "`METRIC name=number` lines of the log";
            case Extractor.Line(String label, _) -> "`" + label + ": number` at the start of a line of the log";
            case Extractor.Regex(String pattern, _) -> "regular expression `" + PlainText.line(pattern, LONGEST) + "`";
            case Extractor.LastLine _ -> "the last non-empty line of the log";
            case Extractor.Shell(String command) -> "shell: `" + PlainText.line(command, LONGEST) + "`";
            case Extractor.Json(String file, String pointer) ->
                "JSON value `" + pointer + "` of " + (file.isEmpty() ? "the log" : "`" + file + "`");
            case Extractor.WallTime _ -> "wall time of the run, measured by the engine";
            case Extractor.CpuTime _ -> "CPU time of the whole process tree, measured by the engine";
            case Extractor.PeakMemory _ -> "peak memory of the whole process tree, measured by the engine";
            case Extractor.ExitCode _ -> "the command's exit code";
            case Extractor.FileSize(String path) -> "size of `" + path + "`";
            case Extractor.Report(var format, String file, String select) -> format.word() + " report in "
                    + (file.isEmpty() ? "the log" : "`" + file + "`") + (select.isEmpty() ? "" : ", `" + select + "`");
            case Extractor.Judged(var judge) -> "judged by " + PlainText.line(judge.model().name(), LONGEST)
                    + " with the rubric `" + judge.rubric() + "`";
        };
    }

    private static String code(String command) {
        return "```sh\n" + PlainText.block(command, LONGEST) + "\n```";
    }
}
