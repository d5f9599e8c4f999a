package dev.autoresearch.setup.source;

import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.ReportFormat;
import dev.autoresearch.config.Take;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How our own recovery document says where a metric stands: the name as code, a colon, and one of a few phrases.
///
/// @param metric    the metric's name
/// @param extractor how it is read
record Way(String metric, Extractor extractor) {
    private static final Pattern LINE = Pattern.compile("`([\\p{L}\\p{N}_.µ-]+)`: (.+)");
    private static final Map<String, Extractor> PHRASES = Map.of("`METRIC name=number` lines of the log",
            new Extractor.MetricLines(Take.ONLY), "the last non-empty line of the log", new Extractor.LastLine(),
            "wall time of the run, measured by the engine", new Extractor.WallTime(),
            "CPU time of the whole process tree, measured by the engine", new Extractor.CpuTime(),
            "peak memory of the whole process tree, measured by the engine", new Extractor.PeakMemory(),
            "the command's exit code", new Extractor.ExitCode());
    private static final Pattern LABEL = Pattern.compile("`(.+): number` at the start of a line of the log");
    private static final Pattern REGEX = Pattern.compile("regular expression `(.+)`");
    private static final Pattern SHELL = Pattern.compile("shell: `(.+)`");
    private static final Pattern JSON = Pattern.compile("JSON value `(.+)` of (?:the log|`(.+)`)");
    private static final Pattern SIZE = Pattern.compile("size of `(.+)`");
    private static final Pattern REPORT = Pattern.compile("([a-z0-9-]+) report in (?:the log|`(.+?)`)(?:, `(.+)`)?");

    /// Reads one line of the section; empty when it is written in other words.
    static Optional<Way> of(String line) {
        Matcher named = LINE.matcher(line);
        return named.matches()
                ? extractor(named.group(2)).map(extractor -> new Way(named.group(1), extractor))
                : Optional.empty();
    }

    /// What is marked as code in a sentence of somebody else's.
    static Extractor ofCode(String code) {
        return code.startsWith("METRIC ") ? new Extractor.MetricLines(Take.ONLY) : MetricText.of(code);
    }

    private static Optional<Extractor> extractor(String phrase) {
        Extractor plain = PHRASES.get(phrase);
        if (plain != null) {
            return Optional.of(plain);
        }
        return group(LABEL, phrase).<Extractor>map(label -> new Extractor.Line(label, Take.ONLY))
                .or(() -> group(REGEX, phrase).map(regex -> new Extractor.Regex(regex, Take.ONLY)))
                .or(() -> group(SHELL, phrase).map(Extractor.Shell::new))
                .or(() -> group(SIZE, phrase).map(Extractor.FileSize::new)).or(() -> json(phrase))
                .or(() -> report(phrase));
    }

    private static Optional<Extractor> json(String phrase) {
        Matcher json = JSON.matcher(phrase);
        return json.matches()
                ? Optional.of(new Extractor.Json(orEmpty(json, 2), json.group(1)))
                : Optional.empty();
    }

    private static Optional<Extractor> report(String phrase) {
        Matcher report = REPORT.matcher(phrase);
        return report.matches()
                ? Arrays.stream(ReportFormat.values()).filter(format -> format.word().equals(report.group(1)))
                        .findFirst()
                        .map(format -> new Extractor.Report(format, orEmpty(report, 2), orEmpty(report, 3)))
                : Optional.empty();
    }

    private static Optional<String> group(Pattern pattern, String phrase) {
        Matcher matcher = pattern.matcher(phrase);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static String orEmpty(Matcher matcher, int group) {
        return matcher.group(group) == null ? "" : matcher.group(group);
    }
}
