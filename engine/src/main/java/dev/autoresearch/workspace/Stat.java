package dev.autoresearch.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// What the file system says of one path, without following a symlink. Two equal stats taken far enough after the last
/// change mean the same content.
///
/// @param mode     permission bits
/// @param size     bytes
/// @param modified nanoseconds since 1970
/// @param changed  nanoseconds since 1970 of the last change of content or metadata; no program can set it back
/// @param links    number of hard links
record Stat(Kind kind, int mode, long size, long modified, long changed, long inode, int links) {

    /// What a path is.
    enum Kind {
        /// A regular file.
        FILE,
        /// A folder.
        FOLDER,
        /// A symbolic link.
        LINK,
        /// A device, pipe or socket.
        OTHER,
        /// Nothing.
        ABSENT;

        /// The kind that `st_mode` says.
        static Kind of(int mode) {
            return switch (mode & 0170000) {
                case 0100000 -> FILE;
                case 0040000 -> FOLDER;
                case 0120000 -> LINK;
                default -> OTHER;
            };
        }
    }

    /// The bits of `st_mode` that are permissions.
    static final int PERMISSIONS = 07777;

    /// There is nothing.
    static final Stat NOTHING = new Stat(Kind.ABSENT, 0, 0, 0, 0, 0, 0);

    private static final long SLACK = TimeUnit.SECONDS.toNanos(2);

    /// The stat of a path.
    static Stat of(Path path) {
        try {
            var all = Files.readAttributes(path, "unix:mode,ino,size,nlink,lastModifiedTime,ctime",
                    LinkOption.NOFOLLOW_LINKS);
            int mode = (int) number(all, "mode");
            return new Stat(Kind.of(mode), mode & PERMISSIONS, number(all, "size"), nanos(all, "lastModifiedTime"),
                    nanos(all, "ctime"), number(all, "ino"), (int) number(all, "nlink"));
        } catch (NoSuchFileException | NotDirectoryException e) {
            return NOTHING;
        } catch (IOException e) {
            if (e.getMessage() != null && e.getMessage().contains("Not a directory")) {
                return NOTHING;
            }
            throw new UncheckedIOException(e);
        }
    }

    /// Whether the owner may execute it.
    boolean executable() {
        return (mode & 0100) != 0;
    }

    /// As [#equals], which a record makes anew from its parts at every call: three times slower.
    boolean same(Stat other) {
        return kind == other.kind && mode == other.mode && size == other.size && modified == other.modified
                && changed == other.changed && inode == other.inode && links == other.links;
    }

    /// Whether a change right after `at` (wall clock, nanoseconds) could have left this very stat, because clocks of
    /// file systems are coarse.
    boolean racy(long at) {
        return Math.max(modified, changed) + SLACK >= at;
    }

    /// The wall clock that [#racy] is asked with.
    static long now() {
        return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    }

    private static long number(Map<String, Object> all, String name) {
        return all.get(name) instanceof Number number ? number.longValue() : 0;
    }

    private static long nanos(Map<String, Object> all, String name) {
        return all.get(name) instanceof FileTime time ? time.to(TimeUnit.NANOSECONDS) : 0;
    }
}
