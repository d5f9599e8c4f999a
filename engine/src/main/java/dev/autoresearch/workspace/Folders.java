package dev.autoresearch.workspace;

import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;

/// Removing and copying whole folders without ever following a symlink out of them.
final class Folders {
    private Folders() {}

    /// Removes a file, a link, or a folder with everything in it; nothing there is fine.
    static void delete(Path path) {
        try {
            deleteAll(path);
        } catch (IOException e) {
            throw refuse(path, e);
        }
    }

    /// Removes the folder if it is empty.
    static void deleteIfEmpty(Path folder) {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            return;
        } catch (IOException e) {
            throw refuse(folder, e);
        }
    }

    /// Removes the path if it is an empty folder and no link.
    static void deleteIfEmptyFolder(Path folder) {
        if (Stat.of(folder).kind() == Stat.Kind.FOLDER) {
            deleteIfEmpty(folder);
        }
    }

    /// Copies a file, a link as a link, or a folder with everything in it but `.git`; modes and times stay.
    static void copy(Path from, Path to) {
        try {
            Path parent = to.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            copyAll(from, to);
        } catch (IOException e) {
            throw refuse(to, e);
        }
    }

    /// The names in a folder; none if it is not there.
    static List<String> names(Path folder) {
        String[] names = folder.toFile().list();
        return names == null ? List.of() : List.of(names);
    }

    private static void deleteAll(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            List<Path> inside;
            try {
                inside = children(path);
            } catch (AccessDeniedException e) {
                open(path);
                inside = children(path);
            }
            for (Path child : inside) {
                deleteAll(child);
            }
        }
        try {
            Files.deleteIfExists(path);
        } catch (AccessDeniedException e) {
            // Caches of build tools make their folders read-only.
            Path parent = path.getParent();
            if (parent != null) {
                open(parent);
            }
            Files.deleteIfExists(path);
        }
    }

    private static void open(Path folder) throws IOException {
        var permissions = EnumSet.copyOf(Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS));
        permissions.addAll(List.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.OWNER_EXECUTE));
        Files.setPosixFilePermissions(folder, permissions);
    }

    private static List<Path> children(Path folder) throws IOException {
        try (var stream = Files.list(folder)) {
            return stream.toList();
        }
    }

    private static void copyAll(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS)) {
            if (Files.isRegularFile(from, LinkOption.NOFOLLOW_LINKS) || Files.isSymbolicLink(from)) {
                Files.copy(from, to, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES,
                        StandardCopyOption.REPLACE_EXISTING);
            }
            return;
        }
        Files.createDirectories(to);
        for (Path child : children(from)) {
            if (!child.endsWith(".git")) {
                copyAll(child, to.resolve(child.getFileName().toString()));
            }
        }
        try {
            Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
        } catch (NoSuchFileException e) {
            throw new IOException(from + " vanished while it was copied", e);
        }
    }

    private static Refusal refuse(Path path, IOException e) {
        return new Refusal(Exit.STORAGE, path + " cannot be changed: " + Refusal.because(e),
                "Check the disk's space and the permissions there, then resume the session.");
    }
}
