package dev.autoresearch.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What becomes of files in a folder that are not the commit's.
sealed interface Leftovers {

    /// They are deleted: the folder is the engine's own.
    record Delete() implements Leftovers {}

    /// They may be the user's: ignored ones stay where they are, others move into a folder of their own.
    ///
    /// @param store where to; each sweep makes a numbered folder in it
    record Sweep(Path store) implements Leftovers {

        /// Moves a file, keeping its path below a numbered folder.
        ///
        /// @param path relative to the repository's root
        void take(Path file, String path) {
            try {
                int n = 1;
                Path target = store.resolve("1").resolve(path);
                while (!Stat.of(target).equals(Stat.NOTHING)) {
                    target = store.resolve(Integer.toString(++n)).resolve(path);
                }
                Files.createDirectories(java.util.Objects.requireNonNull(target.getParent()));
                Files.move(file, target);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
