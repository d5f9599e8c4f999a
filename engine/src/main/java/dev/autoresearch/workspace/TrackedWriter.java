package dev.autoresearch.workspace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Puts files of a commit at their places. Never writes through a symlink or a hard link.
///
/// @param conversion what a file's content is on disk
/// @param over       whether what lies there may be written over, as in a worktree of ours
record TrackedWriter(GitObjects objects, Conversion conversion, boolean over) {
    private static final String FRESH = ".autoresearch-fresh";
    private static final int OWNER = 0600;

    /// Writes a file or a link.
    ///
    /// @param now what lies there; no folder
    void write(Tracked file, TreeRules rules, Stat now) {
        if (!overwritten(file, rules, now)) {
            replace(file, rules);
        }
    }

    /// Writes the content over the file that lies there, which costs a third of a new file. A kill in the middle is mended
    /// when the session is opened again, as every file is looked at then.
    private boolean overwritten(Tracked file, TreeRules rules, Stat now) {
        if (!over || now.kind() != Stat.Kind.FILE || now.links() != 1 || (now.mode() & OWNER) != OWNER
                || file.leaf().link() || now.executable() != file.leaf().executable()) {
            return false;
        }
        byte[] content = conversion.onDisk(rules, file.path(), file.leaf());
        if (content.length == 0) {
            return false;
        }
        try (var out = FileChannel.open(file.file(), Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS))) {
            fill(out, content);
            if (content.length < now.size()) {
                out.truncate(content.length);
            }
            return true;
        } catch (IOException e) {
            // A program that still runs cannot be written over, and a full disk shows again when a new file is made.
            return false;
        }
    }

    private void replace(Tracked file, TreeRules rules) {
        Path fresh = file.file().resolveSibling(FRESH);
        try {
            Files.deleteIfExists(fresh);
            if (file.leaf().link()) {
                Files.createSymbolicLink(fresh,
                        Path.of(new String(objects.blob(file.leaf().id()), StandardCharsets.UTF_8)));
            } else {
                FileAttribute<?>[] mode = {PosixFilePermissions.asFileAttribute(
                        PosixFilePermissions.fromString(file.leaf().executable() ? "rwxrwxrwx" : "rw-rw-rw-"))};
                try (var out = FileChannel.open(fresh,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode)) {
                    fill(out, conversion.onDisk(rules, file.path(), file.leaf()));
                }
            }
            // ext4 writes a file out at once when it is renamed over another one: 0.2 ms for what nobody needs on disk.
            Files.deleteIfExists(file.file());
            Files.move(fresh, file.file(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw GitObjects.full(e);
        }
    }

    private static void fill(FileChannel out, byte[] content) throws IOException {
        var bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }
}
