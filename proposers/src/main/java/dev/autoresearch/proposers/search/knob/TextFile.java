package dev.autoresearch.proposers.search.knob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A text file as it is, byte for byte: UTF-8, or Latin-1 where it is not valid UTF-8. A byte order mark and the line
/// ends are part of the text.
///
/// @param path relative to the project folder, with `/`
record TextFile(String path, String text, Charset charset) {

    /// Larger files hold data, not settings.
    static final long LIMIT = 512 * 1024;

    /// The file, empty when it is no regular text file of reasonable size.
    static Optional<TextFile> read(Path root, String path) throws IOException {
        Path file = root.resolve(path);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > LIMIT) {
            return Optional.empty();
        }
        byte[] bytes = Files.readAllBytes(file);
        for (byte one : bytes) {
            if (one == 0) {
                return Optional.empty();
            }
        }
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return Optional.of(new TextFile(path, text, StandardCharsets.UTF_8));
        } catch (CharacterCodingException otherCharset) {
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            return Optional.of(new TextFile(path, text, StandardCharsets.ISO_8859_1));
        }
    }

    /// The text with some spans replaced; nothing else differs.
    String with(List<Replacement> replacements) {
        var changed = new StringBuilder(text);
        replacements.stream().sorted(Comparator.comparingInt(Replacement::start).reversed())
                .forEach(replacement -> changed.replace(replacement.start(), replacement.end(), replacement.text()));
        return changed.toString();
    }

    /// Writes the text with some spans replaced over the file.
    void write(Path root, List<Replacement> replacements) throws IOException {
        Files.write(root.resolve(path), with(replacements).getBytes(charset));
    }

    /// The number of the line, from 1, that an offset is in.
    int line(int offset) {
        return 1 + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
    }

    /// New text for a span.
    record Replacement(int start, int end, String text) {}
}
