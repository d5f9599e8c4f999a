package dev.autoresearch.setup.source;

import dev.autoresearch.config.Decide;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.setup.source.MarkdownText.Part;
import dev.autoresearch.setup.source.MarkdownText.Passage;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `autoresearch.md` in ten sections, written by hand, by an agent, or by our own engine: commands are what is marked as
/// code, names and directions are found in sentences.
final class RecoveryMarkdown implements SourceReader {
    private static final Map<String, String> WORDS = Map.of("scope.modify", "## Files in Scope", "run.command",
            "## Command",
            "metrics.name", "## Metric", "metrics.direction", "## Metric");
    private static final String FILE = "autoresearch.md";
    private static final String PREPARED = "before each candidate";
    private static final Pattern LIMIT = Pattern.compile("time limit of one run: ([0-9.]{1,12}) s\\b");
    private static final Pattern RUNS = Pattern.compile("Per candidate: ([0-9]{1,4}) runs?\\b");
    private static final Pattern FOLDER = Pattern.compile("In the folder `([^`]+)`\\.");
    private static final Map<String, Decide.OnTie> TIES = Map.of("On an equal metric: discard.", Decide.OnTie.DISCARD,
            "On an equal metric: keep.", Decide.OnTie.KEEP, "On an equal metric: keep only what is measurably simpler.",
            Decide.OnTie.SIMPLER);

    @Override
    public String name() {
        return FILE;
    }

    @Override
    public Optional<Reading> read(Path folder) {
        Path file = folder.resolve(FILE);
        return SourceReader.text(file).map(MarkdownText::of).filter(RecoveryMarkdown::ours).map(text -> {
            var reading = new Reading(FILE, file, WORDS);
            new Sections(reading, new Prose(reading), text).read();
            return reading;
        });
    }

    /// Whether it has the ten sections; pi's flat file of the same name has others.
    static boolean ours(MarkdownText text) {
        return text.part("metric extraction").isPresent()
                || (text.part("command").isPresent() && text.part("metric").isPresent());
    }

    /// The sections of one file.
    private record Sections(Reading reading, Prose prose, MarkdownText text) {

        void read() {
            prose.goal(text);
            text.part("files in scope").flatMap(prose::files).ifPresent(reading::modify);
            text.part("off limits").flatMap(prose::files).ifPresent(reading::protect);
            text.part("command").ifPresent(this::command);
            text.part("metric").ifPresent(this::metric);
            text.part("metric extraction").ifPresent(this::extraction);
            text.part("guard").ifPresent(this::guard);
            text.part("comparison protocol").ifPresent(this::protocol);
            text.part("constraints").ifPresent(prose::constraints);
            text.part("what's been tried").or(() -> text.part("what’s been tried")).ifPresent(prose::tried);
        }

        private void command(Part part) {
            List<String> code = part.code();
            boolean prepared = part.prose().toLowerCase(java.util.Locale.ROOT).contains(PREPARED);
            Value section = prose.value(part, 0, "");
            if (prepared && code.size() >= 2) {
                reading.prepare(prose.value(part, 0, code.getFirst()));
                reading.command(prose.value(part, 0, code.get(1)));
            } else if (code.size() > 1 && part.passages().stream().filter(Sections::block).count() > 1) {
                section.wrong(code.size() + " blocks of code", "one, with the command that runs an experiment");
            } else if (!code.isEmpty()) {
                reading.command(prose.value(part, 0, code.getFirst()));
            } else if (part.passages().size() == 1) {
                reading.command(prose.value(part, 0, part.prose()));
            } else {
                section.wrong("no code", "the command that runs an experiment, as `code`");
            }
            Matcher folder = FOLDER.matcher(part.prose());
            if (folder.find()) {
                String name = folder.group(1);
                reading.read("run.directory", section, name, name, (draft, value) -> draft.builder.directory(value));
            }
        }

        private static boolean block(Passage passage) {
            return passage.kind() == Passage.Kind.BLOCK;
        }

        private void metric(Part part) {
            List<Passage> lines = part.passages().stream().filter(passage -> !block(passage)).toList();
            Optional<Passage> first = lines.stream().filter(passage -> passage.raw().contains("this one decides"))
                    .findFirst().or(() -> lines.stream().findFirst());
            first.ifPresent(passage -> prose.metric(part, passage));
        }

        private void extraction(Part part) {
            String primary = reading.said("metrics.name");
            for (Passage passage : part.passages()) {
                Optional<Way> way = Way.of(passage.raw());
                if (way.isPresent()) {
                    found(part, passage, way.get().metric(), way.get().extractor());
                } else if (block(passage)) {
                    passage.raw().lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#"))
                            .forEach(line -> found(part, passage, MetricText.nameIn(line).orElse(primary),
                                    MetricText.of(line)));
                } else {
                    commands(passage).forEach(span -> found(part, passage,
                            MetricText.nameIn(span).orElse(primary), Way.ofCode(span)));
                }
            }
        }

        /// The spans that are commands; a single one may be a bare pattern, but not the metric's name.
        private List<String> commands(Passage passage) {
            List<String> commands = passage.spans().stream().filter(MetricText::command).toList();
            return commands.isEmpty()
                    ? passage.spans().stream().filter(span -> !listed(span)).limit(1).toList()
                    : commands;
        }

        private void found(Part part, Passage passage, String metric, Extractor extractor) {
            Value from = prose.value(part, passage.line(), metric);
            boolean first = !reading.has("metrics.extract");
            if (first && (metric.equals(reading.said("metrics.name")) || !listed(metric))) {
                reading.extract(from, extractor);
            } else if (!metric.equals(reading.said("metrics.name"))) {
                MetricProse named = line(metric).map(MetricProse::of)
                        .orElse(new MetricProse(metric, "", Optional.empty(), false));
                prose.also(from, metric, named.unit(), named.direction(), extractor);
            }
        }

        private boolean listed(String metric) {
            return line(metric).isPresent();
        }

        private Optional<String> line(String metric) {
            return text.part("metric").stream().flatMap(part -> part.passages().stream()).map(Passage::raw)
                    .filter(line -> MetricProse.of(line).name().equals(metric)).findFirst();
        }

        private void guard(Part part) {
            Optional<String> code = part.code().stream().findFirst();
            String line = part.prose().strip();
            if (code.isEmpty() && line.matches("(?i)[*_\"']*(?:none|no guard|n/a)?[*_\"'.]*")) {
                return;
            }
            reading.guard(prose.value(part, 0, code.orElse(line)));
        }

        private void protocol(Part part) {
            Matcher limit = LIMIT.matcher(part.prose());
            if (limit.find()) {
                Value from = prose.value(part, 0, limit.group(1));
                reading.timeout(from, Duration.ofMillis(
                        new BigDecimal(limit.group(1)).movePointRight(3).longValue()));
            }
            Matcher runs = RUNS.matcher(part.prose());
            if (runs.find()) {
                int count = Integer.parseInt(runs.group(1));
                reading.read("repeats", prose.value(part, 0, ""), count, runs.group(1),
                        (draft, value) -> draft.builder.repeats(value));
            }
            TIES.forEach((line, tie) -> {
                if (part.prose().contains(line) && tie != Decide.DEFAULT.onTie()) {
                    reading.read("decide", prose.value(part, 0, ""), tie, line,
                            (draft, value) -> draft.builder.decide(Decide.DEFAULT.with(value)));
                }
            });
        }
    }
}
