package dev.autoresearch.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads a [Formula] by recursive descent, one method a level of binding.
final class FormulaParser {
    /// The longest text that is read, in characters.
    static final int LONGEST = 2_000;

    private static final int DEEPEST = 50;
    private static final String OPERAND = "a number, a metric, a function or (";
    private static final String OPERATOR = "an operator such as + or *";
    private static final Pattern NUMBER = Pattern.compile("(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.µ-]+");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.µ]+");

    private final String text;
    private final Collection<String> metrics;
    private int at;
    private int depth;

    private FormulaParser(String text, Collection<String> metrics) {
        this.text = text;
        this.metrics = new TreeSet<>(metrics);
    }

    private static final class Mistake extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Formula.Parsed.Wrong wrong;

        Mistake(Formula.Parsed.Wrong wrong) {
            super(wrong.what());
            this.wrong = wrong;
        }
    }

    static Formula.Parsed parse(String text, Collection<String> metrics) {
        if (text.length() > LONGEST) {
            return new Formula.Parsed.Wrong(LONGEST + 1, "more than " + LONGEST + " characters", "a shorter formula",
                    "");
        }
        var parser = new FormulaParser(text, metrics);
        try {
            Formula formula = parser.sum();
            if (parser.peek() != 0) {
                throw parser.mistake(parser.here(), OPERATOR + " or the end", parser.wordOf(parser.peek()));
            }
            return new Formula.Parsed.Sound(formula);
        } catch (Mistake e) {
            return e.wrong;
        }
    }

    private Formula sum() throws Mistake {
        Formula left = product();
        while (true) {
            char sign = peek();
            if (sign != '+' && sign != '-') {
                return left;
            }
            at++;
            left = new Formula.Binary(sign == '+' ? Formula.Operator.PLUS : Formula.Operator.MINUS, left, product());
        }
    }

    private Formula product() throws Mistake {
        Formula left = signed();
        while (true) {
            char sign = peek();
            boolean times = sign == '*' || sign == '×';
            if (!times && sign != '/' && sign != '÷') {
                return left;
            }
            if (text.startsWith("**", at)) {
                throw mistake("'**'", "one operator", "write ^ for a power");
            }
            at++;
            left = new Formula.Binary(times ? Formula.Operator.TIMES : Formula.Operator.DIVIDED_BY, left, signed());
        }
    }

    private Formula signed() throws Mistake {
        if (peek() != '-') {
            return power();
        }
        at++;
        enter();
        Formula of = signed();
        depth--;
        return new Formula.Negated(of);
    }

    private Formula power() throws Mistake {
        Formula base = operand();
        if (peek() != '^') {
            return base;
        }
        at++;
        enter();
        Formula exponent = signed();
        depth--;
        return new Formula.Binary(Formula.Operator.TO_THE, base, exponent);
    }

    private Formula operand() throws Mistake {
        char first = peek();
        if (first == '(') {
            at++;
            enter();
            Formula inner = sum();
            depth--;
            close("the ) that belongs to the (");
            return inner;
        }
        Optional<String> metric = metric();
        if (metric.isPresent()) {
            at += metric.get().length();
            return new Formula.Variable(metric.get());
        }
        if ((first >= '0' && first <= '9') || first == '.') {
            return number();
        }
        Matcher word = WORD.matcher(text).region(at, text.length());
        if (!word.lookingAt()) {
            throw mistake(here(), OPERAND, first == '+' ? "delete the +" : "");
        }
        return called(word.group());
    }

    private Formula number() throws Mistake {
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (!number.lookingAt()) {
            throw mistake(here(), OPERAND, "");
        }
        double value = Double.parseDouble(number.group());
        if (!Double.isFinite(value)) {
            throw mistake(Findings.shown(number.group()), "a number that is not so large", "");
        }
        at = number.end();
        return new Formula.Constant(value);
    }

    private Formula called(String word) throws Mistake {
        Optional<Formula.Function> function = Arrays.stream(Formula.Function.values())
                .filter(one -> one.word().equals(word)).findFirst();
        List<String> functions = Arrays.stream(Formula.Function.values()).map(Formula.Function::word).toList();
        if (function.isEmpty()) {
            List<String> known = Stream.concat(metrics.stream(), functions.stream()).toList();
            throw mistake("the name " + Findings.shown(word),
                    metrics.isEmpty() ? "a metric" : "one of " + String.join(", ", metrics),
                    Findings.didYouMean(word, known));
        }
        at += word.length();
        if (peek() != '(') {
            throw mistake(here(), "( after " + word, "write " + word + "(…)");
        }
        at++;
        enter();
        var of = new ArrayList<Formula>();
        of.add(sum());
        while (peek() == ',') {
            if (!function.get().takesSeveral()) {
                throw mistake("','", ") after the one value of " + word, "");
            }
            at++;
            of.add(sum());
        }
        depth--;
        close("the ) of " + word);
        return new Formula.Call(function.get(), of);
    }

    /// The longest metric that stands here, ending where a name can end; not one that is called like a function.
    private Optional<String> metric() {
        Matcher name = NAME.matcher(text).region(at, text.length());
        if (!name.lookingAt()) {
            return Optional.empty();
        }
        String run = name.group();
        for (int end = run.length(); end > 0; end = run.lastIndexOf('-', end - 1)) {
            String candidate = run.substring(0, end);
            if (metrics.contains(candidate) && !NUMBER.matcher(candidate).matches() && !callsAt(at + end)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private boolean callsAt(int position) {
        return text.substring(position).stripLeading().startsWith("(");
    }

    private void close(String expected) throws Mistake {
        if (peek() != ')') {
            throw mistake(here(), OPERATOR + " or " + expected, "");
        }
        at++;
    }

    private void enter() throws Mistake {
        depth++;
        if (depth > DEEPEST) {
            throw mistake("more than " + DEEPEST + " levels", "a simpler formula", "");
        }
    }

    /// The next character that is not blank, 0 at the end.
    private char peek() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private String here() {
        if (at >= text.length()) {
            return "the end";
        }
        Matcher word = WORD.matcher(text).region(at, text.length());
        return Findings.shown(word.lookingAt() ? word.group() : text.substring(at, text.offsetByCodePoints(at, 1)));
    }

    private String wordOf(char next) {
        return switch (next) {
            case '=' -> "a formula has no =";
            case ',' -> "write . as the decimal sign";
            case '%' -> "write a share as a number, 0.05 for 5 %";
            default -> "";
        };
    }

    private Mistake mistake(String what, String expected, String suggestion) {
        return new Mistake(new Formula.Parsed.Wrong(at + 1, what, expected, suggestion));
    }
}
