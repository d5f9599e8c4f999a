package dev.autoresearch.exec;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What is really started for a task: the shell with the command line, or, for a line of plain words, the program that
/// the shell would have turned into.
///
/// @param argv        absolute program and arguments
/// @param scripted    whether that is a shell which does nothing before the command line, its last argument
/// @param environment everything the program gets, `NAME=value`
/// @param mark        unique to this run and part of the environment, by which its processes are known again
/// @param first       the word that a shell would look up first, when it starts with a program's name, else null
record Launch(List<String> argv, boolean scripted, List<String> environment, String mark, @Nullable Word first) {
    /// Set in the environment of every run; the marks of runs inside runs are separated by commas.
    static final String VARIABLE = "AUTORESEARCH_RUN";

    private static final Pattern PLAIN = Pattern
            .compile(PortableLine.PLAIN + "+(?:[ \t]+" + PortableLine.PLAIN + "+)*");
    private static final Pattern FIRST = Pattern.compile("\\s*([A-Za-z0-9_@%+:,./-]+)(?=[\\s;|&<>)]|$)");
    /// Builtins and reserved words of POSIX shells and of bash.
    private static final Set<String> WORDS = Set.of(".", ":", "alias", "bg", "bind", "break", "builtin", "caller",
            "case", "cd", "chdir", "command", "compgen", "complete", "compopt", "continue", "coproc", "declare",
            "dirs", "disown", "do", "done", "echo", "elif", "else", "enable", "esac", "eval", "exec", "exit", "export",
            "false", "fc", "fg", "fi", "for", "function", "getopts", "hash", "help", "history", "if", "in", "jobs",
            "kill", "let", "local", "logout", "mapfile", "newgrp", "popd", "printf", "pushd", "pwd", "read",
            "readarray", "readonly", "return", "select", "set", "shift", "shopt", "source", "suspend", "test", "then",
            "time", "times", "trap", "true", "type", "typeset", "ulimit", "umask", "unalias", "unset", "until", "wait",
            "while");
    /// Names of variables that every shell hands on; `dash` drops others, such as `my.option`, and `bash` does not.
    private static final Predicate<String> HANDED_ON = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*").asMatchPredicate();
    /// What makes `bash` another shell than it is.
    private static final Set<String> SHAPING = Set.of("BASH_ENV", "SHELLOPTS", "BASHOPTS", "POSIXLY_CORRECT");

    /// Copies the lists.
    Launch {
        argv = List.copyOf(argv);
        environment = List.copyOf(environment);
    }

    /// A word that names a program.
    ///
    /// @param path value of `PATH`
    record Word(String word, String path) {
        /// What a shell in this folder would start for it.
        Optional<Path> program(Path directory) {
            return Shell.program(word, path, directory.toAbsolutePath());
        }
    }

    /// Prepares a task.
    static Launch of(Task task, Shell shell, String mark) {
        Map<String, String> variables = new TreeMap<>(task.environment());
        variables.merge(VARIABLE, mark, (outer, inner) -> outer + "," + inner);
        variables.put("PWD", task.directory().toAbsolutePath().toString());
        List<String> environment = new ArrayList<>();
        variables.forEach((name, value) -> environment.add(name + "=" + value));

        String command = task.command().strip();
        Matcher first = FIRST.matcher(command);
        String word = first.lookingAt() ? first.group(1) : "";
        boolean shaped = shapesTheShell(task.environment());
        Word named = word.isEmpty() || WORDS.contains(word) || shaped
                ? null
                : new Word(word, path(task.environment()));
        boolean whole = handedOn(task.environment());
        Optional<Path> program = whole && named != null && PLAIN.matcher(command).matches() && !word.startsWith("%")
                ? named.program(task.directory())
                : Optional.empty();
        if (program.isEmpty()) {
            boolean portable = whole && !shaped && PortableLine.is(task.command(), task.environment(), WORDS);
            return new Launch(shell.argv(task.command(), portable), !shaped, environment, mark, named);
        }
        List<String> argv = new ArrayList<>(List.of(command.split("[ \t]+", -1)));
        argv.set(0, program.get().toString());
        return new Launch(argv, false, environment, mark, null);
    }

    /// The words to start so that a scripted command line's shell does something else before it. Both stand on one line, so
    /// that the shell counts lines as the user does.
    List<String> after(String first) {
        var words = new ArrayList<>(argv);
        words.set(words.size() - 1, first + words.getLast());
        return words;
    }

    /// Whether every shell hands the whole environment on to what it starts.
    static boolean handedOn(Map<String, String> environment) {
        return environment.keySet().stream().allMatch(HANDED_ON);
    }

    /// The value of `PATH` that programs are looked up with.
    static String path(Map<String, String> environment) {
        return environment.getOrDefault("PATH", Shell.DEFAULT_PATH);
    }

    /// Why this task cannot be started at all, if so.
    static Optional<String> obstacle(Task task) {
        if (!Files.isDirectory(task.directory())) {
            return Optional.of("there is no folder " + task.directory());
        }
        if (task.command().isBlank()) {
            return Optional.of("the command is empty");
        }
        if (task.command().indexOf('\0') >= 0) {
            return Optional.of("the command contains a NUL character");
        }
        for (Map.Entry<String, String> variable : task.environment().entrySet()) {
            if (variable.getKey().isEmpty() || variable.getKey().indexOf('=') >= 0
                    || variable.getKey().indexOf('\0') >= 0 || variable.getValue().indexOf('\0') >= 0) {
                return Optional.of("the environment variable '" + LogTail.clean(variable.getKey())
                        + "' has a name or value that no process can have");
            }
        }
        Path input = task.input();
        if (input != null && !Files.isReadable(input)) {
            return Optional.of("the input " + input + " cannot be read");
        }
        return Optional.empty();
    }

    /// Why the exit codes 126 and 127 mean that nothing was started, if they do. The same codes from within a script
    /// that did start are exit codes like any other.
    Optional<String> neverStarted(int code, Path directory) {
        if (code != 126 && code != 127) {
            return Optional.empty();
        }
        if (first != null && first.program(directory).isEmpty()) {
            return Optional.of(notFound(first.word(), directory));
        }
        return interpreter(Path.of(argv.getFirst())).filter(program -> !Shell.executable(directory.resolve(program)))
                .map(program -> "the interpreter " + program + " of " + argv.getFirst() + " was not found");
    }

    /// Why not even the attempt is worth it, if so: the whole line is one command that does not exist. Anything more,
    /// for example `nosuch || fallback`, is the shell's to decide.
    Optional<String> hopeless(Path directory) {
        return first != null && PLAIN.matcher(argv.getLast().strip()).matches() && first.program(directory).isEmpty()
                ? Optional.of(notFound(first.word(), directory))
                : Optional.empty();
    }

    /// Says of a program that it is missing or may not be executed.
    private static String notFound(String word, Path directory) {
        Path file = directory.resolve(word);
        return word.contains("/") && Files.exists(file)
                ? "permission denied: " + word + (Files.isDirectory(file) ? " is a folder" : " is not executable")
                : "command not found: " + word;
    }

    private static boolean shapesTheShell(Map<String, String> environment) {
        return SHAPING.stream().anyMatch(environment::containsKey)
                || environment.keySet().stream().anyMatch(name -> name.startsWith("BASH_FUNC_"));
    }

    private static Optional<String> interpreter(Path script) {
        byte[] start = new byte[256];
        int count;
        try (InputStream in = Files.newInputStream(script)) {
            count = in.readNBytes(start, 0, start.length);
        } catch (IOException e) {
            return Optional.empty();
        }
        String line = new String(start, 0, count, StandardCharsets.UTF_8).lines().findFirst().orElse("");
        return line.startsWith("#!")
                ? Optional.of(line.substring(2).strip().split("\\s+", 2)[0])
                        .filter(program -> program.startsWith(File.separator))
                : Optional.empty();
    }
}
