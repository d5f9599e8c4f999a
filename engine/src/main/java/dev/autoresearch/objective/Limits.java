package dev.autoresearch.objective;

import dev.autoresearch.config.Constraint;
import dev.autoresearch.config.Direction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// The constraints with their limits as numbers.
///
/// @param constraints what must hold
/// @param baseline    values of the unchanged project; a limit that refers to a value that is not there holds nothing yet
record Limits(List<Constraint> constraints, Map<String, Double> baseline) {

    /// The constraints that discard.
    List<Constraint> hard() {
        return constraints.stream().filter(Constraint::hard).toList();
    }

    /// Whether a constraint is broken by what was measured.
    boolean breaks(Constraint constraint, Map<String, Double> metrics) {
        Double value = metrics.get(constraint.metric());
        OptionalDouble limit = limit(constraint);
        return value != null && limit.isPresent() && !constraint.comparison().holds(value, limit.getAsDouble());
    }

    /// The sentence about a broken constraint, for example `p99_ms 240 is not < 200`.
    Optional<String> sentence(Constraint constraint, Map<String, Double> metrics) {
        if (!breaks(constraint, metrics)) {
            return Optional.empty();
        }
        double limit = limit(constraint).orElseThrow();
        Numbers.Pair shown = Numbers.forPeople(metrics.getOrDefault(constraint.metric(), Double.NaN), limit);
        String of = switch (constraint.limit()) {
            case Constraint.Limit.Absolute _ -> "";
            case Constraint.Limit.OfBaseline(double factor) ->
                factor == 1 ? " (baseline)" : " (" + Numbers.forPeople(factor) + " × baseline)";
        };
        return Optional.of(constraint.metric() + " " + shown.one() + " is not " + constraint.comparison().sign() + " "
                + shown.other() + of);
    }

    /// What a value of a deciding metric becomes when soft constraints are broken: worse by `price` times the overshoot,
    /// which is the share of the limit by which the constrained metric is beyond it; of a limit of 0, the distance.
    double priced(double value, Direction direction, Map<String, Double> metrics) {
        double factor = 1;
        for (Constraint soft : constraints) {
            if (!soft.hard() && breaks(soft, metrics)) {
                factor *= 1 + soft.price() * overshoot(soft, metrics);
            }
        }
        // Of a negative number less is more: what makes 10 worse makes -10 better.
        boolean grows = (direction == Direction.LOWER) == (value >= 0);
        return grows ? value * factor : value / factor;
    }

    /// The share of its limit by which a constraint is broken, of a limit of 0 the distance; 0 where it holds.
    double overshoot(Constraint constraint, Map<String, Double> metrics) {
        if (!breaks(constraint, metrics)) {
            return 0;
        }
        double limit = limit(constraint).orElseThrow();
        double over = Math.abs(metrics.getOrDefault(constraint.metric(), limit) - limit);
        return limit == 0 ? over : over / Math.abs(limit);
    }

    private OptionalDouble limit(Constraint constraint) {
        return switch (constraint.limit()) {
            case Constraint.Limit.Absolute(double value) -> OptionalDouble.of(value);
            case Constraint.Limit.OfBaseline(double factor) -> {
                Double value = baseline.get(constraint.metric());
                yield value == null ? OptionalDouble.empty() : OptionalDouble.of(factor * value);
            }
        };
    }
}
