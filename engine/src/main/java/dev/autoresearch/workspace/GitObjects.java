package dev.autoresearch.workspace;

import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/// The object database of the repository, in process. Not thread-safe.
final class GitObjects implements AutoCloseable {
    private static final int PATCH_LIMIT = 1 << 20;
    private static final int TREES = 64;

    private final Repository repository;
    private final RecentObjects recent;
    private final Map<String, ObjectId> trees = new LinkedHashMap<>(2 * TREES, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ObjectId> eldest) {
            return size() > TREES;
        }
    };

    private GitObjects(Repository repository) {
        this.repository = repository;
        this.recent = new RecentObjects(repository);
    }

    /// Opens the database that all worktrees of the project's repository share.
    static GitObjects open(Project project) {
        QuietReader.install();
        try {
            return new GitObjects(new FileRepositoryBuilder().setGitDir(project.common().toFile())
                    .setWorkTree(project.toplevel().toFile()).setMustExist(true).build());
        } catch (IOException e) {
            throw new Refusal(Exit.REPOSITORY,
                    "The repository at " + project.common() + " cannot be opened: " + e.getMessage(),
                    "Run git fsck there and mend what it reports.");
        }
    }

    /// What JGit knows of it.
    Repository repository() {
        return repository;
    }

    /// Whether a commit and its root tree are there.
    boolean hasCommit(String commit) {
        if (!ObjectId.isId(commit)) {
            return false;
        }
        try (var walk = new RevWalk(repository)) {
            return repository.getObjectDatabase().has(walk.parseCommit(ObjectId.fromString(commit)).getTree());
        } catch (IOException e) {
            return false;
        }
    }

    /// Whether an object of this content is there.
    boolean has(ObjectId id) {
        try {
            return repository.getObjectDatabase().has(id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The root tree of a commit.
    ObjectId tree(String commit) {
        ObjectId known = trees.get(commit);
        if (known != null) {
            return known;
        }
        try (var reader = recent.reader(); var walk = new RevWalk(reader)) {
            ObjectId tree = walk.parseCommit(ObjectId.fromString(commit)).getTree().getId();
            trees.put(commit, tree);
            return tree;
        } catch (IOException e) {
            throw new Refusal(Exit.REPOSITORY,
                    "Commit " + commit + " is not in the repository any more: " + e.getMessage(),
                    "If history was rewritten or pruned, start a new session with another --tag.");
        }
    }

    /// Every path of a commit with what is there, sorted.
    Map<String, Leaf> leaves(String commit) {
        var leaves = new TreeMap<String, Leaf>();
        try (var reader = recent.reader(); var walk = new TreeWalk(reader)) {
            walk.addTree(tree(commit));
            walk.setRecursive(true);
            while (walk.next()) {
                leaves.put(walk.getPathString(), new Leaf(walk.getFileMode(0), walk.getObjectId(0)));
            }
            return leaves;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The paths in which two commits differ, with what the second has; [Gone] paths map to null.
    Map<String, @Nullable Leaf> difference(String from, String to) {
        var paths = new LinkedHashMap<String, @Nullable Leaf>();
        if (from.equals(to)) {
            return paths;
        }
        try (var reader = recent.reader(); var walk = new TreeWalk(reader)) {
            walk.addTree(tree(from));
            walk.addTree(tree(to));
            walk.setRecursive(true);
            walk.setFilter(TreeFilter.ANY_DIFF);
            while (walk.next()) {
                FileMode mode = walk.getFileMode(1);
                paths.put(walk.getPathString(),
                        mode.equals(FileMode.MISSING) ? null : new Leaf(mode, walk.getObjectId(1)));
            }
            return paths;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The content of a blob.
    byte[] blob(ObjectId id) {
        try (var reader = recent.reader()) {
            return reader.open(id, Constants.OBJ_BLOB).getBytes(Integer.MAX_VALUE - 8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes a blob.
    ObjectId insertBlob(byte[] content) {
        try (var inserter = recent.inserter()) {
            ObjectId id = inserter.insert(Constants.OBJ_BLOB, content);
            inserter.flush();
            return id;
        } catch (IOException e) {
            throw full(e);
        }
    }

    /// Writes a commit of the parent's tree with these changes; null takes a path away.
    String commit(String parent, Map<String, @Nullable Leaf> changes, PersonIdent who, String message) {
        try (var inserter = recent.inserter(); var reader = recent.reader()) {
            var builder = new CommitBuilder();
            builder.setTreeId(new TreeWriter(reader, inserter).write(tree(parent), changes));
            builder.setParentId(ObjectId.fromString(parent));
            builder.setAuthor(who);
            builder.setCommitter(who);
            builder.setMessage(message);
            ObjectId id = inserter.insert(builder);
            inserter.flush();
            return id.name();
        } catch (IOException e) {
            throw full(e);
        }
    }

    /// Whether one commit is the other or comes before it.
    boolean reaches(String ancestor, String descendant) {
        try (var walk = new RevWalk(repository)) {
            return walk.isMergedInto(walk.parseCommit(ObjectId.fromString(ancestor)),
                    walk.parseCommit(ObjectId.fromString(descendant)));
        } catch (IOException e) {
            return false;
        }
    }

    /// The difference of two commits as a patch, with renames found; a very long one is cut and says so.
    String patch(String from, String to) {
        var out = new ByteArrayOutputStream();
        try (var reader = repository.newObjectReader(); var formatter = new DiffFormatter(out)) {
            formatter.setRepository(repository);
            formatter.setDetectRenames(true);
            var before = new CanonicalTreeParser(null, reader, tree(from));
            var after = to.isEmpty() ? new EmptyTreeIterator() : new CanonicalTreeParser(null, reader, tree(to));
            for (var entry : formatter.scan(before, after)) {
                formatter.format(entry);
                formatter.flush();
                if (out.size() > PATCH_LIMIT) {
                    return out.toString(StandardCharsets.UTF_8).substring(0, PATCH_LIMIT / 2)
                            + "\n… the patch is longer; the rest was left out here\n";
                }
            }
            return out.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A refusal for a disk that does not take objects.
    static Refusal full(IOException e) {
        return new Refusal(Exit.STORAGE, "Git's objects cannot be written: " + Refusal.because(e),
                "Free some space or make the repository writable, then resume the session.");
    }

    @Override
    public void close() {
        recent.close();
        repository.close();
    }
}
