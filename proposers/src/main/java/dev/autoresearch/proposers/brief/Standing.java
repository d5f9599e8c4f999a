package dev.autoresearch.proposers.brief;

import dev.autoresearch.config.Quantity;
import dev.autoresearch.config.Scale;
import dev.autoresearch.decision.NoiseScale;
import dev.autoresearch.journal.Axis;
import dev.autoresearch.journal.Noise;
import dev.autoresearch.objective.Numbers;
import dev.autoresearch.proposer.Brief;
import dev.autoresearch.proposers.text.OneLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Noise and budget in words.
final class Standing {
    private static final int AXES = 5;
    private static final int NAME = 40;

    private Standing() {}

    /// One line for each metric that decides, without line ends.
    static List<String> noise(Noise noise) {
        if (!noise.calibrated()) {
            return List.of("How noisy the metrics are is not known yet.");
        }
        var lines = new ArrayList<String>();
        for (Axis axis : noise.axes().subList(0, Math.min(AXES, noise.axes().size()))) {
            List<Double> seen = noise.deviations().getOrDefault(axis.metric(), List.of());
            String name = OneLine.of(axis.metric(), NAME);
            lines.add(axis.deterministic()
                    ? name + " has no noise: runs of the same state give the same value, so any gain can be seen."
                    : seen.isEmpty()
                            ? name + " is noisy; by how much is not known."
                            : name + " is noisy: two runs of the same state differ by about "
                                    + amount(axis.scale(), NoiseScale.of(seen))
                                    + ". Changes are measured in pairs against the best state; a gain much smaller than"
                                    + " that is hardly ever shown.");
        }
        if (!noise.timing().run().isZero()) {
            lines.add("One run takes " + span(noise.timing().run()) + ".");
        }
        return lines;
    }

    /// What is left, one sentence.
    static String budget(Brief.Left left) {
        var parts = new ArrayList<String>();
        if (left.experiments() != null) {
            parts.add(left.experiments() + (left.experiments() == 1 ? " experiment" : " experiments"));
        }
        Duration wall = left.wall();
        if (wall != null) {
            parts.add(span(wall));
        }
        if (left.dollars() != null) {
            parts.add(String.format(Locale.ROOT, "%.2f US dollars", left.dollars()));
        }
        if (left.tokens() != null) {
            parts.add(left.tokens() + " tokens");
        }
        return parts.isEmpty() ? "The budget has no cap." : "Left of the budget: " + String.join(", ", parts) + ".";
    }

    private static String amount(Scale scale, double size) {
        return scale == Scale.LOG
                ? Numbers.forPeople(Math.max(0.01, Math.rint(size * 10_000) / 100)) + " %"
                : Numbers.forPeople(Double.parseDouble(String.format(Locale.ROOT, "%.2g", size)));
    }

    private static String span(Duration time) {
        if (time.compareTo(Duration.ofSeconds(1)) < 0) {
            return time.toMillis() + " ms";
        }
        if (time.compareTo(Duration.ofMinutes(1)) < 0) {
            return Numbers.forPeople(Math.rint(time.toMillis() / 100.0) / 10) + " s";
        }
        return time.compareTo(Duration.ofHours(1)) < 0
                ? Quantity.text(Duration.ofSeconds(time.toSeconds()))
                : Quantity.text(Duration.ofMinutes(time.toMinutes()));
    }
}
