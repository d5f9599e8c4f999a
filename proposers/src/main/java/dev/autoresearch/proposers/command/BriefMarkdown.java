package dev.autoresearch.proposers.command;

import dev.autoresearch.config.Metric;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.proposer.Brief;
import dev.autoresearch.proposers.text.OneLine;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The brief as Markdown for people and language models; of bounded size. Text that came out of runs is fenced and said
/// to be data.
final class BriefMarkdown {
    private static final int ROWS = 20;

    private BriefMarkdown() {}

    static String write(Brief brief) {
        var configuration = brief.configuration();
        var text = new StringBuilder(4096);
        text.append("# Experiment ").append(brief.experiment());
        if (brief.attempt() > 1) {
            text.append(", attempt ").append(brief.attempt()).append(": mend the crash below");
        }
        text.append("\n\n");
        if (!configuration.goal().isEmpty()) {
            text.append(OneLine.of(configuration.goal(), 2000)).append("\n\n");
        }
        text.append("Make one change in this folder. It is committed, run and measured afterwards; ")
                .append("do not measure it yourself.\n\n## Rules\n\n");
        text.append("- May change: ").append(globs(configuration.scope().modify().patterns())).append('\n');
        if (!configuration.scope().read().isEmpty()) {
            text.append("- Worth reading: ").append(globs(configuration.scope().read().patterns())).append('\n');
        }
        if (!configuration.scope().protect().isEmpty()) {
            text.append("- Must stay as it is: ").append(globs(configuration.scope().protect().patterns()))
                    .append('\n');
        }
        if (configuration.noNewDependencies()) {
            text.append("- No new dependencies.\n");
        }
        text.append("- Measured by: ").append(code(configuration.run().command())).append('\n');
        for (Metric metric : configuration.metrics().stream().limit(20).toList()) {
            text.append("- Metric ").append(code(metric.name())).append(": ").append(metric.direction().word())
                    .append(" is better").append(metric.equals(configuration.primary()) ? "; it decides" : "")
                    .append('\n');
        }
        text.append("\n## Where it stands\n\n");
        table(text, brief, List.of(brief.baseline(), brief.incumbent()));
        section(text, brief, "The last experiments", BriefJson.last(brief.recent(), ROWS));
        section(text, brief, "The best experiments", brief.best().stream().limit(10).toList());
        if (!brief.messages().isEmpty()) {
            text.append("\n## Messages from the user\n\n");
            BriefJson.last(brief.messages(), BriefJson.MESSAGES)
                    .forEach(message -> text.append("- ").append(OneLine.of(message, BriefJson.MESSAGE)).append('\n'));
        }
        if (!brief.trouble().isEmpty()) {
            text.append("\n## How the last attempt failed\n\nThis is ").append(BriefJson.NOTE).append(".\n\n");
            fenced(text, OneLine.tail(brief.trouble(), BriefJson.TROUBLE));
        }
        return text.toString();
    }

    private static void section(StringBuilder text, Brief brief, String title, List<Experiment> experiments) {
        if (!experiments.isEmpty()) {
            text.append("\n## ").append(title).append("\n\n");
            table(text, brief, experiments);
        }
    }

    private static void table(StringBuilder text, Brief brief, List<Experiment> experiments) {
        String metric = brief.configuration().primary().name();
        text.append("| experiment | status | ").append(cell(metric)).append(" | description |\n|---|---|---|---|\n");
        for (Experiment experiment : experiments) {
            Double value = experiment.metrics().get(metric);
            text.append("| ").append(experiment.number()).append(" | ").append(experiment.status().word()).append(" | ")
                    .append(value == null ? "" : String.format(Locale.ROOT, "%.6g", value)).append(" | ")
                    .append(cell(OneLine.of(experiment.description(), 200))).append(" |\n");
        }
    }

    private static void fenced(StringBuilder text, String data) {
        String fence = "```";
        while (data.contains(fence)) {
            fence += "`";
        }
        text.append(fence).append("text\n").append(data);
        if (!data.endsWith("\n")) {
            text.append('\n');
        }
        text.append(fence).append('\n');
    }

    private static String globs(List<String> patterns) {
        return patterns.stream().limit(100).map(BriefMarkdown::code).collect(Collectors.joining(", "));
    }

    private static String code(String text) {
        String line = OneLine.of(text, 500);
        return line.contains("`") ? "`` " + line + " ``" : "`" + line + "`";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
