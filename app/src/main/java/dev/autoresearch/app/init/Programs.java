package dev.autoresearch.app.init;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Which programs this machine has.
///
/// @param folders of the `PATH`
record Programs(List<Path> folders) {

    /// Copies the list.
    Programs {
        folders = List.copyOf(folders);
    }

    /// Those of an environment.
    static Programs of(Map<String, String> environment) {
        return new Programs(
                Arrays.stream(environment.getOrDefault("PATH", "/usr/bin:/bin").split(File.pathSeparator, -1))
                        .map(folder -> Path.of(folder.isEmpty() ? "." : folder)).toList());
    }

    /// Those of these programs that are not there.
    List<String> missing(List<String> names) {
        return names.stream().filter(name -> folders.stream().map(folder -> folder.resolve(name))
                .noneMatch(file -> Files.isExecutable(file) && Files.isRegularFile(file))).toList();
    }
}
