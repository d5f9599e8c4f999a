package dev.autoresearch.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.jgit.internal.storage.file.RefDirectory;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;

/// The refs of one session under `refs/autoresearch/<tag>/`, which keep every candidate reachable. From time to time
/// the loose ones are packed, so that a hundred thousand of them neither fill a folder nor slow git down.
final class SessionRefs {
    /// The ref that always names the incumbent, whatever happens to the branch.
    static final String INCUMBENT = "incumbent";

    private static final int PACK_EVERY = 1000;

    private final Repository repository;
    private final Path common;
    private final String prefix;
    private final GitSettings settings;
    private final List<String> loose = new ArrayList<>();

    SessionRefs(Repository repository, String tag, GitSettings settings) {
        this.repository = repository;
        this.common = repository.getDirectory().toPath();
        this.prefix = "refs/autoresearch/" + tag + "/";
        this.settings = settings;
    }

    /// The full name of a ref of this session.
    String full(String name) {
        return prefix + name;
    }

    /// Puts `refs/autoresearch/<tag>/<name>` on the commit.
    ///
    /// @throws IllegalArgumentException if the name is none for a ref
    void put(String name, String commit) {
        if (!Repository.isValidRefName(prefix + name) || !ObjectId.isId(commit)) {
            throw new IllegalArgumentException("not a ref and a commit: " + prefix + name + " " + commit);
        }
        set(prefix + name, commit);
        if (!name.equals(INCUMBENT)) {
            loose.add(prefix + name);
            if (loose.size() >= PACK_EVERY) {
                pack();
            }
        }
    }

    /// The commit a ref is on, empty when there is no such ref.
    String get(String full) {
        try {
            Ref ref = repository.getRefDatabase().exactRef(full);
            ObjectId id = ref == null ? null : ref.getObjectId();
            return id == null ? "" : id.name();
        } catch (IOException e) {
            throw GitObjects.full(e);
        }
    }

    /// Whether any ref of this session is on the commit.
    boolean knows(String commit) {
        try {
            ObjectId id = ObjectId.fromString(commit);
            return repository.getRefDatabase().getRefsByPrefix(prefix).stream()
                    .anyMatch(ref -> id.equals(ref.getObjectId()));
        } catch (IOException e) {
            throw GitObjects.full(e);
        }
    }

    /// Moves a ref from one commit to another, in one step.
    ///
    /// @param from where it must be, empty for a ref that must not exist
    /// @return whether it was there
    boolean move(String full, String from, String to, String why) {
        try {
            RefUpdate update = repository.updateRef(full);
            update.setNewObjectId(ObjectId.fromString(to));
            update.setExpectedOldObjectId(from.isEmpty() ? ObjectId.zeroId() : ObjectId.fromString(from));
            update.setForceUpdate(true);
            update.setRefLogIdent(settings.identity());
            update.setRefLogMessage("autoresearch: " + why, false);
            return switch (update.update()) {
                case NEW, FORCED, FAST_FORWARD, NO_CHANGE -> true;
                case LOCK_FAILURE, REJECTED, REJECTED_CURRENT_BRANCH, REJECTED_MISSING_OBJECT, REJECTED_OTHER_REASON ->
                    false;
                case NOT_ATTEMPTED, RENAMED, IO_FAILURE ->
                    throw new IOException(full + " could not be written: " + update.getResult());
            };
        } catch (IOException e) {
            throw GitObjects.full(e);
        }
    }

    /// Moves the loose refs of this session into git's packed file; refs of others are not touched.
    void pack() {
        if (loose.isEmpty()) {
            return;
        }
        try {
            if (repository.getRefDatabase() instanceof RefDirectory folder) {
                folder.pack(loose);
            }
            loose.clear();
        } catch (IOException e) {
            // Somebody else holds the lock, or the disk is full: loose refs are as good, and the next time comes.
            return;
        }
    }

    /// Three calls of the operating system: nobody else writes these names, so nothing is compared, and git finds a loose
    /// ref before a packed one.
    private void set(String full, String commit) {
        Path file = common.resolve(full);
        Path lock = file.resolveSibling(file.getFileName() + ".lock");
        byte[] line = (commit + "\n").getBytes(StandardCharsets.US_ASCII);
        try {
            try {
                Files.write(lock, line);
            } catch (NoSuchFileException e) {
                // The first ref, or git removed the folder when it packed the last one.
                Files.createDirectories(Objects.requireNonNull(file.getParent()));
                Files.write(lock, line);
            }
            Files.move(lock, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw GitObjects.full(e);
        }
    }

    /// The full name of a branch.
    static String branch(String name) {
        return Constants.R_HEADS + name;
    }
}
