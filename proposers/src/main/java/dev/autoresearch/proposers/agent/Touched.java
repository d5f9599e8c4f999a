package dev.autoresearch.proposers.agent;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.atomic.AtomicBoolean;

/// Whether anything in a folder was written since a mark was set: a hint, good enough to tell a question from an edit.
final class Touched {
    private Touched() {}

    /// @param mark a file that was written last of all before
    static boolean since(Path folder, Path mark) {
        var touched = new AtomicBoolean();
        try {
            // The clock of the file system is a coarse one, so its own stamp is compared.
            FileTime from = Files.getLastModifiedTime(mark);
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    return directory.endsWith(".git") ? FileVisitResult.SKIP_SUBTREE : seen(attributes);
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    return seen(attributes);
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
                    return FileVisitResult.CONTINUE;
                }

                private FileVisitResult seen(BasicFileAttributes attributes) {
                    if (attributes.lastModifiedTime().compareTo(from) <= 0) {
                        return FileVisitResult.CONTINUE;
                    }
                    touched.set(true);
                    return FileVisitResult.TERMINATE;
                }
            });
        } catch (IOException unreadable) {
            return true;
        }
        return touched.get();
    }
}
