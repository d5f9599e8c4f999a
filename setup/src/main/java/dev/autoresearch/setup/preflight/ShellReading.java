package dev.autoresearch.setup.preflight;

import dev.autoresearch.setup.preflight.ShellText.Link;
import dev.autoresearch.setup.preflight.ShellText.Redirect;
import dev.autoresearch.setup.preflight.ShellText.Step;
import dev.autoresearch.setup.preflight.ShellText.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads a [ShellText]. Not thread-safe.
final class ShellReading {
    private static final Set<String> BEYOND = Set.of("if", "then", "else", "elif", "fi", "for", "while", "until",
            "do", "done", "case", "esac", "select", "function", "[[", "((", "{", "}", "!", "coproc");

    private final String line;
    private final List<Step> steps = new ArrayList<>();
    private List<Word> words = new ArrayList<>();
    private List<Redirect> redirects = new ArrayList<>();
    private Link before = Link.START;
    private int at;

    ShellReading(String line) {
        this.line = line;
    }

    ShellText all() {
        while (at < line.length()) {
            if (!one()) {
                end(Link.UNKNOWN);
                return new ShellText(steps, false);
            }
        }
        end(Link.END);
        return new ShellText(steps, true);
    }

    private void end(Link link) {
        if (words.isEmpty() && redirects.isEmpty()) {
            return;
        }
        steps.add(new Step(before, words, redirects, link));
        words = new ArrayList<>();
        redirects = new ArrayList<>();
        before = link;
    }

    private boolean one() {
        char c = line.charAt(at);
        switch (c) {
            case ' ', '\t', '\r' -> at++;
            case '\n', ';' -> {
                if (follows(";")) {
                    return false;
                }
                at++;
                end(Link.NEXT);
            }
            case '#' -> {
                int end = line.indexOf('\n', at);
                at = end < 0 ? line.length() : end;
            }
            case '|' -> {
                boolean or = follows("|");
                at += or || follows("&") ? 2 : 1;
                end(or ? Link.OR : Link.PIPE);
            }
            case '&' -> {
                if (follows("&")) {
                    at += 2;
                    end(Link.AND);
                } else if (follows(">")) {
                    at++;
                    return redirect("&");
                } else {
                    at++;
                    end(Link.BACKGROUND);
                }
            }
            case '<', '>' -> {
                return redirect(c == '<' ? "0" : "1");
            }
            case '(', ')' -> {
                return false;
            }
            default -> {
                return word();
            }
        }
        return true;
    }

    private boolean follows(String next) {
        return line.startsWith(next, at + 1);
    }

    private boolean word() {
        int from = at;
        Optional<Word> read = read();
        if (read.isEmpty()) {
            return false;
        }
        Word word = read.get();
        boolean digits = at < line.length() && "<>".indexOf(line.charAt(at)) >= 0
                && line.substring(from, at).matches("[0-9]");
        if (digits) {
            return redirect(word.text());
        }
        if (at < line.length() && line.charAt(at) == '(') {
            return false;
        }
        if (words.isEmpty() && BEYOND.contains(line.substring(from, at))) {
            return false;
        }
        words.add(word);
        return true;
    }

    private boolean redirect(String stream) {
        char c = line.charAt(at++);
        String operator = String.valueOf(c);
        if (at < line.length() && line.charAt(at) == '<' && c == '<') {
            return false;
        }
        if (at < line.length() && line.charAt(at) == '>') {
            operator += ">";
            at++;
        }
        boolean same = at < line.length() && line.charAt(at) == '&';
        boolean clobbers = at < line.length() && line.charAt(at) == '|';
        at += same || clobbers ? 1 : 0;
        while (at < line.length() && line.charAt(at) == ' ') {
            at++;
        }
        Optional<Word> target = at < line.length() && ";|&()<>\n".indexOf(line.charAt(at)) < 0
                ? read()
                : Optional.empty();
        String kind = same ? "=" : operator;
        target.ifPresent(word -> redirects.add(new Redirect(stream, kind, word)));
        return target.isPresent();
    }

    /// The next word; empty where something begins that is not understood.
    private Optional<Word> read() {
        var text = new StringBuilder();
        boolean literal = line.charAt(at) != '~';
        while (at < line.length() && " \t\r\n;|&<>()".indexOf(line.charAt(at)) < 0) {
            char c = line.charAt(at);
            switch (c) {
                case '\'' -> {
                    int end = line.indexOf('\'', at + 1);
                    if (end < 0) {
                        return Optional.empty();
                    }
                    text.append(line, at + 1, end);
                    at = end + 1;
                }
                case '\\' -> {
                    if (at + 1 < line.length() && line.charAt(at + 1) != '\n') {
                        text.append(line.charAt(at + 1));
                    }
                    at = Math.min(line.length(), at + 2);
                }
                case '"' -> {
                    at++;
                    while (at < line.length() && line.charAt(at) != '"') {
                        char inner = line.charAt(at);
                        if (inner == '$' || inner == '`') {
                            literal = false;
                            if (!expansion(text)) {
                                return Optional.empty();
                            }
                        } else {
                            at += inner == '\\' && at + 1 < line.length() ? 1 : 0;
                            text.append(line.charAt(at++));
                        }
                    }
                    if (at++ >= line.length()) {
                        return Optional.empty();
                    }
                }
                case '$', '`' -> {
                    literal = false;
                    if (!expansion(text)) {
                        return Optional.empty();
                    }
                }
                default -> {
                    literal &= "*?[{".indexOf(c) < 0 || (c == '[' && text.isEmpty());
                    text.append(c);
                    at++;
                }
            }
        }
        return Optional.of(new Word(text.toString(), literal));
    }

    /// Passes over something that the shell expands, keeping its text.
    private boolean expansion(StringBuilder text) {
        int from = at;
        char c = line.charAt(at++);
        if (c == '`') {
            int end = line.indexOf('`', at);
            at = end + 1;
            text.append(line, from, Math.max(from, at));
            return end >= 0;
        }
        if (at < line.length() && (line.charAt(at) == '(' || line.charAt(at) == '{')) {
            char open = line.charAt(at);
            char close = open == '(' ? ')' : '}';
            int depth = 0;
            while (at < line.length()) {
                char inner = line.charAt(at++);
                if (inner == '\'' || (inner == '#' && open == '(')) {
                    return false;
                }
                depth += inner == open ? 1 : inner == close ? -1 : 0;
                if (depth == 0) {
                    text.append(line, from, at);
                    return true;
                }
            }
            return false;
        }
        text.append(c);
        return true;
    }
}
