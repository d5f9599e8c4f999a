package dev.autoresearch.proposers.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Lines out of bytes: split on LF only, since agents leave other line ends inside JSON strings. A line longer than the
/// limit is passed over without being held. Bytes may be handed in pieces as they come.
final class LineReader {

    /// The longest line that is read, in bytes.
    static final int LONGEST = 8 << 20;

    private static final int PIECE = 16 * 1024;

    private final int limit;
    private byte[] line = new byte[PIECE];
    private int length;
    private boolean tooLong;
    private long skipped;

    LineReader() {
        this(LONGEST);
    }

    /// @param limit bytes of the longest line that is read
    LineReader(int limit) {
        this.limit = limit;
    }

    /// Lines that were too long.
    long skipped() {
        return skipped;
    }

    /// Takes bytes as they come.
    void accept(byte[] bytes, int count, Lines lines) {
        int from = 0;
        for (int i = 0; i < count; i++) {
            if (bytes[i] == '\n') {
                append(bytes, from, i - from);
                from = i + 1;
                end(lines);
            }
        }
        append(bytes, from, count - from);
    }

    /// Takes what is left behind the last line end as a line.
    void finish(Lines lines) {
        if (length > 0 || tooLong) {
            end(lines);
        }
    }

    /// Reads all of a stream.
    ///
    /// @param copy gets every piece as it was read; null for nobody
    void all(InputStream in, Lines lines, @Nullable Copy copy) throws IOException {
        byte[] piece = new byte[PIECE];
        int count = in.read(piece);
        while (count >= 0) {
            if (copy != null) {
                copy.write(piece, count);
            }
            accept(piece, count, lines);
            count = in.read(piece);
        }
        finish(lines);
    }

    private void append(byte[] bytes, int from, int count) {
        if (tooLong || count == 0) {
            return;
        }
        if (length + count > limit) {
            tooLong = true;
            line = new byte[PIECE];
            length = 0;
            return;
        }
        if (length + count > line.length) {
            line = Arrays.copyOf(line, Math.min(limit, Math.max(length + count, line.length * 2)));
        }
        System.arraycopy(bytes, from, line, length, count);
        length += count;
    }

    private void end(Lines lines) {
        if (tooLong) {
            skipped++;
        } else {
            int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
            lines.line(new String(line, 0, end, StandardCharsets.UTF_8));
        }
        tooLong = false;
        length = 0;
    }

    /// Takes lines.
    @FunctionalInterface
    interface Lines {
        void line(String line);
    }

    /// Takes bytes.
    @FunctionalInterface
    interface Copy {
        void write(byte[] bytes, int count) throws IOException;
    }
}
