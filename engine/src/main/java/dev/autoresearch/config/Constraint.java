package dev.autoresearch.config;

/// What a metric must hold, written as `p99_ms < 200` or `memory_gb <= 1.1 × baseline`.
///
/// @param metric     the metric's name
/// @param comparison how its value must stand to the limit
/// @param limit      the limit
/// @param price      0 for a hard constraint: a run that breaks it is discarded at once. Above 0 for a soft one: each
///                   percent over the limit costs so many percent of the deciding metric
public record Constraint(String metric, Comparison comparison, Limit limit, double price) {

    /// How a value must stand to the limit.
    public enum Comparison {
        /// Lower than the limit.
        BELOW("<"),
        /// Lower than the limit or equal to it.
        AT_MOST("<="),
        /// Higher than the limit.
        ABOVE(">"),
        /// Higher than the limit or equal to it.
        AT_LEAST(">=");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        /// The sign in configuration and messages.
        public String sign() {
            return sign;
        }

        /// Whether `value` stands so to `limit`.
        public boolean holds(double value, double limit) {
            return switch (this) {
                case BELOW -> value < limit;
                case AT_MOST -> value <= limit;
                case ABOVE -> value > limit;
                case AT_LEAST -> value >= limit;
            };
        }

        /// Which way a value gets nearer to holding.
        public Direction direction() {
            return this == BELOW || this == AT_MOST ? Direction.LOWER : Direction.HIGHER;
        }
    }

    /// The limit of a constraint.
    public sealed interface Limit {

        /// A number.
        record Absolute(double value) implements Limit {}

        /// A multiple of the metric's value on the unchanged project.
        ///
        /// @param factor above 0
        record OfBaseline(double factor) implements Limit {}
    }

    /// A hard constraint.
    public Constraint(String metric, Comparison comparison, Limit limit) {
        this(metric, comparison, limit, 0);
    }

    /// Whether breaking it means discarding at once.
    public boolean hard() {
        return price == 0;
    }

    /// The constraint as the configuration writes it, without its price.
    public String text() {
        return metric + " " + comparison.sign() + " " + switch (limit) {
            case Limit.Absolute(double value) -> Quantity.text(value);
            case Limit.OfBaseline(double factor) -> factor == 1 ? "baseline" : Quantity.text(factor) + " × baseline";
        };
    }
}
