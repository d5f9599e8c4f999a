package dev.autoresearch.config;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// An arithmetic formula over metrics, parsed once. Nothing in it can run anything.
public sealed interface Formula {

    /// A number.
    ///
    /// @param value finite, at least 0: a negative one is a [Negated] one
    record Constant(double value) implements Formula {}

    /// The value of a metric.
    record Variable(String metric) implements Formula {}

    /// The opposite number.
    record Negated(Formula of) implements Formula {}

    /// Two formulas with an operator between.
    record Binary(Operator operator, Formula left, Formula right) implements Formula {}

    /// A function of formulas.
    ///
    /// @param of one formula; at least one for [Function#MIN] and [Function#MAX]
    record Call(Function function, List<Formula> of) implements Formula {

        /// Copies the list.
        public Call {
            of = List.copyOf(of);
        }
    }

    /// What stands between two formulas.
    enum Operator {
        /// Sum.
        PLUS('+', 1),
        /// Difference.
        MINUS('-', 1),
        /// Product.
        TIMES('*', 2),
        /// Quotient.
        DIVIDED_BY('/', 2),
        /// Power; `a ^ b ^ c` is `a ^ (b ^ c)`.
        TO_THE('^', 4);

        private final char sign;
        private final int strength;

        Operator(char sign, int strength) {
            this.sign = sign;
            this.strength = strength;
        }

        /// How it is written.
        public char sign() {
            return sign;
        }
    }

    /// The functions, called by their name in small letters.
    enum Function {
        /// The smallest.
        MIN,
        /// The largest.
        MAX,
        /// Natural logarithm.
        LOG,
        /// Exponential.
        EXP,
        /// Square root.
        SQRT,
        /// Absolute value.
        ABS;

        /// The name in a formula.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Whether it takes several formulas.
        public boolean takesSeveral() {
            return this == MIN || this == MAX;
        }
    }

    /// What a text is as a formula.
    sealed interface Parsed {

        /// It is one.
        record Sound(Formula formula) implements Parsed {}

        /// It is none.
        ///
        /// @param position   where, counted in characters from 1
        /// @param what       what stands there
        /// @param expected   what was expected there
        /// @param suggestion what to write; empty when there is nothing to suggest
        record Wrong(int position, String what, String expected, String suggestion) implements Parsed {}
    }

    /// Reads a formula: numbers, names of metrics, `+ - * / ^` (also `×` and `÷`), parentheses, a minus in front, and
    /// `min max log exp sqrt abs` with parentheses. `^` binds strongest, then a minus in front, then `* /`, then `+ -`.
    ///
    /// Names of metrics may have `-` in them, so what is written without blanks is read by what is known: in `a-b` the
    /// longest known name wins. When there is a metric `a-b` it is that one; otherwise it is `a` minus `b`. With blanks
    /// around it, a `-` is always a minus.
    ///
    /// @param metrics the names that may occur
    static Parsed parse(String text, Collection<String> metrics) {
        return FormulaParser.parse(text, metrics);
    }

    /// The metrics in it, in the order of their first use.
    default Set<String> metrics() {
        return switch (this) {
            case Constant _ -> Set.of();
            case Variable(String metric) -> Set.of(metric);
            case Negated(Formula of) -> of.metrics();
            case Binary(_, Formula left, Formula right) -> {
                var all = new LinkedHashSet<>(left.metrics());
                all.addAll(right.metrics());
                yield all;
            }
            case Call(_, List<Formula> of) ->
                of.stream().flatMap(part -> part.metrics().stream())
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        };
    }

    /// The formula with as few parentheses as it needs; [#parse] reads the same formula back.
    default String text() {
        return switch (this) {
            case Constant(double value) -> Quantity.text(value);
            case Variable(String metric) -> metric;
            case Negated(Formula of) -> "-" + of.within(3);
            case Binary(Operator operator, Formula left, Formula right) -> {
                boolean power = operator == Operator.TO_THE;
                int strength = operator.strength;
                yield left.within(power ? strength + 1 : strength) + " " + operator.sign() + " "
                        + right.within(power ? 3 : strength + 1);
            }
            case Call(Function function, List<Formula> of) -> function.word() + "("
                    + of.stream().map(Formula::text).collect(Collectors.joining(", ")) + ")";
        };
    }

    private String within(int strength) {
        int own = switch (this) {
            case Constant _, Variable _, Call _ -> 5;
            case Negated _ -> 3;
            case Binary(Operator operator, _, _) -> operator.strength;
        };
        return own < strength ? "(" + text() + ")" : text();
    }
}
