package dev.autoresearch.objective;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.Formula;
import dev.autoresearch.config.Formulas;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulaValueTest {
    private static final Map<String, Double> VALUES = Map.of("a", 2.0, "b", 3.0, "zero", 0.0, "big", 1e200);

    private static Reading value(String text) {
        var parsed = (Formula.Parsed.Sound) Formula.parse(text, List.of("a", "b", "zero", "big", "gone"));
        return FormulaValue.of(parsed.formula(), VALUES);
    }

    @ParameterizedTest
    @CsvSource({"a + b * 2, 8", "(a + b) * 2, 10", "a - b - 1, -2", "a / b / 2, 0.3333333333333333", "-a ^ 2, -4",
            "(-a) ^ 2, 4", "2 ^ b ^ a, 512", "a ^ -1, 0.5", "'max(a, b, 1)', 3", "'min(a, b, 1)', 1", "abs(a - b), 1",
            "sqrt(a * 8), 4", "log(exp(b)), 3", "zero ^ zero, 1", "0.5 * b + 0.3 * (1 / a), 1.65"})
    void aFormulaHasItsValue(String text, double expected) {
        assertThat(value(text)).isEqualTo(new Reading.Value(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"a / zero | a / zero divides by 0", "a / (b - 3) | a / (b - 3) divides by 0",
            "zero ^ -1 | zero ^ -1 divides by 0", "log(a - b) | log(a - b) is the logarithm of -1",
            "log(zero) | log(zero) is the logarithm of 0", "sqrt(-b) | sqrt(-b) is the square root of -3",
            "(-a) ^ 0.5 | (-a) ^ 0.5 is not a number", "big * big | big * big is too large for a number",
            "exp(big) | exp(big) is too large for a number", "1 + gone | there is no gone",
            "min(1, a / zero) | a / zero divides by 0"})
    void whereAFormulaHasNoValueItSaysWhy(String text, String why) {
        assertThat(value(text)).isEqualTo(new Reading.Unusable(why));
    }

    /// The same formula in postfix order, computed on a stack, with NaN for what has no value.
    private static double reference(Formula formula) {
        var stack = new ArrayList<Double>();
        push(formula, stack);
        return stack.getLast();
    }

    private static void push(Formula formula, List<Double> stack) {
        switch (formula) {
            case Formula.Constant(double number) -> stack.add(number);
            case Formula.Variable(String name) -> stack.add(VALUES.getOrDefault(name, Double.NaN));
            case Formula.Negated(Formula of) -> {
                push(of, stack);
                stack.add(-stack.removeLast());
            }
            case Formula.Binary(Formula.Operator operator, Formula left, Formula right) -> {
                push(left, stack);
                push(right, stack);
                double second = stack.removeLast();
                double first = stack.removeLast();
                stack.add(only(switch (operator.sign()) {
                    case '+' -> first + second;
                    case '-' -> first - second;
                    case '*' -> first * second;
                    case '/' -> first / second;
                    default -> Double.isNaN(first) || Double.isNaN(second) ? Double.NaN : Math.pow(first, second);
                }));
            }
            case Formula.Call(Formula.Function function, List<Formula> of) -> {
                of.forEach(part -> push(part, stack));
                double found = stack.removeLast();
                for (int i = 1; i < of.size(); i++) {
                    double next = stack.removeLast();
                    found = function == Formula.Function.MIN ? Math.min(found, next) : Math.max(found, next);
                }
                stack.add(only(switch (function.word()) {
                    case "log" -> Math.log(found);
                    case "exp" -> Math.exp(found);
                    case "sqrt" -> found < 0 ? Double.NaN : Math.sqrt(found);
                    case "abs" -> Math.abs(found);
                    default -> found;
                }));
            }
        }
    }

    private static double only(double value) {
        return Double.isFinite(value) ? value : Double.NaN;
    }

    @Test
    void anyFormulaHasTheValueOfAReferenceOrNone() {
        int values = 0;
        for (long seed = 1; seed <= 20_000; seed++) {
            Formula formula = Formulas.random(new Random(seed), 5, List.of("a", "b", "zero", "big"));
            double expected = reference(formula);
            Reading reading = FormulaValue.of(formula, VALUES);
            if (Double.isNaN(expected)) {
                assertThat(reading).as("seed %d: %s", seed, formula.text()).isInstanceOf(Reading.Unusable.class);
            } else {
                assertThat(reading).as("seed %d: %s", seed, formula.text()).isEqualTo(new Reading.Value(expected));
                values++;
            }
        }
        assertThat(values).isGreaterThan(5_000);
    }
}
