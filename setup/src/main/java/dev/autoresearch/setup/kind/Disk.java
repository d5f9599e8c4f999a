package dev.autoresearch.setup.kind;

import dev.autoresearch.setup.ProjectTree;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;

/// What lies in the user's checkout beside what git tracks.
final class Disk {
    private Disk() {}

    /// Those of these folders that are there and hold nothing tracked.
    static List<String> ignored(ProjectTree tree, String... folders) {
        return Stream.of(folders).filter(folder -> Files.isDirectory(tree.folder().resolve(folder))
                && tree.files().stream().noneMatch(file -> file.startsWith(folder + "/"))).toList();
    }
}
