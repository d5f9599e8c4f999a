package dev.autoresearch.workspace;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.eclipse.jgit.lib.Constants;

/// Git's index of a folder that holds exactly one commit, version 2, as bytes. As JGit's it leaves out what git can do
/// without: times of metadata, device and inode.
final class IndexFile {
    private static final int HEADER = 12;
    private static final int FIXED = 62;
    private static final int ALIGNMENT = 8;
    private static final int LONGEST = 0xFFF;
    private static final int ASSUME_VALID = 0x8000;
    private static final int DIGEST = 20;
    private static final long NANOS = 1_000_000_000;

    private IndexFile() {}

    /// The whole file.
    ///
    /// @param tracked every path of the commit, in any order
    static byte[] of(Collection<Tracked> tracked) {
        List<Entry> entries = tracked.stream().map(Entry::new)
                .sorted((one, other) -> Arrays.compareUnsigned(one.name, other.name))
                .toList();
        int size = HEADER + entries.stream().mapToInt(Entry::size).sum() + DIGEST;
        var bytes = ByteBuffer.allocate(size);
        bytes.put(Constants.encodeASCII("DIRC")).putInt(2).putInt(entries.size());
        entries.forEach(entry -> entry.write(bytes));
        MessageDigest sha1 = Constants.newMessageDigest();
        sha1.update(bytes.array(), 0, bytes.position());
        return bytes.put(sha1.digest()).array();
    }

    private static final class Entry {
        private final Tracked file;
        private final byte[] name;

        Entry(Tracked file) {
            this.file = file;
            this.name = file.path().getBytes(StandardCharsets.UTF_8);
        }

        /// At least one zero byte ends the name.
        int size() {
            return (FIXED + name.length + ALIGNMENT) / ALIGNMENT * ALIGNMENT;
        }

        void write(ByteBuffer bytes) {
            int end = bytes.position() + size();
            Stat stat = file.stat();
            boolean there = !file.hidden() && (stat.kind() == Stat.Kind.FILE || stat.kind() == Stat.Kind.LINK);
            bytes.putLong(0);
            bytes.putInt(there ? (int) Math.floorDiv(stat.modified(), NANOS) : 0);
            bytes.putInt(there ? (int) Math.floorMod(stat.modified(), NANOS) : 0);
            bytes.putLong(0);
            bytes.putInt(file.leaf().mode().getBits());
            bytes.putLong(0);
            bytes.putInt(there ? (int) stat.size() : 0);
            file.leaf().id().copyRawTo(bytes);
            bytes.putShort((short) ((file.hidden() ? ASSUME_VALID : 0) | Math.min(name.length, LONGEST)));
            bytes.put(name).position(end);
        }
    }
}
