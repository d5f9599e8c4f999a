package dev.autoresearch.proposers.search.knob;

import dev.autoresearch.proposers.search.knob.TextFile.Replacement;
import dev.autoresearch.proposers.search.optimize.Point;
import dev.autoresearch.proposers.search.optimize.Space;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The knobs of a project folder at one moment. Immutable.
public final class KnobSet {
    private final List<Tunable> tunables;
    private final List<TextFile> files;
    private final Space space;

    KnobSet(List<Tunable> tunables, List<TextFile> files) {
        this.tunables = List.copyOf(tunables);
        this.files = List.copyOf(files);
        this.space = new Space(tunables.stream().map(tunable -> tunable.domain().dimension()).toList());
    }

    /// The knobs, by file and place.
    public List<Tunable> tunables() {
        return tunables;
    }

    /// What the optimiser searches: one dimension a knob, in the same order.
    public Space space() {
        return space;
    }

    /// The values that stand in the files.
    public Point current() {
        return Point.of(tunables.stream()
                .mapToDouble(tunable -> tunable.domain().value(tunable.text()).orElseThrow()).toArray());
    }

    /// What differs at a point from the start of the session: text by knob. Two points are the same if and only if their
    /// differences are.
    public Map<String, String> differences(Point point) {
        var differences = new TreeMap<String, String>();
        for (int i = 0; i < tunables.size(); i++) {
            Tunable tunable = tunables.get(i);
            if (!same(tunable, tunable.origin(), point.value(i))) {
                differences.put(tunable.id(), tunable.domain().text(point.value(i)));
            }
        }
        return differences;
    }

    /// The point of such differences, empty when a knob cannot have that value any more.
    public Optional<Point> at(Map<String, String> differences) {
        double[] values = new double[tunables.size()];
        for (int i = 0; i < values.length; i++) {
            Tunable tunable = tunables.get(i);
            var value = tunable.domain().value(differences.getOrDefault(tunable.id(), tunable.origin()));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values[i] = value.getAsDouble();
        }
        return Optional.of(Point.of(values));
    }

    /// The text of each knob at a point. A knob that keeps its value keeps its text, and one that goes back to where the
    /// session began gets the text it had there.
    public List<String> texts(Point point) {
        var texts = new ArrayList<String>();
        for (int i = 0; i < tunables.size(); i++) {
            Tunable tunable = tunables.get(i);
            double value = point.value(i);
            if (same(tunable, tunable.text(), value)) {
                texts.add(tunable.text());
            } else {
                texts.add(same(tunable, tunable.origin(), value) ? tunable.origin() : tunable.domain().text(value));
            }
        }
        return texts;
    }

    private static boolean same(Tunable tunable, String text, double value) {
        var meant = tunable.domain().value(text);
        return meant.isPresent() && meant.getAsDouble() == value;
    }

    /// Writes the values of a point into the files; every byte outside the values that change stays as it is.
    public void write(Path root, Point point) throws IOException {
        List<String> texts = texts(point);
        for (TextFile file : files) {
            var replacements = new ArrayList<Replacement>();
            for (int i = 0; i < tunables.size(); i++) {
                Tunable tunable = tunables.get(i);
                if (tunable.file().equals(file.path()) && !tunable.text().equals(texts.get(i))) {
                    replacements.add(
                            new Replacement(tunable.place().start(), tunable.place().end(), texts.get(i)));
                }
            }
            if (!replacements.isEmpty()) {
                file.write(root, replacements);
            }
        }
    }
}
