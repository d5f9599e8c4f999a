package dev.autoresearch.setup.kind;

import dev.autoresearch.config.Direction;
import dev.autoresearch.config.DirectionWords;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.Take;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A number that a program prints under a name, as far as its text shows, and whose name tells a direction.
///
/// @param name      the metric's name
/// @param direction which way is better
/// @param extractor how it is read out of the output
/// @param place     file and line of the printing
record Printed(String name, Direction direction, Extractor extractor, String place) {
    private static final Pattern METRIC_LINE = Pattern.compile("METRIC ([A-Za-z][A-Za-z0-9_.µ-]{0,80})=");
    // A quote, a name and a colon; then a placeholder, or the end of the text and what is put behind it.
    private static final Pattern LABEL = Pattern.compile("[\"'`](?:\\\\n)?([A-Za-z][A-Za-z0-9_.µ-]{0,80}):[ \\\\t]*"
            + "(?:\\{|%[-+ 0-9.]*[a-zA-Z]|\\$|#\\{|[\"'`]\\s*(?:,|\\+|\\.|<<|%|\\$|\\|\\|))");
    private static final Set<String> NO_NUMBERS = Set.of("error", "errors", "err", "failure", "failures", "failed",
            "miss", "misses", "name", "time", "size", "warnings", "bugs", "defects");
    private static final Pattern RESOURCE = Pattern
            .compile("(?i).*(mem|vram|rss|seconds|elapsed|duration|wall|build|bytes|train).*");
    private static final Pattern COMMENT = Pattern.compile("\\s*(?:#|//|\\*|--|;).*");

    /// What this text prints: `METRIC name=` lines, or else `name: value` lines; what is likely the point of it first,
    /// figures of resources last.
    static List<Printed> in(String file, String text) {
        Map<String, Printed> metricLines = new LinkedHashMap<>();
        Map<String, Printed> labels = new LinkedHashMap<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            if (COMMENT.matcher(line).matches()) {
                continue;
            }
            String place = file + ":" + number;
            METRIC_LINE.matcher(line).results().map(MatchResult::group)
                    .map(found -> found.substring("METRIC ".length(), found.length() - 1))
                    .forEach(name -> add(metricLines, name, new Extractor.MetricLines(Take.ONLY), place));
            LABEL.matcher(line).results().map(found -> found.group(1))
                    .filter(name -> !NO_NUMBERS.contains(name))
                    .forEach(name -> add(labels, name, new Extractor.Line(name, Take.LAST), place));
        }
        List<Printed> found = new ArrayList<>(metricLines.isEmpty() ? labels.values() : metricLines.values());
        found.sort(Comparator.comparing(Printed::resource));
        return List.copyOf(found);
    }

    /// Whether the name sounds like what a run costs rather than what it is for.
    boolean resource() {
        return RESOURCE.matcher(name).matches();
    }

    private static void add(Map<String, Printed> all, String name, Extractor extractor, String place) {
        DirectionWords.infer(name)
                .ifPresent(direction -> all.putIfAbsent(name, new Printed(name, direction, extractor, place)));
    }
}
