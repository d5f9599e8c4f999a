package dev.autoresearch.objective;

import dev.autoresearch.config.Composite;
import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Metric;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The one number that several metrics make under the rule `weighted`.
///
/// @param composite how
/// @param metrics   the metrics of a run
/// @param baseline  their values on the unchanged project; empty while they are being measured, when nothing is divided
///                  by them yet
record Score(Composite composite, List<Metric> metrics, Map<String, Double> baseline) {
    /// What the number is called.
    static final String NAME = "score";

    /// Which way it is better.
    Direction direction() {
        return composite.weights().isEmpty() ? composite.direction() : Direction.HIGHER;
    }

    /// The score of a run, or why it has none.
    Reading of(Map<String, Double> run) {
        var values = new HashMap<>(run);
        if (composite.normalise() && !baseline.isEmpty()) {
            for (String metric : named()) {
                double usual = baseline.getOrDefault(metric, Double.NaN);
                if (usual == 0 || Double.isNaN(usual)) {
                    return new Reading.Unusable("has no value: " + metric + " is " + (usual == 0 ? "0" : "unknown")
                            + " on the unchanged project, by which it is divided unless decide.normalise is false");
                }
                values.computeIfPresent(metric, (_, value) -> value / usual);
            }
        }
        return composite.score().map(formula -> formula(FormulaValue.of(formula, values)))
                .orElseGet(() -> sum(values));
    }

    private List<String> named() {
        return List.copyOf(composite.score().map(formula -> formula.metrics()).orElse(composite.weights().keySet()));
    }

    private static Reading formula(Reading reading) {
        return switch (reading) {
            case Reading.Value value -> value;
            case Reading.Unusable(String why) -> new Reading.Unusable("has no value: " + why);
        };
    }

    private Reading sum(Map<String, Double> values) {
        double sum = 0;
        for (Map.Entry<String, Double> part : composite.weights().entrySet()) {
            String metric = part.getKey();
            Double value = values.get(metric);
            if (value == null) {
                return new Reading.Unusable("has no value: there is no " + metric);
            }
            boolean lower = metrics.stream()
                    .anyMatch(one -> one.name().equals(metric) && one.direction() == Direction.LOWER);
            if (lower && value == 0) {
                return new Reading.Unusable(
                        "has no value: " + metric + " is 0, and as it is to be low its inverse counts");
            }
            sum += part.getValue() * (lower ? 1 / value : value);
        }
        return Double.isFinite(sum)
                ? new Reading.Value(sum)
                : new Reading.Unusable("has no value: the weighted sum is too large for a number");
    }
}
