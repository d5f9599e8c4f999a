package dev.autoresearch.setup.source;

import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.Take;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How the documents people follow say where the metric stands in the output, as an extractor.
final class MetricText {
    private static final Pattern COMMAND = Pattern.compile(
            "(?s)(?:(?:e|f|z)?grep|rg|awk|sed|tail|head|cat|cut|jq|python3?|perl|sh|bash|node)\\s.*|.*\\brun\\.log\\b.*");

    private static final Pattern LABEL = Pattern
            .compile("(?:^|[\\^\"'])(?:METRIC )?([\\p{L}_][\\p{L}\\p{N}_.µ-]*)(?:\\\\s\\*| \\*)?[:=]");

    private MetricText() {}

    /// A shell pipeline, a regular expression with a group, or what is given to grep: whichever it looks like.
    static Extractor of(String text) {
        if (command(text)) {
            return new Extractor.Shell(text);
        }
        return Value.groups(text) == 1
                ? new Extractor.Regex(text, Take.ONLY)
                : new Extractor.Shell("grep -E " + quoted(text) + " run.log");
    }

    /// Whether it is a command, and no pattern.
    static boolean command(String text) {
        return COMMAND.matcher(text).matches();
    }

    /// The line that a metric stands on when nobody says where: `name: number`, `name=number`, `METRIC name=number`.
    ///
    /// @param command the experiment, which may write `run.log` by itself
    static Extractor byName(String name, String command) {
        String literal = name.replaceAll("[.\\-]", "\\\\$0");
        return command.contains("run.log")
                ? new Extractor.Shell("grep -E " + quoted("^(METRIC )?" + literal + " *[:=]") + " run.log")
                : new Extractor.Regex("^(?:METRIC )?" + literal + " *[:=] *(\\S+)", Take.ONLY);
    }

    /// The name at the start of the line that a pattern or a pipeline looks for, as in `grep "^val_bpb:" run.log`.
    static Optional<String> nameIn(String text) {
        Matcher named = LABEL.matcher(text);
        return named.find() ? Optional.of(named.group(1)) : Optional.empty();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
