package dev.autoresearch.workspace;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.RawText;
import org.jspecify.annotations.Nullable;

/// The fingerprint of a change: what is removed and added, where in the files as they were, whatever the blanks. Two changes
/// of the same state that differ in blanks alone have the same one. One object a change.
final class ChangePrint {
    private static final int SHOWN = 16;

    private final MessageDigest digest = sha256();

    /// A file that differs.
    void file(String path, @Nullable Leaf before, @Nullable Leaf after) {
        add("file " + path + ' ' + kind(before) + ' ' + kind(after));
    }

    /// A file that is no text, or whose text does not tell.
    void content(@Nullable Leaf after) {
        add("content " + (after == null ? "" : after.id().name()));
    }

    /// Lines that differ.
    void edit(Edit edit, RawText before, RawText after) {
        add("at " + edit.getBeginA());
        for (int i = edit.getBeginA(); i < edit.getEndA(); i++) {
            line('-', before.getString(i));
        }
        for (int i = edit.getBeginB(); i < edit.getEndB(); i++) {
            line('+', after.getString(i));
        }
    }

    /// The fingerprint, once everything was told.
    String text() {
        return HexFormat.of().formatHex(digest.digest()).substring(0, SHOWN);
    }

    private void line(char sign, String line) {
        var dense = new StringBuilder(line.length());
        line.chars().filter(c -> !Character.isWhitespace(c)).forEach(c -> dense.append((char) c));
        if (!dense.isEmpty()) {
            add(sign + dense.toString());
        }
    }

    private static String kind(@Nullable Leaf leaf) {
        if (leaf == null) {
            return "none";
        }
        return leaf.submodule() || leaf.link() ? leaf.id().name() : leaf.mode().toString();
    }

    private void add(String part) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
