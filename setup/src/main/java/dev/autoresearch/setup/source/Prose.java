package dev.autoresearch.setup.source;

import dev.autoresearch.config.Direction;
import dev.autoresearch.config.DirectionWords;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.Metric;
import dev.autoresearch.setup.source.MarkdownText.Part;
import dev.autoresearch.setup.source.MarkdownText.Passage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the sections mean that the Markdown documents of several tools have in common: files, limits, constraints, what
/// was tried. Writes it into one reading. Not thread-safe.
final class Prose {
    private static final Pattern PATH = Pattern.compile("^[*_]*([\\w.@*-]+(?:/[\\w.@*{},-]+)*/?)[*_]*(?=$|[\\s:—–,(])");
    private static final Pattern NO_DEPENDENCIES = Pattern
            .compile("(?i)\\bno (?:new|additional|extra) (?:deps|dependenc)|\\bdo not (?:add|install).{0,20}dependenc");
    private static final Pattern DEPENDENCIES = Pattern.compile("(?i)\\bnew dependencies are (?:allowed|fine|ok)");
    private static final int LONGEST_HINT = 500;

    private final Reading reading;

    Prose(Reading reading) {
        this.reading = reading;
    }

    /// A value that stands in this section.
    Value value(Part part, int line, String text) {
        return reading.value(line > 0 ? line : part.line(), part.title(), text);
    }

    /// The files that a section lists, as globs: what is marked as code, else the first word of an entry that looks like
    /// a path.
    Optional<Value> files(Part part) {
        List<String> paths = new ArrayList<>();
        for (Passage passage : part.passages()) {
            if (passage.kind() == Passage.Kind.BLOCK) {
                passage.raw().lines().map(String::strip).filter(line -> PATH.matcher(line).matches())
                        .forEach(paths::add);
            } else if (!passage.spans().isEmpty()) {
                boolean several = passage.raw().matches("(?:`[^`]+`[,; ]*(?:and )?)+");
                passage.spans().stream().limit(several ? Integer.MAX_VALUE : 1).filter(Prose::pathLike)
                        .forEach(paths::add);
            } else {
                Matcher path = PATH.matcher(passage.raw());
                if (path.find() && (path.group(1).indexOf('/') >= 0 || path.group(1).matches(".*\\w\\.\\w+"))) {
                    paths.add(path.group(1));
                }
            }
        }
        Value value = value(part, 0, "");
        List<Value> items = paths.stream().distinct().map(path -> value(part, 0, path)).toList();
        return items.isEmpty()
                ? Optional.empty()
                : Optional.of(new Value(value.file(), value.line(), value.key(), new Value.Node.Items(items),
                        value.notes()));
    }

    private static boolean pathLike(String span) {
        return !span.contains(" ") && !span.startsWith("-");
    }

    /// The goal, which the title names behind a colon, else the first line of the objective.
    void goal(MarkdownText text) {
        Optional<Part> title = text.parts().stream().filter(part -> part.level() == 1 && part.title()
                .toLowerCase(Locale.ROOT).startsWith("autoresearch:")).findFirst();
        title.ifPresent(part -> reading.goal(reading.value(part.line(), "title",
                part.title().substring("autoresearch:".length()).strip())));
        if (title.isEmpty()) {
            text.part("objective").flatMap(part -> part.prose().lines().findFirst().map(line -> value(part, 0, line)))
                    .ifPresent(reading::goal);
        }
    }

    /// The metric that decides, from the line that names it.
    void metric(Part part, Passage passage) {
        MetricProse prose = MetricProse.of(passage.raw());
        Value from = value(part, passage.line(), prose.name().isEmpty() ? passage.raw() : prose.name());
        reading.metric(from);
        prose.direction().ifPresent(direction -> reading.direction(from, direction));
        if (prose.both()) {
            from.wrong("both directions in " + Notes.shown(passage.raw()), "lower is better, or higher is better");
        }
        if (!prose.unit().isEmpty()) {
            reading.unit(from, prose.unit());
        }
    }

    /// A metric that is recorded beside it, if its direction is said or its name tells.
    void also(Value from, String name, String unit, Optional<Direction> said, Extractor extractor) {
        Optional<Direction> direction = said.or(() -> DirectionWords.infer(name));
        if (direction.isEmpty()) {
            from.leftOut("which way " + Notes.shown(name) + " is better is not said, and its name does not tell");
        } else if (!name.equals(reading.said("metrics.name"))) {
            reading.also(from, new Metric(name, direction.get(), said.isEmpty(), unit, extractor));
        }
    }

    /// Rules for the proposer; the one on dependencies is one that the engine checks.
    void constraints(Part part) {
        for (Passage passage : part.passages()) {
            if (NO_DEPENDENCIES.matcher(passage.raw()).find()) {
                reading.noNewDependencies(value(part, passage.line(), ""), true);
            } else if (DEPENDENCIES.matcher(passage.raw()).find()) {
                reading.noNewDependencies(value(part, passage.line(), ""), false);
            } else if (!passage.raw().equals("Evaluation and data must not be changed.")) {
                hint(passage.raw());
                reading.notes().leftOut(value(part, 0, "").file(), passage.line(), part.title(),
                        "the proposer is told it, nothing checks it (a guard or `constraints:` would)");
            }
        }
    }

    /// What was tried, for the proposer.
    void tried(Part part) {
        part.passages().stream().filter(passage -> passage.kind() == Passage.Kind.ENTRY).map(Passage::raw)
                .forEach(this::hint);
    }

    /// One line for the proposer.
    void hint(String line) {
        reading.hint(dev.autoresearch.journal.PlainText.line(line, LONGEST_HINT));
    }
}
