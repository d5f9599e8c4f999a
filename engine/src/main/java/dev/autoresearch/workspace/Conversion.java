package dev.autoresearch.workspace;

import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.eclipse.jgit.attributes.Attributes;
import org.eclipse.jgit.lib.CoreConfig.EolStreamType;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.treewalk.TreeWalk.OperationType;
import org.eclipse.jgit.treewalk.WorkingTreeOptions;
import org.eclipse.jgit.util.io.EolStreamTypeUtil;
import org.jspecify.annotations.Nullable;

/// Between files as they lie in a folder and blobs as git stores them. Line ends are converted here; files with a filter
/// driver, `ident` or another encoding go through git itself, which alone knows how.
final class Conversion {
    private final Path root;
    private final GitObjects objects;
    private final GitSettings settings;
    private final Git git;
    private final WorkingTreeOptions options;

    Conversion(Path root, GitObjects objects, GitSettings settings, Git git) {
        this.root = root;
        this.objects = objects;
        this.settings = settings;
        this.git = git;
        this.options = settings.workingTree();
    }

    /// What git would store for a path that has this stat; null for nothing and for what git cannot store.
    ///
    /// @param old what the tree has there, which decides where the file system or the rules do not
    @Nullable
    Leaf leaf(TreeRules rules, String path, Stat stat, @Nullable Leaf old) {
        return switch (stat.kind()) {
            case FILE -> new Leaf(mode(stat, old), idOf(stored(rules, path, old)));
            case LINK -> new Leaf(FileMode.SYMLINK, idOf(linkTarget(path)));
            case FOLDER -> old != null && old.submodule() ? old : null;
            case OTHER, ABSENT -> null;
        };
    }

    /// As [#leaf], and the blob is written to the repository.
    @Nullable
    Leaf insert(TreeRules rules, String path, Stat stat, @Nullable Leaf old) {
        return switch (stat.kind()) {
            case FILE -> new Leaf(mode(stat, old), objects.insertBlob(stored(rules, path, old)));
            case LINK -> new Leaf(FileMode.SYMLINK, objects.insertBlob(linkTarget(path)));
            case FOLDER -> old != null && old.submodule() ? old : null;
            case OTHER, ABSENT -> null;
        };
    }

    /// The bytes that lie in a folder for a blob.
    byte[] onDisk(TreeRules rules, String path, Leaf leaf) {
        byte[] blob = objects.blob(leaf.id());
        Attributes attributes = rules.attributes(path);
        if (foreign(attributes)) {
            Git.Output output = git.run(root, "cat-file", "--filters", "--path=" + path, leaf.id().name());
            if (output.code() != 0) {
                throw filterFailed(path, output);
            }
            return output.out();
        }
        EolStreamType type = EolStreamTypeUtil.detectStreamType(OperationType.CHECKOUT_OP, options, attributes);
        if (type == null || type == EolStreamType.DIRECT) {
            return blob;
        }
        var bytes = new ByteArrayOutputStream(blob.length + blob.length / 16);
        try (var out = EolStreamTypeUtil.wrapOutputStream(bytes, type)) {
            out.write(blob);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private FileMode mode(Stat stat, @Nullable Leaf old) {
        if (!options.isFileMode() && old != null && !old.link() && !old.submodule()) {
            return old.mode();
        }
        return options.isFileMode() && stat.executable() ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE;
    }

    private byte[] stored(TreeRules rules, String path, @Nullable Leaf old) {
        byte[] content = read(root.resolve(path));
        Attributes attributes = rules.attributes(path);
        if (foreign(attributes)) {
            Git.Output output = git.start(root, content, "hash-object", "-w", "--stdin", "--path=" + path);
            if (output.code() != 0) {
                throw filterFailed(path, output);
            }
            return objects.blob(ObjectId.fromString(output.text()));
        }
        EolStreamType type = EolStreamTypeUtil.detectStreamType(OperationType.CHECKIN_OP, options, attributes);
        if (type == null || type == EolStreamType.DIRECT) {
            return content;
        }
        if (type == EolStreamType.AUTO_LF && old != null && !old.submodule()
                && hasCarriageReturn(objects.blob(old.id()))) {
            // Git leaves files alone that already have CRLF in the repository.
            return content;
        }
        try (var in = EolStreamTypeUtil.wrapInputStream(new ByteArrayInputStream(content), type)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean foreign(Attributes attributes) {
        if (attributes.isEmpty()) {
            return false;
        }
        String filter = attributes.getValue("filter");
        if (filter != null && settings.config().getNames("filter", filter).stream()
                .anyMatch(key -> key.equals("clean") || key.equals("smudge") || key.equals("process"))) {
            return true;
        }
        return attributes.isSet("ident") || attributes.getValue("working-tree-encoding") != null;
    }

    private byte[] linkTarget(String path) {
        try {
            return Files.readSymbolicLink(root.resolve(path)).toString().getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new Refusal(Exit.STORAGE, file + " cannot be read: " + Refusal.because(e),
                    "Make the file readable and resume the session.");
        }
    }

    private static ObjectId idOf(byte[] content) {
        try {
            var digest = MessageDigest.getInstance("SHA-1");
            digest.update(("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII));
            return ObjectId.fromRaw(digest.digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean hasCarriageReturn(byte[] content) {
        for (int i = 1; i < content.length; i++) {
            if (content[i] == '\n' && content[i - 1] == '\r') {
                return true;
            }
        }
        return false;
    }

    private static Refusal filterFailed(String path, Git.Output output) {
        return new Refusal(Exit.REPOSITORY, "Git's filter for " + path + " failed.", output.errors().lines().toList(),
                "Install the program that .gitattributes asks for (for example git-lfs) and resume the session.");
    }
}
