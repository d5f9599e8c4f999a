package dev.autoresearch.setup.source;

import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.Metric;
import dev.autoresearch.config.Take;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// `.autoresearch/config.json` of neurolink. It shares the folder's name with our own store, which has no such file.
final class NeurolinkConfig implements SourceReader {
    private static final Map<String, String> WORDS = Map.of("scope.modify", "mutablePaths", "run.command", "runCommand",
            "metrics.name", "metric.name", "metrics.direction", "metric.direction");
    private static final String FILE = ".autoresearch/config.json";

    @Override
    public String name() {
        return "neurolink";
    }

    @Override
    public Optional<Reading> read(Path folder) {
        Path file = folder.resolve(FILE);
        return SourceReader.text(file).map(text -> {
            var reading = new Reading(name(), file, WORDS);
            JsonText.read(FILE, text, reading.notes())
                    .flatMap(root -> root.section("mutablePaths", "runCommand", "metric"))
                    .ifPresent(root -> read(root, reading));
            return reading;
        });
    }

    private static void read(Section root, Reading reading) {
        root.get("mutablePaths").ifPresent(reading::modify);
        root.get("immutablePaths").filter(value -> !value.blank()).ifPresent(reading::protect);
        root.get("runCommand").ifPresent(reading::command);
        root.get("timeoutMs").ifPresent(value -> reading.timeout(value, 1000));
        root.get("metric").flatMap(value -> value.section("name", "direction", "pattern")).ifPresent(metric -> {
            metric.get("name").ifPresent(reading::metric);
            metric.get("direction").ifPresent(reading::direction);
            metric.get("pattern").ifPresent(value -> value.regex()
                    .ifPresent(regex -> reading.extract(value, new Extractor.Regex(regex, Take.FIRST))));
            metric.rest();
        });
        root.get("memoryMetric").ifPresent(value -> memory(value, reading));
        root.get("branchPrefix").ifPresent(value -> Branches.prefix(value, reading));
        root.get("maxExperiments").ifPresent(reading::experiments);
        for (String key : new String[]{"provider", "model", "thinkingLevel"}) {
            root.leftOut(key, "who proposes is said by `proposer:` in autoresearch.yaml");
        }
        root.leftOut("programPath", "the proposer is told goal, scope and metric by the engine");
        root.ignore("repoPath", "resultsPath", "statePath", "logPath");
        root.rest();
    }

    private static void memory(Value value, Reading reading) {
        value.section("name", "pattern").ifPresent(memory -> {
            Optional<String> name = memory.get("name").flatMap(Value::name);
            Optional<String> regex = memory.get("pattern").flatMap(Value::regex);
            if (name.isPresent() && regex.isPresent()) {
                reading.also(value, new Metric(name.get(), Direction.LOWER, false, "",
                        new Extractor.Regex(regex.get(), Take.FIRST)));
            }
            memory.rest();
        });
    }
}
