package dev.autoresearch.proposers.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// The end of a file as text.
final class Tail {
    private static final int BYTES = 16 * 1024;

    private Tail() {}

    static String of(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            long from = Math.max(0, channel.size() - BYTES);
            var bytes = ByteBuffer.allocate(BYTES);
            int count = 0;
            while (count >= 0 && bytes.hasRemaining()) {
                count = channel.read(bytes, from + bytes.position());
            }
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        }
    }
}
