package dev.autoresearch.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Collection;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.util.FS;

/// HEAD, index and `.git` file of a worktree of the engine's own, kept in step with the commit that lies there, so that
/// git commands run in it see a clean checkout.
final class WorktreeHead {
    private final Path root;
    private final Path admin;
    private final String link;
    private Stat head = Stat.NOTHING;
    private Stat index = Stat.NOTHING;

    /// The worktree at `root`, of which git keeps its state in `admin`.
    WorktreeHead(Path root, Path admin) {
        this.root = root;
        this.admin = admin;
        try {
            this.link = Files.readString(root.resolve(".git"));
            Files.deleteIfExists(admin.resolve("index.lock"));
            Files.deleteIfExists(admin.resolve("HEAD.lock"));
        } catch (IOException e) {
            throw GitObjects.full(e);
        }
    }

    /// Whether all is as it was written last.
    boolean untouched() {
        try {
            return Stat.of(admin.resolve("HEAD")).equals(head) && Stat.of(admin.resolve("index")).equals(index)
                    && Stat.of(root.resolve(".git")).kind() == Stat.Kind.FILE
                    && Files.readString(root.resolve(".git")).equals(link);
        } catch (IOException e) {
            return false;
        }
    }

    /// Writes all of it.
    ///
    /// @param tracked every path of the commit, sorted as git sorts them or not
    void write(String commit, Collection<Tracked> tracked) {
        try {
            Path gitLink = root.resolve(".git");
            if (Stat.of(gitLink).kind() != Stat.Kind.FILE || !Files.readString(gitLink).equals(link)) {
                Folders.delete(gitLink);
                Files.writeString(gitLink, link);
            }
            Files.deleteIfExists(admin.resolve("index.lock"));
            var cache = new DirCache(admin.resolve("index").toFile(), FS.DETECTED);
            if (!cache.lock()) {
                throw new IOException("the index of " + root + " is locked");
            }
            DirCacheBuilder builder = cache.builder();
            for (Tracked file : tracked) {
                builder.add(entry(file));
            }
            builder.finish();
            cache.write();
            // Both are replaced in ways that do not make ext4 write them out at once, as a rename over a file does: a kill in
            // between is mended when the session is opened again.
            Files.deleteIfExists(admin.resolve("index"));
            if (!cache.commit()) {
                throw new IOException("the index of " + root + " could not be replaced");
            }
            writeHead(admin.resolve("HEAD"), (commit + "\n").getBytes(StandardCharsets.US_ASCII));
            head = Stat.of(admin.resolve("HEAD"));
            index = Stat.of(admin.resolve("index"));
        } catch (IOException e) {
            throw GitObjects.full(e);
        }
    }

    /// One write over a commit by another, which are of the same length; anything else there is replaced.
    private void writeHead(Path file, byte[] line) throws IOException {
        Stat there = Stat.of(file);
        if (there.kind() == Stat.Kind.FILE && there.size() == line.length && there.links() == 1) {
            Files.write(file, line, StandardOpenOption.WRITE);
            return;
        }
        Path fresh = admin.resolve("HEAD.lock");
        Files.write(fresh, line);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static DirCacheEntry entry(Tracked file) {
        var entry = new DirCacheEntry(file.path());
        entry.setFileMode(file.leaf().mode());
        entry.setObjectId(file.leaf().id());
        if (file.hidden()) {
            entry.setAssumeValid(true);
        } else if (file.stat().kind() == Stat.Kind.FILE || file.stat().kind() == Stat.Kind.LINK) {
            entry.setLength(file.stat().size());
            entry.setLastModified(Instant.ofEpochSecond(0, file.stat().modified()));
        }
        return entry;
    }
}
