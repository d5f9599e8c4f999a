package dev.autoresearch.setup.source;

import dev.autoresearch.setup.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// Projects made like real ones that other tools were used in.
@NullMarked
final class Fixtures {
    private Fixtures() {}

    /// The fixture of this name, where it stands.
    static Path folder(String name) {
        return Path.of("src/test/fixtures-sources", name);
    }

    /// What it comes to.
    static Found found(String name) {
        return Sources.in(folder(name)).together();
    }

    /// A folder with one file.
    static Path with(Path folder, String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.resolveSibling("."));
        Files.writeString(path, text);
        return folder;
    }

    /// Origins as they are told: `key from source`.
    static List<String> told(Found found) {
        return found.setup().origins().stream().map(Fixtures::told).toList();
    }

    private static String told(Origin origin) {
        return origin.key() + (origin.certain() ? " from " : " concluded from ") + origin.source();
    }
}
