package dev.autoresearch.setup.preflight;

import dev.autoresearch.setup.preflight.ShellText.Link;
import dev.autoresearch.setup.preflight.ShellText.Step;
import dev.autoresearch.setup.preflight.ShellText.Word;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Finds the programs that a command line starts, through wrappers. Not thread-safe.
final class Calls {
    private static final Pattern ASSIGNMENT = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)\\+?=.*", Pattern.DOTALL);
    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "zsh", "ksh");
    private static final Set<String> TESTS = Set.of("test", "[", "which", "type", "hash");
    private static final Set<String> CHANGES_LOOKUP = Set.of("source", ".", "alias", "eval", "nvm", "conda", "module",
            "rbenv", "pyenv", "sdk", "direnv");
    private static final Set<String> MAKES_NOTHING = Set.of("cd", "export", "set", "test", "[", "which", "type", "hash",
            "echo", "printf", "true", "false", ":", "ulimit", "umask", "unset", "exit", "trap", "mkdir", "rm", "cat",
            "command", "readonly", "local", "wait", "read", "shift", "sleep", "date", "pwd");
    private static final int DEEP = 3;

    private final List<Call> calls = new ArrayList<>();
    private String folder;
    private boolean placed;
    private boolean searchable = true;
    private boolean made;

    private Calls(String folder) {
        this.folder = folder;
        this.placed = true;
    }

    /// The programs of a line, in order; those that cannot be named for sure are left out.
    ///
    /// @param folder where the line starts, relative to the project folder
    static List<Call> of(String line, String folder) {
        var calls = new Calls(folder);
        calls.read(ShellText.of(line), 0);
        return List.copyOf(calls.calls);
    }

    private void read(ShellText text, int depth) {
        boolean certain = true;
        boolean making = false;
        for (Step step : text.steps()) {
            if (step.before() == Link.NEXT || step.before() == Link.BACKGROUND) {
                certain = true;
            }
            if (step.before() == Link.OR || step.after() == Link.OR) {
                certain = false;
            }
            if (step.before() != Link.PIPE) {
                made |= making;
                making = false;
            }
            if (step.after() == Link.UNKNOWN) {
                return;
            }
            boolean piped = step.before() == Link.PIPE || step.after() == Link.PIPE;
            List<Word> words = assigned(step.words());
            making |= words.isEmpty() ? !step.redirects().isEmpty() : !MAKES_NOTHING.contains(words.getFirst().text());
            certain &= call(words, step, certain, piped, depth);
        }
        made |= making;
    }

    /// The words without the assignments in front of them.
    private List<Word> assigned(List<Word> words) {
        int at = 0;
        while (at < words.size() && ASSIGNMENT.matcher(words.get(at).text()).matches()) {
            searchable &= !words.get(at).text().startsWith("PATH");
            at++;
        }
        return words.subList(at, words.size());
    }

    /// Notes what these words start.
    ///
    /// @return whether what is joined to it by `&&` is as certain as it was before
    private boolean call(List<Word> words, Step step, boolean certain, boolean piped, int depth) {
        if (words.isEmpty() || !words.getFirst().literal()) {
            return true;
        }
        String program = words.getFirst().text();
        List<Word> rest = words.subList(1, words.size());
        if (program.equals("cd")) {
            enter(rest, piped);
            return true;
        }
        boolean exports = program.equals("export")
                && rest.stream().anyMatch(word -> word.text().startsWith("PATH"));
        if (exports || CHANGES_LOOKUP.contains(program)) {
            calls.add(made(program, rest, step, certain));
            searchable = false;
            return true;
        }
        boolean asks = program.equals("command") && !rest.isEmpty() && rest.getFirst().text().matches("-[vV]");
        boolean test = asks || TESTS.contains(program);
        calls.add(made(program, rest, step, certain));
        if (test) {
            return false;
        }
        if (SHELLS.contains(plain(program)) && depth < DEEP) {
            int script = Wrappers.shellScript(rest);
            if (script >= 0 && rest.get(script).literal()) {
                inner(rest.get(script).text(), depth);
            }
            return true;
        }
        List<Word> wrapped = Wrappers.inside(plain(program), rest);
        if (!wrapped.isEmpty() && depth < DEEP) {
            List<Word> inside = assigned(wrapped);
            return call(inside, step, certain, piped, depth + 1);
        }
        return true;
    }

    private void inner(String line, int depth) {
        String before = folder;
        boolean known = placed;
        boolean looked = searchable;
        read(ShellText.of(line), depth + 1);
        folder = before;
        placed = known;
        searchable = looked;
    }

    private Call made(String program, List<Word> rest, Step step, boolean certain) {
        return new Call(program, rest, step.redirects(), folder, placed, certain, !made, searchable);
    }

    private void enter(List<Word> where, boolean piped) {
        if (piped) {
            placed = false;
            return;
        }
        if (where.size() != 1 || !where.getFirst().literal() || where.getFirst().text().equals("-")) {
            placed = false;
            return;
        }
        try {
            folder = Path.of(folder).resolve(where.getFirst().text()).normalize().toString();
            folder = folder.isEmpty() ? "." : folder;
        } catch (InvalidPathException odd) {
            placed = false;
        }
    }

    private static String plain(String program) {
        return program.substring(program.lastIndexOf('/') + 1);
    }
}
