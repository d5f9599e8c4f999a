package dev.autoresearch.setup.preflight;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether the programs are there that command lines name, and those that scripts name in their first line.
final class ToolsCheck implements Check {
    private static final Set<String> OF_THE_SHELL = Set.of("cd", "set", "export", "exec", "eval", "test", "[", ".",
            "source", "time", "echo", "printf", "true", "false", ":", "read", "trap", "ulimit", "umask", "command",
            "exit",
            "unset", "shift", "wait", "type", "hash", "alias", "local", "readonly", "return", "pwd", "kill", "let",
            "declare", "typeset", "shopt", "pushd", "popd", "times", "getopts", "builtin", "mapfile", "disown", "nvm",
            "conda", "module", "sdk", "rbenv", "pyenv");
    private static final Pattern SHEBANG = Pattern.compile("#!\\s*(\\S+)(?:[ \\t]+(?:-S[ \\t]+)?(\\S+))?");
    private static final Pattern INSTALLS = Pattern.compile("\\b(?:install|add|sync|ci|setup|bootstrap|get|build)\\b");
    private static final String INSTALL = "Install it, or put it on PATH.";

    @Override
    public List<Finding> look(Ground ground) {
        var findings = new LinkedHashSet<Finding>();
        var named = new ArrayList<String>();
        for (Line line : ground.lines()) {
            for (Call call : line.calls()) {
                String program = call.program();
                boolean known = call.certain() && call.searchable() && !OF_THE_SHELL.contains(program);
                boolean ofProject = program.contains("/") && !program.startsWith("/");
                if (ofProject || !known) {
                    continue;
                }
                if (there(ground, program)) {
                    named.add(call.name());
                } else {
                    findings.add(missing(ground, line, program));
                }
            }
        }
        ground.scripts().forEach(script -> findings.addAll(shebang(ground, script)));
        if (findings.isEmpty() && !named.isEmpty()) {
            findings.add(Finding.fine(Topic.TOOLS, "The commands' programs are there: "
                    + String.join(", ", new LinkedHashSet<>(named)) + "."));
        }
        return List.copyOf(findings);
    }

    private static Finding missing(Ground ground, Line line, String program) {
        String what = line.key() + ": the command " + program + " is not found.";
        String prepare = ground.configuration().run().prepare();
        boolean mayCome = line.use() != Line.Use.PREPARE && line.use() != Line.Use.CHECK
                && line.use() != Line.Use.PROPOSE && INSTALLS.matcher(prepare).find();
        return mayCome
                ? Finding.warning(Topic.TOOLS, what, "If run.prepare does not install it, do that; else all is well.")
                : Finding.problem(Topic.TOOLS, what, program.startsWith("/")
                        ? "Name a file that exists and is executable."
                        : INSTALL);
    }

    /// Whether a script that is started by its own name can be.
    private static List<Finding> shebang(Ground ground, Script script) {
        boolean direct = ground.lines().stream().flatMap(line -> line.calls().stream())
                .anyMatch(call -> call.program().contains("/")
                        && Scripts.within(call, call.program()).filter(script.path()::equals).isPresent());
        if (!direct || !ground.tree().has(script.path()) || script.text().isEmpty()) {
            return List.of();
        }
        Matcher first = SHEBANG.matcher(script.text());
        if (!Files.isExecutable(ground.tree().folder().resolve(script.path()))) {
            return List.of(Finding.problem(Topic.TOOLS,
                    script.by() + " starts " + script.path() + ", which is not executable.",
                    "Run chmod +x " + script.path() + " and commit it."));
        }
        if (!first.lookingAt()) {
            return List.of();
        }
        String program = first.group(1).endsWith("/env") && first.group(2) != null ? first.group(2) : first.group(1);
        return program.startsWith("-") || program.contains("=") || there(ground, program)
                ? List.of()
                : List.of(Finding.problem(Topic.TOOLS,
                        "The first line of " + script.path() + " names " + program + ", which is not found.", INSTALL));
    }

    private static boolean there(Ground ground, String program) {
        var own = ground.configuration().run().environment();
        String path = own.getOrDefault("PATH", ground.environment().getOrDefault("PATH",
                "/usr/local/bin:/usr/bin:/bin"));
        try {
            if (program.startsWith("/")) {
                return Files.isExecutable(Path.of(program));
            }
            for (String folder : path.split(File.pathSeparator, -1)) {
                Path place = ground.tree().folder().resolve(folder.isEmpty() ? "." : folder).resolve(program);
                if (Files.isRegularFile(place) && Files.isExecutable(place)) {
                    return true;
                }
            }
            return false;
        } catch (InvalidPathException odd) {
            return true;
        }
    }
}
