package dev.autoresearch.setup.source;

import dev.autoresearch.config.Direction;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A metric as a sentence names it: `p99_ms (ms, lower is better)`, "val_bpb, bits per byte, lower", "`score`: higher".
///
/// @param name      empty when there is none
/// @param unit      empty when none is named
/// @param direction which way is better, as far as the sentence says
/// @param both      whether it says both, as a template does that nobody filled in
record MetricProse(String name, String unit, Optional<Direction> direction, boolean both) {
    private static final Pattern LABEL = Pattern
            .compile(
                    "(?i)^[*_`\\s]*(?:primary(?: metric)?|metric|name|optimi[sz]e|minimi[sz]e|maximi[sz]e)[*_`]*\\s*[:—–-]?[*_`]*\\s+");
    private static final Pattern NAME = Pattern
            .compile("^[*_`]*([\\p{L}\\p{N}](?:[\\p{L}\\p{N}_.µ-]*[\\p{L}\\p{N}µ])?)[*`]*");
    private static final Pattern LOWER = Pattern.compile("(?i)\\b(?:lower|smaller|less|fewer|minimi[sz]e|min)\\b|↓");
    private static final Pattern HIGHER = Pattern.compile("(?i)\\b(?:higher|larger|greater|more|maximi[sz]e|max)\\b|↑");
    private static final Pattern UNIT = Pattern
            .compile(
                    "(?i)(?:^[*_`]*\\S+?[*`]* in |\\bunit:? *|^\\S+ *\\(|^[^,(]+, *)([\\p{L}µ%/]{1,12})(?= *[,);—–]| *$)");

    /// Reads one line.
    static MetricProse of(String line) {
        boolean lower = LOWER.matcher(line).find();
        boolean higher = HIGHER.matcher(line).find();
        String rest = LABEL.matcher(line.strip()).replaceFirst("");
        Matcher name = NAME.matcher(rest);
        Matcher unit = UNIT.matcher(rest);
        String found = unit.find() && !direction(unit.group(1)) ? unit.group(1) : "";
        Optional<Direction> direction = lower == higher
                ? Optional.empty()
                : Optional.of(lower ? Direction.LOWER : Direction.HIGHER);
        return new MetricProse(name.find() ? name.group(1) : "", found, direction, lower && higher);
    }

    private static boolean direction(String word) {
        return LOWER.matcher(word).find() || HIGHER.matcher(word).find()
                || word.equalsIgnoreCase("unitless") || word.equalsIgnoreCase("none");
    }
}
