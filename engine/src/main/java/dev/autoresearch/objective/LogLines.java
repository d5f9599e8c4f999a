package dev.autoresearch.objective;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/// Reads a text file line by line in constant memory, whatever a program wrote: lines end at LF or CR (progress bars
/// use CR), bytes that are not UTF-8 are replaced, and of an endless line only the beginning is kept.
final class LogLines {
    /// Characters kept of one line.
    static final int LONGEST_LINE = 64 * 1024;

    private static final int BUFFER = 4 * 1024;

    private LogLines() {}

    /// Gives every line to `each`; a file that does not exist has none.
    static void each(Path file, Consumer<String> each) throws IOException {
        if (!Files.isRegularFile(file)) {
            return;
        }
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
                Reader reader = new InputStreamReader(bytes, StandardCharsets.UTF_8)) {
            char[] buffer = new char[BUFFER];
            var line = new StringBuilder();
            for (int read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
                int from = 0;
                for (int at = 0; at < read; at++) {
                    if (buffer[at] == '\n' || buffer[at] == '\r') {
                        keep(line, buffer, from, at);
                        each.accept(line.toString());
                        line.setLength(0);
                        from = at + 1;
                    }
                }
                keep(line, buffer, from, read);
            }
            if (!line.isEmpty()) {
                each.accept(line.toString());
            }
        }
    }

    private static void keep(StringBuilder line, char[] buffer, int from, int to) {
        int room = Math.min(to - from, LONGEST_LINE - line.length());
        if (room > 0) {
            line.append(buffer, from, room);
        }
    }
}
