package dev.autoresearch.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.jspecify.annotations.Nullable;

/// Makes a tree out of another one and a few changes, writing only the folders along the changed paths.
final class TreeWriter {
    private final ObjectReader reader;
    private final ObjectInserter inserter;

    TreeWriter(ObjectReader reader, ObjectInserter inserter) {
        this.reader = reader;
        this.inserter = inserter;
    }

    /// Writes `tree` with these changes; null takes a path away.
    ///
    /// @return the root of the new tree
    ObjectId write(ObjectId tree, Map<String, @Nullable Leaf> changes) throws IOException {
        ObjectId written = folder(tree, changes);
        return written == null ? new TreeFormatter().insertTo(inserter) : written;
    }

    private @Nullable ObjectId folder(@Nullable ObjectId tree, Map<String, @Nullable Leaf> changes)
            throws IOException {
        // Git sorts a folder as if its name ended with a slash; names are bytes and need not be UTF-8.
        var entries = new TreeMap<byte[], Entry>(Arrays::compareUnsigned);
        if (tree != null) {
            for (var at = new CanonicalTreeParser(null, reader, tree); !at.eof(); at.next()) {
                byte[] name = new byte[at.getNameLength()];
                at.getName(name, 0);
                put(entries, new Entry(name, at.getEntryFileMode(), at.getEntryObjectId()));
            }
        }
        var below = new LinkedHashMap<String, Map<String, @Nullable Leaf>>();
        changes.forEach((path, leaf) -> {
            int slash = path.indexOf('/');
            if (slash < 0) {
                byte[] name = path.getBytes(StandardCharsets.UTF_8);
                if (leaf == null) {
                    entries.remove(name);
                } else {
                    entries.remove(slashed(name));
                    put(entries, new Entry(name, leaf.mode(), leaf.id()));
                }
            } else {
                below.computeIfAbsent(path.substring(0, slash), _ -> new LinkedHashMap<>())
                        .put(path.substring(slash + 1), leaf);
            }
        });
        for (var folder : below.entrySet()) {
            byte[] name = folder.getKey().getBytes(StandardCharsets.UTF_8);
            Entry old = entries.remove(slashed(name));
            ObjectId written = folder(old == null ? null : old.id, folder.getValue());
            if (written != null) {
                entries.remove(name);
                put(entries, new Entry(name, FileMode.TREE, written));
            }
        }
        if (entries.isEmpty()) {
            return null;
        }
        var formatter = new TreeFormatter();
        entries.values().forEach(entry -> formatter.append(entry.name, entry.mode, entry.id));
        return formatter.insertTo(inserter);
    }

    private static void put(Map<byte[], Entry> entries, Entry entry) {
        entries.put(entry.mode.equals(FileMode.TREE) ? slashed(entry.name) : entry.name, entry);
    }

    private static byte[] slashed(byte[] name) {
        byte[] slashed = Arrays.copyOf(name, name.length + 1);
        slashed[name.length] = '/';
        return slashed;
    }

    private static final class Entry {
        private final byte[] name;
        private final FileMode mode;
        private final ObjectId id;

        Entry(byte[] name, FileMode mode, ObjectId id) {
            this.name = name;
            this.mode = mode;
            this.id = id;
        }
    }
}
