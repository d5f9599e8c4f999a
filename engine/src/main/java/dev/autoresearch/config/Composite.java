package dev.autoresearch.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// How several metrics become one number, the score, under [Decide.Rule#WEIGHTED]. Either weights or a formula.
///
/// @param weights   weights above 0 by metric, in the user's order; a metric that is to be low enters the sum as its
///                  inverse, so that the sum is better higher. Empty when there is a formula
/// @param score     formula over the metrics' names, with + - * / ^, parentheses, min, max, log, exp, sqrt, abs
/// @param normalise whether each metric is divided by its value on the unchanged project first
/// @param direction which way the formula's value is better; the sum of weights is always better higher
public record Composite(Map<String, Double> weights, Optional<Formula> score, boolean normalise, Direction direction) {

    /// No score.
    public static final Composite NONE = new Composite(Map.of(), Optional.empty(), true, Direction.HIGHER);

    /// Copies the map, whose order is the order of summation.
    public Composite {
        weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
        if (!weights.isEmpty() && score.isPresent()) {
            throw new IllegalArgumentException("weights and a formula cannot both make the score");
        }
    }

    /// A score of these weights.
    public static Composite of(Map<String, Double> weights) {
        return new Composite(weights, Optional.empty(), true, Direction.HIGHER);
    }

    /// A score by a formula, better higher.
    public static Composite of(Formula formula) {
        return new Composite(Map.of(), Optional.of(formula), true, Direction.HIGHER);
    }

    /// The same score with or without division by the unchanged project's values.
    public Composite normalised(boolean by) {
        return new Composite(weights, score, by, direction);
    }

    /// The same score with another direction.
    public Composite towards(Direction better) {
        return new Composite(weights, score, normalise, better);
    }

    /// Whether there is no score.
    public boolean isEmpty() {
        return weights.isEmpty() && score.isEmpty();
    }
}
