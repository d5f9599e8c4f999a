package dev.autoresearch.config;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Turns one glob into a regular expression over paths written with `/`. Works on text alone, so that it does not
/// depend on the platform's file names or on the encoding the JVM was started with, and nests braces.
final class GlobPattern {
    private final String glob;
    private final StringBuilder regex = new StringBuilder();
    private int at;

    private GlobPattern(String glob) {
        this.glob = glob;
    }

    /// A pattern whose `matches` covers the paths the glob names, and everything below them.
    ///
    /// @throws PatternSyntaxException if `glob` is not a glob
    static Pattern compile(String glob) {
        String named = normal(glob);
        if (named.isEmpty()) {
            throw new PatternSyntaxException("an empty pattern names nothing", glob, -1);
        }
        var translation = new GlobPattern(named);
        translation.translate();
        // A path that is spelt exactly so is meant too: `pages/[id].tsx` is a file's name in some projects.
        return Pattern.compile("(?:" + translation.regex + "|" + Pattern.quote(named) + ")(?:/.*)?", Pattern.DOTALL);
    }

    /// The glob without what does not change its meaning: `./` in front, `/` at the end; `.` means everything.
    static String normal(String glob) {
        String rest = glob;
        while (rest.startsWith("./")) {
            rest = rest.substring(2);
        }
        while (rest.length() > 1 && rest.endsWith("/")) {
            rest = rest.substring(0, rest.length() - 1);
        }
        return rest.equals(".") || (rest.isEmpty() && !glob.isEmpty()) ? "**" : rest;
    }

    /// Whether the glob names one path, without wildcards.
    static boolean literal(String glob) {
        return glob.chars().noneMatch(c -> "*?[{\\".indexOf(c) >= 0);
    }

    private void translate() {
        int depth = 0;
        while (at < glob.length()) {
            int c = glob.codePointAt(at);
            switch (c) {
                case '*' -> stars();
                case '?' -> literally("[^/]");
                case '[' -> characters();
                case '{' -> {
                    depth++;
                    literally("(?:");
                }
                case '}' -> {
                    literally(depth > 0 ? ")" : "\\}");
                    depth = Math.max(0, depth - 1);
                }
                case ',' -> literally(depth > 0 ? "|" : ",");
                case '\\' -> {
                    if (at + 1 == glob.length()) {
                        throw new PatternSyntaxException("nothing follows the \\", glob, at);
                    }
                    at++;
                    quoted(glob.codePointAt(at));
                }
                default -> quoted(c);
            }
        }
        if (depth > 0) {
            throw new PatternSyntaxException("a { is not closed", glob, glob.lastIndexOf('{'));
        }
    }

    private void stars() {
        int start = at;
        while (at < glob.length() && glob.charAt(at) == '*') {
            at++;
        }
        if (at - start == 1) {
            regex.append("[^/]*");
            return;
        }
        boolean wholeSegment = start == 0 || "/{,".indexOf(glob.charAt(start - 1)) >= 0;
        if (!wholeSegment || at == glob.length() || glob.charAt(at) != '/') {
            regex.append(".*");
            return;
        }
        // A run of `**/` means no more than one of them and would only make matching slow.
        while (glob.startsWith("/**/", at)) {
            at += 3;
        }
        at++;
        regex.append("(?:.*/)?");
    }

    private void characters() {
        int open = at++;
        boolean negated = at < glob.length() && (glob.charAt(at) == '!' || glob.charAt(at) == '^');
        if (negated) {
            at++;
        }
        var inside = new StringBuilder();
        int first = at;
        while (at < glob.length() && (glob.charAt(at) != ']' || at == first)) {
            int c = glob.codePointAt(at);
            if (c == '/') {
                throw new PatternSyntaxException("a / cannot stand between [ and ]", glob, at);
            }
            if (c == '-' && at > first && at + 1 < glob.length() && glob.charAt(at + 1) != ']') {
                inside.append('-');
            } else {
                inside.append(escaped(c));
            }
            at += Character.charCount(c);
        }
        if (at >= glob.length()) {
            throw new PatternSyntaxException("a [ is not closed", glob, open);
        }
        at++;
        regex.append("(?!/)[").append(negated ? "^" : "").append(inside).append(']');
    }

    private void literally(String text) {
        regex.append(text);
        at++;
    }

    private void quoted(int c) {
        regex.append(escaped(c));
        at += Character.charCount(c);
    }

    private static String escaped(int c) {
        String text = Character.toString(c);
        return Character.isLetterOrDigit(c) || c > 127 ? text : "\\" + text;
    }
}
