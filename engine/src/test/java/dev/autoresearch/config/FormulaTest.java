package dev.autoresearch.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulaTest {
    private static final List<String> NAMES = List.of("a", "b", "p99_ms", "p99-ms", "time.µs", "min", "1st", "x-1");

    private static Formula sound(String text, Set<String> names) {
        Formula.Parsed parsed = Formula.parse(text, names);
        assertThat(parsed).as(text).isInstanceOf(Formula.Parsed.Sound.class);
        return ((Formula.Parsed.Sound) parsed).formula();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"a+b*2 | a + b * 2", "(a+b)*2 | (a + b) * 2", "a-(b-1) | a - (b - 1)",
            "a - b - 1 | a - b - 1", "a / b / 2 | a / b / 2", "a/(b/2) | a / (b / 2)", "a^b^2 | a ^ b ^ 2",
            "(a^b)^2 | (a ^ b) ^ 2", "-a^2 | -a ^ 2", "(-a)^2 | (-a) ^ 2", "a^-b | a ^ -b", "--a | --a",
            "a * -b | a * -b", "a × b ÷ 2 | a * b / 2", "max(a, b , 1) | max(a, b, 1)", "min(a) | min(a)",
            "log(exp(sqrt(abs(a)))) | log(exp(sqrt(abs(a))))", "min + 1 | min + 1", "1e-3*a | 0.001 * a",
            ".5*a | 0.5 * a", "2.*a | 2 * a", "0.5 * a + 0.3 * (1 / b) | 0.5 * a + 0.3 * (1 / b)",
            "1st * 2 | 1st * 2", "time.µs / 2 | time.µs / 2", "((a)) | a", "1e300 * a | 1.0E300 * a"})
    void aFormulaIsReadByTheUsualBindingAndWrittenWithFewParentheses(String text, String written) {
        Formula formula = sound(text, Set.copyOf(NAMES));
        assertThat(formula.text()).isEqualTo(written);
        assertThat(sound(written, Set.copyOf(NAMES))).isEqualTo(formula);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"a-b | a,b | a - b", "a-b | a,b,a-b | a-b", "a - b | a,b,a-b | a - b",
            "a-b-c | a-b,c | a-b - c", "a-b-c | a,b-c | a - b-c", "a-b-c | a,b,c | a - b - c", "a-1 | a | a - 1",
            "x-1 | x,x-1 | x-1", "x -1 | x,x-1 | x - 1", "2-a | a | 2 - a", "a--b | a,b | a - -b",
            "max-a | max,a | max - a", "1e-3 | a,1e-3 | 0.001"})
    void aKnownMetricNameWinsOverAMinus(String text, String names, String written) {
        Formula formula = sound(text, Set.of(names.split(",")));
        if (formula instanceof Formula.Variable(String metric)) {
            assertThat(metric).isEqualTo(written);
        } else {
            assertThat(formula.text()).isEqualTo(written);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"'' | 1 | the end | a number, a metric", "a + | 4 | the end | a number",
            "a b | 3 | 'b' | an operator", "(a | 3 | the end | the ) that belongs", "a) | 2 | ')' | an operator",
            "q * 2 | 1 | the name 'q' | one of a, b", "a + c-d | 5 | the name 'c' | one of a, b",
            "log(a, b) | 6 | ',' | the one value of log", "log a | 5 | 'a' | ( after log", "max() | 5 | ')' | a number",
            "a = 5 | 3 | '=' | an operator", "a $ b | 3 | '$' | an operator", "1..2 | 3 | '.' | an operator",
            "+a | 1 | '+' | a number", "a ** 2 | 3 | '**' | one operator", "1e400 | 1 | '1e400' | not so large",
            "a % 2 | 3 | '%' | an operator", "sin(a) | 1 | the name 'sin' | one of a, b"})
    void aMistakeIsToldWithItsPlaceAndWhatWasExpected(String text, int position, String what, String expected) {
        var wrong = (Formula.Parsed.Wrong) Formula.parse(text, List.of("a", "b"));
        assertThat(wrong.position()).isEqualTo(position);
        assertThat(wrong.what()).contains(what);
        assertThat(wrong.expected()).contains(expected);
    }

    @Test
    void hostileTextIsRefusedInFiniteDepth() {
        for (String text : List.of("(".repeat(1_900), "-".repeat(1_900) + "a", "a^".repeat(900) + "a",
                "max(".repeat(400), "a" + "+a".repeat(2_000))) {
            assertThat(Formula.parse(text, List.of("a"))).isInstanceOf(Formula.Parsed.Wrong.class);
        }
    }

    @Test
    void anyFormulaIsReadBackFromItsText() {
        for (long seed = 1; seed <= 5_000; seed++) {
            Formula formula = Formulas.random(new Random(seed), 5, NAMES);
            assertThat(Formula.parse(formula.text(), NAMES)).as("seed %d: %s", seed, formula.text())
                    .isEqualTo(new Formula.Parsed.Sound(formula));
        }
    }

    @Test
    void anyTextIsReadOrRefused() {
        String letters = "ab-+*/^().,019eE minmaxlog_µ×÷=%$💥";
        for (long seed = 1; seed <= 20_000; seed++) {
            var random = new Random(seed);
            var text = new StringBuilder();
            IntStream.range(0, random.nextInt(12))
                    .forEach(_ -> text.append(letters.charAt(random.nextInt(letters.length()))));
            assertThat(Formula.parse(text.toString(), NAMES)).as("seed %d", seed).isNotNull();
        }
    }
}
