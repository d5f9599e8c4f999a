package dev.autoresearch.journal.view;

import dev.autoresearch.journal.AtomicFile;
import dev.autoresearch.journal.JsonCodec;
import dev.autoresearch.journal.SessionFolder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/// The files at the project's root that views are written to, and whose they are: `.autoresearch/views.json` remembers
/// which session made which file (by its identity and first bytes), so that a file of the user's own with the
/// same name is recognised and moved aside instead of being overwritten. Not thread-safe.
///
/// @param folder the session that writes
record ViewFiles(SessionFolder folder) {
    private static final int HEAD = 4096;

    /// Who made a file.
    ///
    /// @param tag    the session
    /// @param layout what its lines look like
    /// @param key    the file's identity in its file system, empty where there is none
    /// @param head   so many bytes at its beginning
    /// @param digest have this SHA-256, in hex: an identity is used again once its file is deleted
    record Maker(String tag, String layout, String key, int head, String digest) {

        private boolean made(Path file) throws IOException {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && key.equals(keyOf(file))
                    && digest.equals(digestOf(file, head));
        }
    }

    Path at(String name) {
        return folder.project().resolve(name);
    }

    /// Whether the file there was made by this session in this layout, and ends with exactly this text.
    boolean continues(String name, String layout, String end) throws IOException {
        Maker maker = makers().get(name);
        if (maker == null || !maker.tag().equals(folder.tag()) || !maker.layout().equals(layout)
                || !maker.made(at(name))) {
            return false;
        }
        byte[] expected = end.getBytes(StandardCharsets.UTF_8);
        try (var file = new RandomAccessFile(at(name).toFile(), "r")) {
            if (file.length() < expected.length) {
                return false;
            }
            byte[] last = new byte[expected.length];
            file.seek(file.length() - expected.length);
            file.readFully(last);
            return Arrays.equals(last, expected);
        }
    }

    /// One write at the end; fails if the file is gone.
    void append(String name, String text) throws IOException {
        Files.write(at(name), text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
    }

    /// A file to write the new content to, for [#install].
    Path draft(String name) throws IOException {
        return Files.createTempFile(Files.createDirectories(folder.path()), "." + name + "-", "");
    }

    /// Puts the draft in place and remembers who made it. What the user had there is kept under another name.
    ///
    /// @return a note for the user, empty for none
    String install(String name, String layout, Path draft) throws IOException {
        String note = moveAside(name);
        AtomicFile.move(draft, at(name));
        var makers = makers();
        int head = (int) Math.min(HEAD, Files.size(at(name)));
        makers.put(name, new Maker(folder.tag(), layout, keyOf(at(name)), head, digestOf(at(name), head)));
        AtomicFile.replace(register(), JsonCodec.mapper().writeValueAsBytes(makers));
        return note;
    }

    /// Makes `name` a symbolic link to a file in the project folder, at once.
    ///
    /// @return a note for the user, empty for none
    String link(String name, Path target) throws IOException {
        Path link = at(name);
        boolean ours = Files.isSymbolicLink(link)
                && Files.readSymbolicLink(link).startsWith(Path.of(SessionFolder.STORE));
        String note = ours ? "" : moveAside(name);
        Path draft = folder.path().resolve(".link-" + name);
        Files.deleteIfExists(draft);
        Files.createSymbolicLink(draft, folder.project().relativize(target));
        Files.move(draft, link, StandardCopyOption.ATOMIC_MOVE);
        return note;
    }

    private String moveAside(String name) throws IOException {
        Path file = at(name);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return "";
        }
        Maker maker = makers().get(name);
        if (maker != null && maker.made(file)) {
            return "";
        }
        Path aside = free(name + ".before-" + folder.tag());
        Files.move(file, aside);
        return name + " was not made by this program; it is now " + aside.getFileName() + ".";
    }

    private Path free(String name) {
        Path aside = at(name);
        for (int i = 2; Files.exists(aside, LinkOption.NOFOLLOW_LINKS); i++) {
            aside = at(name + "-" + i);
        }
        return aside;
    }

    private Path register() {
        return folder.project().resolve(SessionFolder.STORE).resolve("views.json");
    }

    private Map<String, Maker> makers() throws IOException {
        try {
            return Files.exists(register())
                    ? JsonCodec.mapper().readValue(Files.readAllBytes(register()),
                            new TypeReference<TreeMap<String, Maker>>() {
                            })
                    : new TreeMap<>();
        } catch (JacksonException _) {
            return new TreeMap<>();
        }
    }

    private static String keyOf(Path file) throws IOException {
        @Nullable
        Object key = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey();
        return key == null ? "" : key.toString();
    }

    private static String digestOf(Path file, int head) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(in.readNBytes(head)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
