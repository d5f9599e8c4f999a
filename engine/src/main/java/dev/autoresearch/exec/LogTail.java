package dev.autoresearch.exec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;

/// The end of a run's output as plain text that may be shown on a terminal or put into a prompt.
///
/// Escape sequences, control characters and characters that reorder text are gone, a progress bar drawn with carriage
/// returns is reduced to its last state, and long lines are cut.
public final class LogTail {
    /// How many lines people and proposers get to see.
    public static final int LINES = 50;
    /// How many bytes of the log's end are looked at for them.
    public static final int BYTES = 64 * 1024;

    private static final int LINE_LENGTH = 500;
    private static final Pattern ESCAPES = Pattern.compile(
            "\u001b\\[[0-?]*[ -/]*[@-~]|\u001b[\\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\\\)?|\u001b[ -/]*[0-~]|\u001b");
    private static final Pattern INVISIBLE = Pattern.compile(
            "[\\p{Cc}&&[^\t\n]]|[\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]|[\\x{e0000}-\\x{e007f}]|\\p{Cs}");

    private LogTail() {}

    /// The last [#LINES] lines.
    ///
    /// @return lines joined by `\n`, without one at the end; empty when there is no log
    public static String last(Path log) {
        return last(log, LINES, BYTES);
    }

    /// The last lines of a file.
    ///
    /// @param lines    how many at most
    /// @param maxBytes how much of the file's end is read at most
    /// @return lines joined by `\n`, without one at the end; empty when the file cannot be read
    public static String last(Path log, int lines, int maxBytes) {
        String text;
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ)) {
            long size = channel.size();
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(size, maxBytes));
            long from = size - buffer.capacity();
            int count = 0;
            while (buffer.hasRemaining() && count >= 0) {
                count = channel.read(buffer, from + buffer.position());
            }
            text = StandardCharsets.UTF_8.decode(buffer.flip()).toString();
            if (from > 0) {
                // the first line is cut off somewhere, perhaps inside a character
                int line = text.indexOf('\n');
                text = line >= 0 && line < text.length() - 1 ? text.substring(line + 1) : text;
            }
        } catch (IOException e) {
            return "";
        }
        List<String> all = clean(text).lines().toList();
        int end = all.size();
        while (end > 0 && all.get(end - 1).isBlank()) {
            end--;
        }
        return String.join("\n", all.subList(Math.max(0, end - lines), end));
    }

    /// Any text from a run or a repository, made harmless in the same way; line breaks and tabs stay.
    public static String clean(String text) {
        StringBuilder out = new StringBuilder(text.length());
        String plain = ESCAPES.matcher(text).replaceAll("").replace("\r\n", "\n");
        int from = 0;
        while (from <= plain.length()) {
            int to = plain.indexOf('\n', from);
            String line = plain.substring(from, to < 0 ? plain.length() : to);
            out.append(shorten(INVISIBLE.matcher(lastState(line)).replaceAll("")));
            if (to < 0) {
                break;
            }
            out.append('\n');
            from = to + 1;
        }
        return out.toString();
    }

    private static String lastState(String line) {
        String shown = line.stripTrailing();
        return shown.substring(shown.lastIndexOf('\r') + 1);
    }

    private static String shorten(String line) {
        if (line.length() <= LINE_LENGTH) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(LINE_LENGTH - 1)) ? LINE_LENGTH - 1 : LINE_LENGTH;
        return line.substring(0, end) + " … (" + (line.length() - end) + " more characters)";
    }
}
