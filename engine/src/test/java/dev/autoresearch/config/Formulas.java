package dev.autoresearch.config;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Formulas for tests.
public final class Formulas {
    private Formulas() {}

    /// Any formula over these names.
    ///
    /// @param depth how deep it may be
    public static Formula random(Random random, int depth, List<String> names) {
        if (depth == 0 || random.nextInt(5) == 0) {
            return random.nextBoolean()
                    ? new Formula.Variable(names.get(random.nextInt(names.size())))
                    : new Formula.Constant(constant(random));
        }
        return switch (random.nextInt(4)) {
            case 0 -> new Formula.Negated(random(random, depth - 1, names));
            case 1 -> {
                var functions = Formula.Function.values();
                Formula.Function function = functions[random.nextInt(functions.length)];
                int count = function.takesSeveral() ? random.nextInt(1, 4) : 1;
                yield new Formula.Call(function, IntStream.range(0, count)
                        .mapToObj(_ -> random(random, depth - 1, names)).toList());
            }
            default -> {
                var operators = Formula.Operator.values();
                yield new Formula.Binary(operators[random.nextInt(operators.length)],
                        random(random, depth - 1, names), random(random, depth - 1, names));
            }
        };
    }

    private static double constant(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(10);
            case 1 -> random.nextInt(1000) / 100.0;
            case 2 -> random.nextDouble() * Math.pow(10, random.nextInt(-20, 20));
            default -> 0.5;
        };
    }
}
