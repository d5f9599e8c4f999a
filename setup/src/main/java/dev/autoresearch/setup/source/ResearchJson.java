package dev.autoresearch.setup.source;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// `research.json`. The metric goes by any of several keys, since the format's own reference is not at hand: a key whose
/// text is a name says the name, any other says how the number is found.
final class ResearchJson implements SourceReader {
    private static final Map<String, String> WORDS = Map.of("scope.modify", "modifiable_files", "run.command",
            "run_command",
            "metrics.name", "metric_name", "metrics.direction", "metric_direction");
    private static final String FILE = "research.json";

    @Override
    public String name() {
        return FILE;
    }

    @Override
    public Optional<Reading> read(Path folder) {
        Path file = folder.resolve(FILE);
        return SourceReader.text(file).map(text -> {
            var reading = new Reading(FILE, file, WORDS);
            JsonText.read(FILE, text, reading.notes())
                    .flatMap(root -> root.section("run_command", "modifiable_files", "metric"))
                    .ifPresent(root -> read(root, reading));
            return reading;
        });
    }

    private static void read(Section root, Reading reading) {
        root.get("goal").or(() -> root.get("description")).ifPresent(reading::goal);
        root.get("modifiable_files").ifPresent(reading::modify);
        root.get("readonly_files").ifPresent(reading::context);
        root.get("setup_check").ifPresent(reading::check);
        root.get("run_command").ifPresent(reading::command);
        root.get("timeout_seconds").ifPresent(value -> reading.timeout(value, 1));
        metric(root, reading);
        root.get("metric_direction").ifPresent(reading::direction);
        root.get("no_new_dependencies").ifPresent(
                value -> value.flag().ifPresent(forbidden -> reading.noNewDependencies(value, forbidden)));
        root.get("tag").ifPresent(reading::tag);
        root.rest();
    }

    private static void metric(Section root, Reading reading) {
        Optional<Value> metric = root.get("metric");
        Optional<Value> name = root.get("metric_name");
        Optional<Value> grep = root.get("metric_grep");
        Optional<Value> pattern = root.get("metric_pattern");
        metric.filter(value -> !value.plain()).flatMap(value -> value.section("name", "grep", "pattern", "direction"))
                .ifPresent(section -> {
                    section.get("name").ifPresent(reading::metric);
                    section.get("grep").or(() -> section.get("pattern")).ifPresent(value -> way(value, reading));
                    section.get("direction").ifPresent(reading::direction);
                    section.rest();
                });
        Optional<Value> plain = metric.filter(Value::plain);
        name.or(() -> plain.filter(ResearchJson::named)).ifPresent(reading::metric);
        grep.or(() -> pattern).or(() -> plain.filter(value -> !named(value))).ifPresent(value -> way(value, reading));
        grep.flatMap(_ -> pattern).ifPresent(value -> value.leftOut("metric_grep says it already"));
        Stream.of(grep, pattern, plain).flatMap(Optional::stream).flatMap(value -> value.text("").stream()
                .flatMap(text -> MetricText.nameIn(text).stream()).map(found -> Map.entry(value, found))).findFirst()
                .ifPresent(found -> reading.conclude("metrics.name", found.getKey().place() + ", which looks for it",
                        found.getValue(), draft -> draft.metric = found.getValue()));
    }

    private static void way(Value value, Reading reading) {
        value.text("how the number is found").ifPresent(text -> reading.extract(value, MetricText.of(text)));
    }

    private static boolean named(Value value) {
        return value.text("").filter(text -> text.matches("[\\p{L}\\p{N}_.µ-]+")).isPresent();
    }
}
