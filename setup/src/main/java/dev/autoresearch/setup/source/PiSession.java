package dev.autoresearch.setup.source;

import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.Guard;
import dev.autoresearch.config.Take;
import dev.autoresearch.setup.source.MarkdownText.Part;
import dev.autoresearch.setup.source.MarkdownText.Passage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A session folder of pi-autoresearch: `.auto/`, or the older files `autoresearch.*` beside each other. The scripts
/// are the command and the guard, the prompt says the rest, the log names the metric once more.
final class PiSession implements SourceReader {
    private static final Map<String, String> WORDS = Map.of("scope.modify", "## Files in Scope", "run.command",
            "measure.sh",
            "metrics.name", "## Metrics", "metrics.direction", "## Metrics");
    private static final Duration CHECKS = Duration.ofMinutes(5);

    /// Where the files of a session are.
    private record Layout(String prompt, String measure, String checks, String config, String log, String ideas,
            String hooks) {
        static final Layout FOLDER = new Layout(".auto/prompt.md", ".auto/measure.sh", ".auto/checks.sh",
                ".auto/config.json", ".auto/log.jsonl", ".auto/ideas.md", ".auto/hooks");
        static final Layout FLAT = new Layout("autoresearch.md", "autoresearch.sh", "autoresearch.checks.sh",
                "autoresearch.config.json", "autoresearch.jsonl", "autoresearch.ideas.md", "autoresearch.hooks");
    }

    @Override
    public String name() {
        return "pi";
    }

    @Override
    public Optional<Reading> read(Path folder) {
        return read(folder, Layout.FOLDER).or(() -> read(folder, Layout.FLAT));
    }

    private Optional<Reading> read(Path folder, Layout layout) {
        Optional<MarkdownText> prompt = SourceReader.text(folder.resolve(layout.prompt())).map(MarkdownText::of)
                .filter(text -> !RecoveryMarkdown.ours(text));
        Path measure = folder.resolve(layout.measure());
        if (!Files.isRegularFile(measure) && prompt.flatMap(text -> text.part("how to run")).isEmpty()) {
            return Optional.empty();
        }
        var reading = new Reading(name(), folder.resolve(layout.prompt()), WORDS);
        new Folder(folder, layout, reading, new Prose(reading)).read(prompt);
        return Optional.of(reading);
    }

    /// The files of one session.
    private record Folder(Path folder, Layout layout, Reading reading, Prose prose) {

        void read(Optional<MarkdownText> prompt) {
            prompt.ifPresent(prose::goal);
            prompt.flatMap(text -> text.part("files in scope")).flatMap(prose::files).ifPresent(reading::modify);
            prompt.flatMap(text -> text.part("off limits")).flatMap(prose::files).ifPresent(reading::protect);
            if (there(layout.measure())) {
                reading.command(file(layout.measure(), "the script", "bash " + layout.measure()));
            } else {
                prompt.flatMap(text -> text.part("how to run")).ifPresent(part -> part.code().stream().findFirst()
                        .ifPresent(code -> reading.command(prose.value(part, 0, code))));
            }
            log();
            prompt.flatMap(text -> text.part("metrics")).ifPresent(this::metrics);
            String name = reading.said("metrics.name");
            if (!name.isEmpty()) {
                reading.extract(file(layout.measure(), "METRIC lines", name), new Extractor.MetricLines(Take.ONLY));
            }
            if (there(layout.checks())) {
                String command = "bash " + layout.checks();
                reading.read("guard", file(layout.checks(), "the script", command), new Guard(command, CHECKS), command,
                        (draft, guard) -> draft.builder.guard(guard));
            }
            config();
            prompt.flatMap(text -> text.part("constraints")).ifPresent(prose::constraints);
            prompt.flatMap(text -> text.part("what's been tried").or(() -> text.part("what’s been tried")))
                    .ifPresent(prose::tried);
            ideas();
            if (Files.isDirectory(folder.resolve(layout.hooks()))) {
                reading.notes().leftOut(layout.hooks(), 0, "", "nothing runs around an experiment but check, prepare "
                        + "and guard");
            }
        }

        private boolean there(String file) {
            return Files.isRegularFile(folder.resolve(file));
        }

        private Value file(String file, String key, String text) {
            return new Value(file, 0, key, new Value.Node.Text(text), reading.notes());
        }

        /// The last configuration line of the log counts: each begins a new segment.
        private void log() {
            Optional<String> text = SourceReader.text(folder.resolve(layout.log()));
            List<String> lines = text.stream().flatMap(String::lines).toList();
            for (int at = lines.size() - 1; at >= 0; at--) {
                if (lines.get(at).contains("\"config\"")) {
                    var unread = new Notes();
                    Optional<Section> line = JsonText.read(layout.log(), lines.get(at), unread)
                            .flatMap(value -> value.section());
                    if (line.flatMap(section -> section.get("type")).flatMap(type -> type.text(""))
                            .filter("config"::equals).isPresent()) {
                        config(line.get(), at + 1);
                        return;
                    }
                }
            }
        }

        private void config(Section line, int number) {
            line.get("metricName").ifPresent(value -> reading.metric(placed(value, number)));
            line.get("bestDirection").ifPresent(value -> reading.direction(placed(value, number)));
            line.get("metricUnit").filter(value -> !value.blank()).flatMap(value -> value.text("a unit"))
                    .ifPresent(unit -> reading.unit(file(layout.log(), "metricUnit", unit), unit));
        }

        private Value placed(Value value, int number) {
            return new Value(layout.log(), number, value.key(), value.node(), reading.notes());
        }

        private void metrics(Part part) {
            for (Passage passage : part.passages()) {
                String raw = passage.raw().replace("*", "").strip();
                if (raw.regionMatches(true, 0, "secondary", 0, "secondary".length())) {
                    secondary(part, passage, raw);
                } else if (raw.regionMatches(true, 0, "primary", 0, "primary".length())) {
                    primary(part, passage);
                }
            }
        }

        private void primary(Part part, Passage passage) {
            String logged = reading.said("metrics.name");
            String direction = reading.said("metrics.direction");
            prose.metric(part, passage);
            differs(part, passage, logged, reading.said("metrics.name"));
            differs(part, passage, direction, reading.said("metrics.direction"));
        }

        private void differs(Part part, Passage passage, String logged, String said) {
            if (!logged.isEmpty() && !logged.equals(said)) {
                prose.value(part, passage.line(), "").wrong("'" + said + "'",
                        "'" + logged + "', as the last configuration line of " + layout.log() + " says");
            }
        }

        private void secondary(Part part, Passage passage, String raw) {
            Value from = prose.value(part, passage.line(), "");
            String names = raw.replaceFirst("^[^:]*:", "").replaceFirst("\\s[—–].*$", "");
            Arrays.stream(names.split(",(?![^(]*\\))")).map(MetricProse::of).filter(metric -> !metric.name().isEmpty())
                    .forEach(metric -> prose.also(from, metric.name(), metric.unit(), metric.direction(),
                            new Extractor.MetricLines(Take.ONLY)));
        }

        private void config() {
            SourceReader.text(folder.resolve(layout.config()))
                    .flatMap(text -> JsonText.read(layout.config(), text, reading.notes()))
                    .flatMap(value -> value.section("maxIterations", "workingDir")).ifPresent(config -> {
                        config.get("maxIterations").ifPresent(reading::experiments);
                        config.get("workingDir").ifPresent(this::directory);
                        config.leftOut("maxAutoResumeTurns", "the engine needs no reminders to go on");
                        config.rest();
                    });
        }

        private void directory(Value value) {
            value.text("a folder").map(text -> folder.resolve(text).normalize()).ifPresent(named -> {
                if (!named.equals(folder.normalize())) {
                    value.wrong("another folder, " + named, "to be started in that folder: autoresearch run -C "
                            + named);
                }
            });
        }

        private void ideas() {
            SourceReader.text(folder.resolve(layout.ideas())).map(MarkdownText::of).stream()
                    .flatMap(text -> text.entries().stream()).forEach(prose::hint);
        }
    }
}
