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
        if (tree.has("uv.lock") || script.contains("# /// script")
                || tree.text("pyproject.toml").orElse("").contains("[tool.uv")) {
            return List.of("uv", "run");
        }
        if (tree.has("poetry.lock")) {
            return List.of("poetry", "run", "python");
        }
        if (tree.has("Pipfile.lock")) {
            return List.of("pipenv", "run", "python");
        }
        return Disk.ignored(tree, ".venv").isEmpty() ? List.of("python3") : List.of(".venv/bin/python");
    }
}
