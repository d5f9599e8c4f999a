package dev.autoresearch.objective;

import dev.autoresearch.config.Formula;
import java.util.List;
import java.util.Map;

/// Computes a [Formula]. Where it has no value it says why; NaN and infinity never come out.
final class FormulaValue {
    private final Map<String, Double> metrics;

    private FormulaValue(Map<String, Double> metrics) {
        this.metrics = metrics;
    }

    private static final class NoValue extends Exception {
        private static final long serialVersionUID = 1L;
        private final String why;

        NoValue(String why) {
            super(why);
            this.why = why;
        }
    }

    /// The value of a formula, or why there is none.
    static Reading of(Formula formula, Map<String, Double> metrics) {
        try {
            return new Reading.Value(new FormulaValue(metrics).value(formula));
        } catch (NoValue e) {
            return new Reading.Unusable(e.why);
        }
    }

    private double value(Formula formula) throws NoValue {
        return switch (formula) {
            case Formula.Constant(double number) -> number;
            case Formula.Variable(String metric) -> {
                Double value = metrics.get(metric);
                if (value == null) {
                    throw new NoValue("there is no " + metric);
                }
                yield finite(value, formula);
            }
            case Formula.Negated(Formula of) -> -value(of);
            case Formula.Binary(Formula.Operator operator, Formula left, Formula right) ->
                finite(binary(operator, value(left), value(right), formula), formula);
            case Formula.Call(Formula.Function function, List<Formula> of) ->
                finite(call(function, of, formula), formula);
        };
    }

    private static double binary(Formula.Operator operator, double left, double right, Formula whole) throws NoValue {
        return switch (operator) {
            case PLUS -> left + right;
            case MINUS -> left - right;
            case TIMES -> left * right;
            case DIVIDED_BY -> {
                if (right == 0) {
                    throw new NoValue(whole.text() + " divides by 0");
                }
                yield left / right;
            }
            case TO_THE -> {
                if (left == 0 && right < 0) {
                    throw new NoValue(whole.text() + " divides by 0");
                }
                yield Math.pow(left, right);
            }
        };
    }

    private double call(Formula.Function function, List<Formula> of, Formula whole) throws NoValue {
        double first = value(of.getFirst());
        return switch (function) {
            case MIN, MAX -> {
                double found = first;
                for (Formula other : of.subList(1, of.size())) {
                    double value = value(other);
                    found = function == Formula.Function.MIN ? Math.min(found, value) : Math.max(found, value);
                }
                yield found;
            }
            case LOG -> {
                if (first <= 0) {
                    throw new NoValue(whole.text() + " is the logarithm of " + Numbers.forPeople(first));
                }
                yield Math.log(first);
            }
            case EXP -> Math.exp(first);
            case SQRT -> {
                if (first < 0) {
                    throw new NoValue(whole.text() + " is the square root of " + Numbers.forPeople(first));
                }
                yield Math.sqrt(first);
            }
            case ABS -> Math.abs(first);
        };
    }

    private static double finite(double value, Formula whole) throws NoValue {
        if (Double.isNaN(value)) {
            throw new NoValue(whole.text() + " is not a number");
        }
        if (Double.isInfinite(value)) {
            throw new NoValue(whole.text() + " is too large for a number");
        }
        return value;
    }
}
