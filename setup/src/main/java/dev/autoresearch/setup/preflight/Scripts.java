package dev.autoresearch.setup.preflight;

import dev.autoresearch.setup.preflight.ShellText.Word;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which file a call executes: the program itself, the script an interpreter is given, the archive Java runs.
final class Scripts {
    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "zsh", "ksh", "source", ".");
    private static final Set<String> INTERPRETERS = Set.of("node", "ruby", "perl", "Rscript", "php", "lua", "bun");
    // Options that take their value from the next word; what else may follow an interpreter is not guessed.
    private static final Set<String> WITH_VALUE = Set.of("-o", "-W", "-X", "-r", "--require", "-cp", "-classpath",
            "--class-path", "-I", "--with", "--python", "-p", "--env-file", "--loader", "--import");

    private Scripts() {}

    /// The file, relative to the project folder, whether it exists or not; empty when it is none of the project's or not
    /// known.
    static Optional<String> executed(Call call) {
        Optional<String> itself = program(call);
        if (itself.isPresent() && !interpreter(call.name())) {
            return itself;
        }
        return given(call.name(), call.arguments()).flatMap(word -> within(call, word));
    }

    /// The program itself, if it is named as a file of the project.
    static Optional<String> program(Call call) {
        return call.program().contains("/") ? within(call, call.program()) : Optional.empty();
    }

    private static boolean interpreter(String name) {
        return SHELLS.contains(name) || INTERPRETERS.contains(name) || name.matches("python[0-9.]*|java|uv");
    }

    private static Optional<String> given(String name, List<Word> arguments) {
        if (name.equals("uv") && !arguments.isEmpty() && arguments.getFirst().text().equals("run")) {
            Optional<String> script = first(arguments.subList(1, arguments.size()));
            return script.filter(word -> word.matches("python[0-9.]*")).isPresent()
                    ? first(arguments.subList(2, arguments.size()))
                    : script.filter(word -> word.endsWith(".py"));
        }
        if (name.equals("java")) {
            for (int i = 0; i + 1 < arguments.size(); i++) {
                if (arguments.get(i).text().equals("-jar")) {
                    return Optional.of(arguments.get(i + 1)).filter(Word::literal).map(Word::text);
                }
            }
            return first(arguments).filter(word -> word.endsWith(".java"));
        }
        if (SHELLS.contains(name)) {
            return Wrappers.shellScript(arguments) >= 0 ? Optional.empty() : first(arguments, "-s");
        }
        return INTERPRETERS.contains(name) || name.matches("python[0-9.]*") ? first(arguments) : Optional.empty();
    }

    /// The first word that is no option; empty where an option means that there is no script, or is not known to be alone.
    private static Optional<String> first(List<Word> arguments) {
        return first(arguments, "-[a-z]*[cmep]");
    }

    private static Optional<String> first(List<Word> arguments, String none) {
        for (int at = 0; at < arguments.size(); at++) {
            Word word = arguments.get(at);
            if (!word.literal() || word.text().equals("-") || word.text().matches(none)) {
                return Optional.empty();
            }
            if (!word.text().startsWith("-")) {
                return Optional.of(word.text());
            }
            at += WITH_VALUE.contains(word.text()) ? 1 : 0;
        }
        return Optional.empty();
    }

    /// A path as a call means it, relative to the project folder; empty when it leads out of it.
    static Optional<String> within(Call call, String word) {
        if (!call.placed() || word.isEmpty() || word.startsWith("/") || word.contains("://")) {
            return Optional.empty();
        }
        try {
            String path = Path.of(call.folder()).resolve(word).normalize().toString().replace('\\', '/');
            return path.startsWith("..") || path.startsWith("/") || path.isEmpty()
                    ? Optional.empty()
                    : Optional.of(path);
        } catch (InvalidPathException odd) {
            return Optional.empty();
        }
    }
}
