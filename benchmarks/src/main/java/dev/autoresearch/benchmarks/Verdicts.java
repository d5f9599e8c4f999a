package dev.autoresearch.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// When the experiments of a session were finished, out of its journal.
final class Verdicts {
    private static final Pattern JUDGED = Pattern.compile("\"elapsed\":([0-9.]+),\"event\":\"judged\"");

    private Verdicts() {}

    /// Milliseconds since the session's start, by experiment number; the first is the baseline's.
    static List<Double> of(Path project, String tag) throws IOException {
        try (var lines = Files.lines(project.resolve(".autoresearch").resolve(tag).resolve("journal.jsonl"))) {
            return lines.map(JUDGED::matcher).filter(Matcher::find)
                    .map(found -> Double.parseDouble(found.group(1)) * 1000).toList();
        }
    }
}
