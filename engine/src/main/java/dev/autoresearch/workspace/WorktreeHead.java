package dev.autoresearch.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;

/// HEAD, index and `.git` file of a worktree of the engine's own, kept in step with the commit that lies there, so that
/// git commands run in it see a clean checkout.
final class WorktreeHead {
    private final Path root;
    private final Path admin;
    private final String link;
    private final Lstat lstat = new Lstat();
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
            return lstat.of(admin.resolve("HEAD")).same(head) && lstat.of(admin.resolve("index")).same(index)
                    && lstat.of(root.resolve(".git")).kind() == Stat.Kind.FILE
                    && Files.readString(root.resolve(".git")).equals(link);
        } catch (IOException e) {
            return false;
        }
    }

    /// Writes all of it.
    ///
    /// @param tracked every path of the commit, in any order
    void write(String commit, Collection<Tracked> tracked) {
        try {
            Path gitLink = root.resolve(".git");
            if (lstat.of(gitLink).kind() != Stat.Kind.FILE || !Files.readString(gitLink).equals(link)) {
                Folders.delete(gitLink);
                Files.writeString(gitLink, link);
            }
            Files.deleteIfExists(admin.resolve("index.lock"));
            replace("index", IndexFile.of(tracked));
            replace("HEAD", (commit + "\n").getBytes(StandardCharsets.US_ASCII));
            head = lstat.of(admin.resolve("HEAD"));
            index = lstat.of(admin.resolve("index"));
        } catch (IOException e) {
            throw GitObjects.full(e);
        }
    }

    /// One write over a file of the same length, as one commit's mostly is as long as another's; anything else there is
    /// replaced. A new file and the end of an old one would cost several times as much. A kill in between
    /// is mended when the session is opened again.
    private void replace(String name, byte[] content) throws IOException {
        Path file = admin.resolve(name);
        Stat there = lstat.of(file);
        if (there.kind() == Stat.Kind.FILE && there.size() == content.length && there.links() == 1) {
            Files.write(file, content, StandardOpenOption.WRITE);
            return;
        }
        Path fresh = admin.resolve(name + ".lock");
        Files.write(fresh, content);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
