package dev.autoresearch.objective;

import dev.autoresearch.config.Metric;
import dev.autoresearch.objective.Numbers.Parsed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/// A report as entries (benchmarks, test cases, audits) with named figures, from which one number is selected.
///
/// `select` is `ENTRY@FIGURE`, `ENTRY`, or `FIGURE`; what is left out is the report's default. A text without `@` is a
/// figure when the report has one of that name, else an entry. An entry is named in full, or by a part of its name that
/// no other entry has. Where nothing is selected and there are several entries, the metric is ambiguous.
///
/// A figure that stands several times for an entry (repetitions) counts with its median. Times are converted to the
/// metric's unit when it names one; otherwise they stay in the report's own unit.
final class ReportTable {
    private static final int LISTED = 6;

    private final Map<String, Map<String, List<Figure>>> entries = new LinkedHashMap<>();
    private final List<String> defaultFigures;
    private final Set<String> asides = new HashSet<>();
    private String defaultEntry = "";

    /// @param defaultFigures what counts when no figure is selected: the first of them that the entry has
    ReportTable(String... defaultFigures) {
        this.defaultFigures = List.of(defaultFigures);
    }

    /// A number in a report.
    ///
    /// @param seconds how many seconds its unit is; 0 for what is not a time
    record Figure(Parsed value, double seconds) {}

    /// The entry that counts when none is selected, if the report has it.
    ReportTable preferring(String entry) {
        defaultEntry = entry;
        return this;
    }

    /// Marks an entry that counts only where it is named in full, or where there is no other, such as a tool's own
    /// aggregate over entries that are in the report too.
    void aside(String entry) {
        asides.add(entry);
    }

    /// An entry, possibly without figures yet.
    Map<String, List<Figure>> entry(String name) {
        return entries.computeIfAbsent(name, _ -> new LinkedHashMap<>());
    }

    void add(String entry, String figure, Parsed value, double seconds) {
        entry(entry).computeIfAbsent(figure, _ -> new ArrayList<>()).add(new Figure(value, seconds));
    }

    void add(String entry, String figure, double value) {
        add(entry, figure, Numbers.finite(value, ""), 0);
    }

    /// The selected number.
    Reading select(Metric metric, String select, String place) {
        try {
            int at = select.lastIndexOf('@');
            String entry = at < 0 ? (isFigure(select) ? "" : select) : select.substring(0, at);
            String figure = at < 0 ? (isFigure(select) ? select : "") : select.substring(at + 1);
            return number(metric, find(entry, place), figure, place);
        } catch (Source.Unreadable e) {
            return Unusables.of(metric, e.why());
        }
    }

    private boolean isFigure(String select) {
        return !entries.containsKey(select)
                && entries.values().stream().anyMatch(figures -> figures.containsKey(select));
    }

    private String find(String wanted, String place) throws Source.Unreadable {
        if (entries.isEmpty()) {
            throw new Source.Unreadable("was not found: " + place + " has no entries");
        }
        if (wanted.isEmpty()) {
            if (entries.containsKey(defaultEntry)) {
                return defaultEntry;
            }
            List<String> candidates = inFront(entries.keySet());
            if (candidates.size() > 1) {
                throw new Source.Unreadable("is ambiguous: " + place + " has " + candidates.size()
                        + " entries, choose one with select: " + listed(candidates));
            }
            return candidates.getFirst();
        }
        if (entries.containsKey(wanted)) {
            return wanted;
        }
        List<String> matching = inFront(entries.keySet().stream().filter(name -> name.contains(wanted)).toList());
        if (matching.size() == 1) {
            return matching.getFirst();
        }
        throw new Source.Unreadable(matching.isEmpty()
                ? "was not found: " + place + " has no entry or figure " + wanted + ", it has "
                        + listed(List.copyOf(entries.keySet()))
                : "is ambiguous: " + wanted + " is part of several entries of " + place + ": " + listed(matching));
    }

    private List<String> inFront(Collection<String> names) {
        List<String> front = names.stream().filter(name -> !asides.contains(name)).toList();
        return front.isEmpty() ? List.copyOf(names) : front;
    }

    private Reading number(Metric metric, String entry, String wanted, String place) throws Source.Unreadable {
        Map<String, List<Figure>> figures = entry(entry);
        String figure = wanted.isEmpty()
                ? defaultFigures.stream().filter(figures::containsKey).findFirst().orElse("")
                : wanted;
        List<Figure> found = figures.getOrDefault(figure, List.of());
        if (found.isEmpty()) {
            throw new Source.Unreadable("was not found: " + place + " has no figure "
                    + (wanted.isEmpty() ? String.join(" or ", defaultFigures) : wanted)
                    + (entry.isEmpty() ? "" : " of " + Numbers.quote(entry)) + ", it has "
                    + listed(List.copyOf(figures.keySet())));
        }
        OptionalDouble unit = Units.secondsPerUnit(metric);
        double[] values = new double[found.size()];
        for (int i = 0; i < values.length; i++) {
            Figure each = found.get(i);
            if (each.value() instanceof Parsed.Not(String why)) {
                throw new Source.Unreadable(
                        why + " at " + figure + (entry.isEmpty() ? "" : " of " + Numbers.quote(entry)) + " of "
                                + place);
            }
            double value = ((Parsed.Finite) each.value()).value();
            values[i] = each.seconds() > 0 && unit.isPresent() ? value * each.seconds() / unit.getAsDouble() : value;
        }
        return new Reading.Value(Series.median(values));
    }

    private static String listed(List<String> names) {
        String shown = String.join(", ", names.stream().limit(LISTED).map(Numbers::quote).toList());
        return names.isEmpty() ? "none" : names.size() > LISTED ? shown + " …" : shown;
    }
}
