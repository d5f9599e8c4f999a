package dev.autoresearch.objective;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/// Tells a file that a run wrote from one that was left lying there. Both times come from the same file system's clock,
/// so that a coarse one (seconds, or a kernel's tick) makes no fresh file look old.
final class Freshness {
    private Freshness() {}

    /// Whether the file was written, replaced or renamed into place at or after `since`. The time of the inode's last
    /// change counts where there is one: a copy that keeps its old date is still new.
    static boolean since(Path file, Instant since) throws IOException {
        if (!Files.getLastModifiedTime(file).toInstant().isBefore(since)) {
            return true;
        }
        return file.getFileSystem().supportedFileAttributeViews().contains("unix")
                && Files.getAttribute(file, "unix:ctime") instanceof FileTime changed
                && !changed.toInstant().isBefore(since);
    }

    /// The size of a file or of all files in a folder, without following symbolic links, and whether any of it is
    /// fresh.
    static Sized size(Path path, Instant since) throws IOException {
        var sized = new SimpleFileVisitor<Path>() {
            private long bytes;
            private boolean fresh;

            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                fresh = fresh || Freshness.since(folder, since);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    bytes += attributes.size();
                    fresh = fresh || Freshness.since(file, since);
                }
                return FileVisitResult.CONTINUE;
            }
        };
        Files.walkFileTree(path, sized);
        return new Sized(sized.bytes, sized.fresh);
    }

    /// @param bytes of all regular files
    /// @param fresh whether at least one of them, or a folder's list of files, is new
    record Sized(long bytes, boolean fresh) {}

    /// Whether there is a regular file or a folder at the path itself.
    static boolean fileOrFolder(Path path) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                || Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }
}
