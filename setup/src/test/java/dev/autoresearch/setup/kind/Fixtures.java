package dev.autoresearch.setup.kind;

import dev.autoresearch.setup.ProjectTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The small projects under `src/test/fixtures`, and projects made up in a test.
public final class Fixtures {
    private static final Path FOLDER = Path.of("src/test/fixtures");

    private Fixtures() {}

    /// The folder of a fixture.
    public static Path folder(String name) {
        return FOLDER.resolve(name);
    }

    /// The names of all fixtures.
    public static List<String> names() {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A fixture as a checkout.
    public static ProjectTree tree(String name) {
        return tree(folder(name));
    }

    /// Everything in a folder as a checkout.
    public static ProjectTree tree(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return new ProjectTree(folder, files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/')).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A project of these texts by path.
    public static ProjectTree made(Path folder, Map<String, String> texts) {
        texts.forEach((path, text) -> {
            try {
                Path file = folder.resolve(path);
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return new ProjectTree(folder, texts.keySet());
    }
}
