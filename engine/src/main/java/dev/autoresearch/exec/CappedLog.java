package dev.autoresearch.exec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A log file that keeps the beginning and the end of what is written to it, within a limit.
///
/// The first half of the limit goes into the file at once and can be read while the run goes on. What follows goes in
/// turn to two segment files beside it, each as large as the other half, so the end is always on disk and never in
/// memory; closing joins them. A log of errors only is no file before there is one. Not thread-safe.
final class CappedLog implements AutoCloseable {
    private final Path file;
    private @Nullable FileChannel head;
    private final long headLimit;
    private final long tailLimit;
    private final Path[] segments;
    private final @Nullable FileChannel[] tail = new FileChannel[2];
    private final long[] sizes = new long[2];
    private int current;
    private long bytes;
    private boolean closed;

    private CappedLog(Path file, long limit) {
        this.file = file;
        this.headLimit = (Math.max(0, limit) + 1) / 2;
        this.tailLimit = Math.max(0, limit) - headLimit;
        this.segments = segments(file);
    }

    /// The log of a task: of its errors only, where its output has a file of its own.
    static CappedLog of(Task task) throws IOException {
        if (task.output() == null) {
            return create(task.log(), task.logLimit());
        }
        Files.deleteIfExists(task.log());
        return new CappedLog(task.log(), task.logLimit());
    }

    /// Starts the log anew; the folder is made when missing.
    ///
    /// @param limit bytes kept
    static CappedLog create(Path file, long limit) throws IOException {
        CappedLog log = new CappedLog(file, limit);
        log.head();
        return log;
    }

    /// Appends what remains in the buffer.
    void write(ByteBuffer data) throws IOException {
        bytes += data.remaining();
        FileChannel head = head();
        long room = headLimit - head.position();
        if (room > 0) {
            writeUpTo(head, data, room);
        }
        while (data.hasRemaining() && tailLimit > 0) {
            if (sizes[current] == tailLimit) {
                current = 1 - current;
                sizes[current] = 0;
                segment(current).truncate(0);
            }
            sizes[current] += writeUpTo(segment(current), data, tailLimit - sizes[current]);
        }
        data.position(data.limit());
    }

    /// Bytes written so far.
    long bytes() {
        return bytes;
    }

    /// Bytes of them that the joined log does not have.
    long cut() {
        return Math.max(0, bytes - headLimit - tailLimit);
    }

    /// Joins head and tail into the one file.
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        if (head == null) {
            return;
        }
        try (FileChannel head = head()) {
            if (cut() > 0) {
                String note = "\n" + String.format(Locale.ROOT, "[… %,d bytes cut by run.log-limit …]", cut()) + "\n";
                ByteBuffer encoded = StandardCharsets.UTF_8.encode(note);
                while (encoded.hasRemaining()) {
                    head.write(encoded);
                }
            }
            int older = 1 - current;
            long fromOlder = Math.min(sizes[older], tailLimit - sizes[current]);
            append(older, sizes[older] - fromOlder, head);
            append(current, 0, head);
        } finally {
            for (int i = 0; i < 2; i++) {
                FileChannel channel = tail[i];
                if (channel != null) {
                    channel.close();
                    Files.deleteIfExists(segments[i]);
                }
            }
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }

    private static Path[] segments(Path file) {
        return new Path[]{file.resolveSibling(file.getFileName() + ".tail-0"),
                file.resolveSibling(file.getFileName() + ".tail-1")};
    }

    private FileChannel head() throws IOException {
        FileChannel open = head;
        if (open == null) {
            open = opened();
            head = open;
        }
        return open;
    }

    private FileChannel opened() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
        try {
            return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            for (Path segment : segments) {
                Files.deleteIfExists(segment);
            }
            return FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        }
    }

    private FileChannel segment(int index) throws IOException {
        FileChannel channel = tail[index];
        if (channel == null) {
            channel = FileChannel.open(segments[index], StandardOpenOption.CREATE, StandardOpenOption.READ,
                    StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
            tail[index] = channel;
        }
        if (sizes[index] == 0) {
            channel.position(0);
        }
        return channel;
    }

    private void append(int index, long from, FileChannel head) throws IOException {
        FileChannel channel = tail[index];
        if (channel == null) {
            return;
        }
        long at = from;
        while (at < sizes[index]) {
            at += channel.transferTo(at, sizes[index] - at, head);
        }
    }

    private static long writeUpTo(FileChannel channel, ByteBuffer data, long room) throws IOException {
        int end = data.limit();
        int count = (int) Math.min(room, data.remaining());
        data.limit(data.position() + count);
        while (data.hasRemaining()) {
            channel.write(data);
        }
        data.limit(end);
        return count;
    }
}
