package dev.autoresearch.setup.recipe;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// What a harness needs of the machine, as recipes write it: `java`, `gcc | clang` for either, `$NAME` for a variable.
public final class Needs {
    private Needs() {}

    /// Those of `needs` that this environment does not have.
    public static List<String> missing(List<String> needs, Map<String, String> environment) {
        return needs.stream().filter(need -> Arrays.stream(need.split("\\|")).map(String::strip)
                .noneMatch(one -> there(one, environment))).toList();
    }

    private static boolean there(String need, Map<String, String> environment) {
        return need.startsWith("$")
                ? !environment.getOrDefault(need.substring(1), "").isEmpty()
                : Arrays.stream(environment.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin")
                        .split(File.pathSeparator)).filter(folder -> !folder.isEmpty())
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, need)));
    }
}
