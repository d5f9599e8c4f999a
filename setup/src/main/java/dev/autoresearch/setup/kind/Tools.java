package dev.autoresearch.setup.kind;

import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.ReportFormat;
import dev.autoresearch.config.Take;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The measuring programs whose output can be read, found in a command or script that starts them.
///
/// @param program  its name
/// @param metric   what is read
/// @param better   which way is better
/// @param extract  how, with the report's file where one is named
record Tools(String program, String metric, Direction better, Extractor extract) {
    private static final String START = "(?m)(?:^|[;&|(]|\\bexec )\\s*(?:sudo |time )?";

    /// The first of them that this text starts with readable output.
    static Optional<Tools> in(String shell) {
        return List.of(
                file(shell, "hyperfine", "--export-json[ =](\\S+)", "median_s", Direction.LOWER,
                        ReportFormat.HYPERFINE),
                file(shell, "k6", "--summary-export[ =](\\S+)", "p95_ms", Direction.LOWER, ReportFormat.K6),
                file(shell, "lighthouse", "--output-path[ =](\\S+)", "lighthouse_score", Direction.HIGHER,
                        ReportFormat.LIGHTHOUSE),
                text(shell, "wrk2?", "requests_per_sec", new Extractor.Report(ReportFormat.WRK, "", "")),
                text(shell, "ab", "requests_per_sec",
                        new Extractor.Regex("^Requests per second:\\s+([0-9.]+)", Take.ONLY)),
                text(shell, "hey", "requests_per_sec", new Extractor.Regex("Requests/sec:\\s+([0-9.]+)", Take.ONLY)))
                .stream().flatMap(Optional::stream).findFirst();
    }

    private static Optional<Tools> file(String shell, String program, String option, String metric, Direction better,
            ReportFormat format) {
        Matcher found = Pattern.compile(START + "(?:npx )?" + program + "\\b[^\\n]*(?:\\\\\\n[^\\n]*)*?" + option)
                .matcher(shell);
        return found.find()
                ? Optional.of(new Tools(program, metric, better,
                        new Extractor.Report(format, found.group(1).replaceAll("^['\"]|['\"]$", ""), "")))
                : Optional.empty();
    }

    private static Optional<Tools> text(String shell, String program, String metric, Extractor extract) {
        Matcher found = Pattern.compile(START + "(" + program + ") [^\\n|>]*$").matcher(shell);
        return found.find()
                ? Optional.of(new Tools(found.group(1), metric, Direction.HIGHER, extract))
                : Optional.empty();
    }
}
