package dev.autoresearch.setup.kind;

import dev.autoresearch.setup.ProjectTree;
import java.util.List;

/// How Python is run in a project.
final class Python {
    private Python() {}

    static boolean is(String path) {
        return path.endsWith(".py");
    }

    /// The words in front of a script: uv, Poetry or Pipenv where a lock file shows them, the checkout's `.venv`, or
    /// `python3`.
    static List<String> runner(ProjectTree tree, String script) {
        boolean uv = tree.has("uv.lock") || script.contains("# /// script")
                || tree.text("pyproject.toml").orElse("").contains("[tool.uv");
        return uv ? List.of("uv", "run") : interpreter(tree);
    }

    /// The same in front of `-m`.
    static List<String> interpreter(ProjectTree tree) {
        if (tree.has("uv.lock") || tree.text("pyproject.toml").orElse("").contains("[tool.uv")) {
            return List.of("uv", "run", "python");
        }
        if (tree.has("poetry.lock")) {
            return List.of("poetry", "run", "python");
        }
        if (tree.has("Pipfile.lock")) {
            return List.of("pipenv", "run", "python");
        }
        return Disk.ignored(tree, ".venv").isEmpty() ? List.of("python3") : List.of(".venv/bin/python");
    }

    /// The program that must be on PATH; none where the checkout brings its own.
    static List<String> program(ProjectTree tree, String script) {
        String first = runner(tree, script).getFirst();
        return first.startsWith(".") ? List.of() : List.of(first);
    }
}
