package dev.autoresearch.exec;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tells the command lines that `bash` and a plain POSIX shell take to mean the same, to the exit code: programs from the
/// path with literal words, the engine's own variables and arithmetic over whole numbers, joined by `&&`, `||` and `;`.
///
/// What is left out differs somewhere: pipes (`pipefail`), redirections (the code of one that fails), paths as commands (a
/// script without `#!` is read by the shell that starts it), other builtins and variables, patterns, braces, backslashes.
final class PortableLine {
    /// Longer lines are not looked at: matching them may need more stack than there is.
    private static final int LONGEST = 2000;
    private static final String BLANK = "[ \\t]";
    private static final String NUMBER = "(?:0|[1-9][0-9]{0,17})";
    private static final String NAME = "AUTORESEARCH_[A-Z_]+";
    private static final String OPERAND = "(?:" + NUMBER + "|\\$?" + NAME + ")";
    private static final String ARITHMETIC = "\\$\\(\\( *" + OPERAND + "(?: *(?:[+*-] *" + OPERAND
            + "|[/%] *[1-9][0-9]{0,17}))* *\\)\\)";
    private static final String VARIABLE = "(?:\\$" + NAME + "(?![A-Za-z0-9_])|\\$\\{" + NAME + "\\})";
    /// A character that stands for itself in every shell.
    static final String PLAIN = "[A-Za-z0-9_@%+:,./=-]";
    private static final String WORD = "(?:" + PLAIN + "|'[ -~&&[^']]*'|\"(?:[ -~&&[^\"\\\\$`]]|" + VARIABLE + "|"
            + ARITHMETIC + ")*\"|" + VARIABLE + "|" + ARITHMETIC + ")+";

    private static final Pattern COMMAND = Pattern.compile(BLANK + "*(?<name>[A-Za-z0-9_][A-Za-z0-9_+.-]*)(?<words>(?:"
            + BLANK + "+" + WORD + ")*)" + BLANK + "*(?<joint>&&|\\|\\||;|\\z)");
    private static final Pattern NAMES = Pattern.compile(NAME);
    private static final Pattern SUMS = Pattern.compile(ARITHMETIC);
    private static final Predicate<String> WHOLE = Pattern.compile(NUMBER).asMatchPredicate();
    /// A value that stays one word and is not an option.
    private static final Predicate<String> TAME = Pattern.compile("(?!-)" + PLAIN + "+").asMatchPredicate();
    /// Builtins that are the same everywhere as long as nothing is escaped and no option given.
    private static final Set<String> ALIKE = Set.of("echo", "true", "false");

    private PortableLine() {}

    /// Whether it means the same to all.
    ///
    /// @param environment what the shell gets
    /// @param shellWords  builtins and reserved words of any of the shells
    static boolean is(String line, Map<String, String> environment, Set<String> shellWords) {
        if (line.length() > LONGEST) {
            return false;
        }
        Matcher command = COMMAND.matcher(line);
        int from = 0;
        do {
            command.region(from, line.length());
            if (!command.lookingAt()) {
                return false;
            }
            String name = command.group("name");
            String words = command.group("words");
            boolean known = ALIKE.contains(name) ? !words.contains("\\") && !option(words) : !shellWords.contains(name);
            if (!known || !tame(words, environment)) {
                return false;
            }
            from = command.end();
        } while (!command.group("joint").isEmpty());
        return true;
    }

    private static boolean option(String words) {
        return words.stripLeading().replaceAll("['\"]", "").startsWith("-");
    }

    private static boolean tame(String words, Map<String, String> environment) {
        return NAMES.matcher(words).results()
                .allMatch(name -> TAME.test(environment.getOrDefault(name.group(), "")))
                && SUMS.matcher(words).results().flatMap(sum -> NAMES.matcher(sum.group()).results())
                        .allMatch(name -> WHOLE.test(environment.getOrDefault(name.group(), "")));
    }
}
