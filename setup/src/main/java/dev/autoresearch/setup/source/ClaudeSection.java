package dev.autoresearch.setup.source;

import dev.autoresearch.config.Direction;
import dev.autoresearch.config.DirectionWords;
import dev.autoresearch.config.Extractor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The section `## autoresearch` of a project's `CLAUDE.md`: a list of `key: value`. The pipelines of `metric_parse` are
/// taken as they stand.
final class ClaudeSection implements SourceReader {
    private static final Map<String, String> WORDS = Map.of("scope.modify", "target_file", "run.command", "run_command",
            "metrics.name", "metric_name", "metrics.direction", "metric_direction");
    private static final String FILE = "CLAUDE.md";
    private static final Pattern ENTRY = Pattern.compile("[*_`]*([A-Za-z][A-Za-z_ -]*?)[*_`]*\\s*:[*_`]*\\s+(.*)");
    private static final Duration USUAL = Duration.ofMinutes(5);

    @Override
    public String name() {
        return FILE;
    }

    @Override
    public Optional<Reading> read(Path folder) {
        Path file = folder.resolve(FILE);
        return SourceReader.text(file).flatMap(text -> MarkdownText.of(text).part("autoresearch")).map(part -> {
            var reading = new Reading(FILE, file, WORDS);
            var section = new Section(entries(part, reading));
            read(section, reading);
            return reading;
        });
    }

    private static Map<String, Value> entries(MarkdownText.Part part, Reading reading) {
        Map<String, Value> entries = new LinkedHashMap<>();
        for (MarkdownText.Passage passage : part.passages()) {
            Matcher entry = ENTRY.matcher(passage.raw());
            if (passage.kind() != MarkdownText.Passage.Kind.ENTRY || !entry.matches()) {
                continue;
            }
            String key = entry.group(1).strip().replace(' ', '_').replace('-', '_').toLowerCase(java.util.Locale.ROOT);
            Value value = reading.value(passage.line(), key, uncoded(entry.group(2).strip(), shell(key)));
            if (entries.putIfAbsent(key, value) != null) {
                value.wrong("the key a second time", "each key once");
            }
        }
        return entries;
    }

    private static boolean shell(String key) {
        return key.equals("run_command") || key.equals("metric_parse");
    }

    /// The value without the marks of code around it. A table that follows without a line break is none of it.
    private static String uncoded(String text, boolean shell) {
        String value = shell || text.indexOf('|') < 0 ? text : text.substring(0, text.indexOf('|')).strip();
        boolean code = value.length() > 2 && value.startsWith("`") && value.endsWith("`")
                && value.indexOf('`', 1) == value.length() - 1;
        return code ? value.substring(1, value.length() - 1).strip() : value;
    }

    private static void read(Section section, Reading reading) {
        section.get("goal").ifPresent(reading::goal);
        section.get("target_file").or(() -> section.get("target_files")).ifPresent(reading::modify);
        section.get("readonly_files").filter(value -> !none(value)).ifPresent(reading::protect);
        section.get("run_command").ifPresent(reading::command);
        section.get("metric_name").ifPresent(reading::metric);
        section.get("metric_parse").ifPresent(value -> value.text("a shell command that prints the number")
                .ifPresent(text -> reading.extract(value, new Extractor.Shell(text))));
        section.get("metric_direction").ifPresent(reading::direction);
        section.get("time_budget").ifPresent(value -> reading.timeout(value, 1));
        section.rest();
        reading.conclude("run.timeout", "the default of this format, 300 seconds", "5m",
                draft -> draft.builder.timeout(USUAL));
        direction(reading);
    }

    private static boolean none(Value value) {
        return value.text("").filter(text -> text.equalsIgnoreCase("none")).isPresent();
    }

    /// Lower is better by default here; where the metric's name says the opposite, that is a question and no default.
    private static void direction(Reading reading) {
        boolean contradicted = DirectionWords.infer(reading.said("metrics.name")).filter(Direction.HIGHER::equals)
                .isPresent();
        if (!reading.has("metrics.direction") && contradicted) {
            reading.notes().wrong(FILE, 0, "metric_direction", "not written, which means lower_is_better here, but "
                    + reading.said("metrics.name") + " sounds as if higher were better",
                    "a line - metric_direction: higher_is_better (or lower_is_better)");
        }
        reading.conclude("metrics.direction", "the default of this format, lower_is_better", "lower",
                draft -> draft.direction = Direction.LOWER);
    }
}
