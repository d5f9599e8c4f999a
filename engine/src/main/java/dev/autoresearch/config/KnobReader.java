package dev.autoresearch.config;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads `knobs`: declared places for the built-in optimiser to tune.
final class KnobReader {
    static final Pattern RANGE = Pattern.compile(
            "(-?[0-9][0-9.]*(?:[eE][-+]?[0-9]+)?) *\\.\\. *(-?[0-9][0-9.]*(?:[eE][-+]?[0-9]+)?)((?: +(?:log|integer))*)");
    private static final String EXPECTED = "a range such as 1..64 or 0.001..0.1";

    private final Set<String> places = new HashSet<>();
    private final ConfigurationBuilder builder;

    KnobReader(ConfigurationBuilder builder) {
        this.builder = builder;
    }

    /// Reads the list.
    ///
    /// @param elsewhere files that may change besides those of the file's scope: other knobs could never be turned
    void read(YamlValue knobs, Predicate<String> elsewhere) {
        for (YamlValue entry : knobs.entries("a list of knobs such as - {file: conf.json, key: level, range: 1..9}")) {
            entry.section(YamlKeys.KNOB).ifPresent(section -> knob(section, elsewhere));
        }
    }

    private void knob(YamlSection section, Predicate<String> elsewhere) {
        Optional<YamlValue> place = section.require("file", "the file the knob is in", "file: conf.json");
        Optional<String> file = place.flatMap(RelativePath::read);
        Globs modify = builder.scope.modify();
        if (file.isPresent() && !modify.isEmpty() && !modify.matches(GlobPattern.normal(file.get()))
                && !elsewhere.test(GlobPattern.normal(file.get()))) {
            place.get().wrong(Findings.shown(file.get()) + ", which may not change", "a file that scope.modify covers",
                    "add it to scope.modify");
        }
        Optional<String> key = section.require("key", "the key's path in the file", "key: cache.size")
                .flatMap(value -> value.text("the key's path in the file"));
        if (file.isPresent() && key.isPresent() && !places.add(file.get() + "\n" + key.get())) {
            section.wrong("the knob " + Findings.plain(key.get()) + " a second time", "each knob once",
                    "delete one of the two");
        }
        range(section).ifPresent(range -> file.ifPresent(in -> key
                .ifPresent(at -> builder.knob(new Knob(GlobPattern.normal(in), at, range)))));
    }

    private static Optional<Knob.Range> range(YamlSection section) {
        Optional<YamlValue> range = section.get("range");
        Optional<YamlValue> choices = section.get("choices");
        if (range.isPresent() == choices.isPresent()) {
            section.wrong(range.isPresent() ? "both range and choices" : "neither range nor choices", "one of the two",
                    "for example range: 1..64 or choices: [lru, fifo]");
            return Optional.empty();
        }
        if (range.isPresent()) {
            return numbers(section, range.get());
        }
        for (String key : List.of("log", "integer")) {
            section.get(key)
                    .ifPresent(value -> value.wrong(key + " beside choices", key + " only beside range", "delete it"));
        }
        return choices.flatMap(KnobReader::choices);
    }

    private static Optional<Knob.Range> choices(YamlValue value) {
        List<String> choices = value.entries("a list of values such as [lru, fifo]").stream()
                .flatMap(entry -> entry.text("a value").stream()).toList();
        if (choices.size() < 2 || Set.copyOf(choices).size() < choices.size()) {
            value.wrong(choices.size() < 2 ? "fewer than two choices" : "a choice twice",
                    "at least two different choices", "");
            return Optional.empty();
        }
        return Optional.of(new Knob.Range.Choices(choices));
    }

    private static Optional<Knob.Range> numbers(YamlSection section, YamlValue value) {
        Optional<Matcher> matcher = value.text(EXPECTED).map(text -> RANGE.matcher(text.strip()));
        if (matcher.isEmpty()) {
            return Optional.empty();
        }
        Matcher parts = matcher.get();
        if (!parts.matches()) {
            value.wrong(value.described(), EXPECTED, "write the least and the greatest value with .. between");
            return Optional.empty();
        }
        Optional<Double> low = YamlValue.number(parts.group(1));
        Optional<Double> high = YamlValue.number(parts.group(2));
        if (low.isEmpty() || high.isEmpty() || low.get() >= high.get()) {
            value.wrong(value.described(), EXPECTED + ", the smaller number first", "");
            return Optional.empty();
        }
        boolean wholeEnds = !parts.group(1).matches(".*[.eE].*") && !parts.group(2).matches(".*[.eE].*");
        boolean log = section.get("log").flatMap(YamlValue::flag).orElse(parts.group(3).contains("log"));
        boolean integer = section.get("integer").flatMap(YamlValue::flag)
                .orElse(wholeEnds || parts.group(3).contains("integer"));
        if (log && low.get() <= 0) {
            value.wrong(value.described() + " with log", "a range above zero, since ratios matter", "");
        }
        if (integer && (low.get() != Math.rint(low.get()) || high.get() != Math.rint(high.get()))) {
            value.wrong(value.described() + " with integer", "whole numbers as ends", "");
        }
        return Optional.of(new Knob.Range.Numbers(low.get(), high.get(), integer, log));
    }
}
