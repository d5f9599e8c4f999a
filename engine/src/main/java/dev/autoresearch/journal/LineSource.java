package dev.autoresearch.journal;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/// The lines of a file as byte ranges of one buffer that is used again and again, so that a long journal costs no memory.
/// Not thread-safe.
final class LineSource implements AutoCloseable {
    private static final int FIRST_SIZE = 1 << 16;
    private static final int LARGEST_LINE = 1 << 28;

    private final FileInputStream in;
    private byte[] buffer = new byte[FIRST_SIZE];
    private int filled;
    private int from;
    private int to;
    private int next;
    private long bufferStart;
    private boolean terminated;

    /// The lines from `offset` on, which must be the start of a line.
    LineSource(Path file, long offset) throws IOException {
        in = new FileInputStream(file.toFile());
        in.skipNBytes(offset);
        bufferStart = offset;
    }

    /// Goes to the next line; false at the end of the file.
    boolean next() throws IOException {
        from = next;
        int scanned = next;
        while (true) {
            for (int i = scanned; i < filled; i++) {
                if (buffer[i] == '\n') {
                    to = i;
                    next = i + 1;
                    terminated = true;
                    return true;
                }
            }
            scanned = filled - from;
            if (!fill()) {
                to = filled;
                next = filled;
                terminated = false;
                return to > from;
            }
        }
    }

    private boolean fill() throws IOException {
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, filled - from);
            bufferStart += from;
            filled -= from;
            from = 0;
        }
        if (filled == buffer.length) {
            if (buffer.length >= LARGEST_LINE) {
                throw new IOException("a line is longer than " + LARGEST_LINE + " bytes");
            }
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = in.read(buffer, filled, buffer.length - filled);
        filled += Math.max(read, 0);
        return read > 0;
    }

    /// Where the bytes of the line are; valid until the next line.
    byte[] bytes() {
        return buffer;
    }

    /// First byte of the line in [#bytes()].
    int from() {
        return from;
    }

    /// After the last byte of the line in [#bytes()], without its line feed.
    int to() {
        return to;
    }

    /// Offset in the file after the line and its line feed.
    long end() {
        return bufferStart + next;
    }

    /// Whether the line has its line feed.
    boolean terminated() {
        return terminated;
    }

    /// Whether nothing follows the line.
    boolean last() throws IOException {
        return next >= filled && peek();
    }

    private boolean peek() throws IOException {
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = in.read(buffer, filled, buffer.length - filled);
        filled += Math.max(read, 0);
        return read <= 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
