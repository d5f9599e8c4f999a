package dev.autoresearch.journal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;

/// One line of the journal as bytes: `{"seq":…,"at":…,"elapsed":…,"event":…,…,"hash":"…"}`, flat. The hash is SHA-256, in
/// hex, over the hash of the line before (as its 64 hex digits; zeros before the first line) and all bytes of this line
/// before `,"hash"`. Not thread-safe.
final class LineCodec {
    /// The hash before the first line.
    static final String ROOT = "0".repeat(64);
    /// Bytes from `,"hash"` to the end of a line, without the line feed.
    static final int TAIL = 75;

    private static final byte[] HASH = ",\"hash\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EVENT = ",\"event\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final HexFormat HEX = HexFormat.of();

    private final MessageDigest digest = sha256();
    private final ObjectWriter writer = JsonCodec.mapper().writerFor(Event.class);
    private final ObjectReader reader = JsonCodec.mapper().readerFor(Event.class);
    private final ObjectReader envelopes = JsonCodec.mapper().readerFor(Envelope.class);

    /// What stands before the event in a line.
    record Envelope(long seq, Instant at, Duration elapsed) {}

    /// A line that cannot be taken, and why.
    static final class BadLine extends Exception {
        private static final long serialVersionUID = 1L;
        private final Kind kind;

        BadLine(Kind kind, String why) {
            super(why);
            this.kind = kind;
        }

        Kind kind() {
            return kind;
        }

        /// What is wrong with it.
        enum Kind {
            /// Not JSON at all.
            GARBAGE,
            /// JSON, but not what was written.
            CHANGED,
            /// As it was written, but by a program that knows more.
            NEWER
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// Appends one line with its line feed to `out`, and returns the entry it stands for.
    Entry encode(long seq, Instant at, Duration elapsed, Event event, String before, ByteArrayOutputStream out) {
        byte[] json = writer.writeValueAsBytes(event);
        byte[] head = ("{\"seq\":" + seq + ",\"at\":\"" + at + "\",\"elapsed\":" + seconds(elapsed) + ",")
                .getBytes(StandardCharsets.US_ASCII);
        digest.update(before.getBytes(StandardCharsets.US_ASCII));
        digest.update(head);
        digest.update(json, 1, json.length - 2);
        String hash = HEX.formatHex(digest.digest());
        out.writeBytes(head);
        out.write(json, 1, json.length - 2);
        out.writeBytes(HASH);
        out.writeBytes(hash.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(new byte[]{'"', '}', '\n'});
        return new Entry(seq, at, elapsed, event, hash);
    }

    /// The entry of a line without its line feed, after checking it against the hash of the line before.
    Entry decode(byte[] bytes, int from, int to, String before) throws BadLine {
        int body = to - TAIL;
        if (body <= from || !matches(bytes, body, HASH) || bytes[to - 2] != '"' || bytes[to - 1] != '}') {
            throw bad(bytes, from, to, "it does not end with its hash");
        }
        String hash = hash(bytes, to);
        digest.update(before.getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes, from, body - from);
        if (!HEX.formatHex(digest.digest()).equals(hash)) {
            throw bad(bytes, from, to, "its hash does not match its content and the line before");
        }
        int event = indexOf(bytes, from, body, EVENT);
        if (event < 0) {
            throw new BadLine(BadLine.Kind.NEWER, "it has no event");
        }
        try {
            byte[] line = Arrays.copyOfRange(bytes, from, body + 1);
            int at = event - from;
            line[line.length - 1] = '}';
            line[at] = '{';
            Event what = reader.readValue(line, at, line.length - at);
            line[at] = '}';
            Envelope envelope = envelopes.readValue(line, 0, at + 1);
            return new Entry(envelope.seq(), envelope.at(), envelope.elapsed(), what, hash);
        } catch (JacksonException e) {
            throw new BadLine(BadLine.Kind.NEWER, e.getOriginalMessage());
        }
    }

    /// The hash at the end of a line without its line feed.
    static String hash(byte[] bytes, int to) {
        return new String(bytes, to - TAIL + HASH.length, 64, StandardCharsets.US_ASCII);
    }

    /// Whether the line is of this kind of event, without parsing it.
    static boolean is(byte[] bytes, int from, int to, byte[] event) {
        int at = indexOf(bytes, from, Math.min(to, from + 160), EVENT);
        return at >= 0 && matches(bytes, at + EVENT.length, event) && bytes[at + EVENT.length + event.length] == '"';
    }

    static int indexOf(byte[] bytes, int from, int to, byte[] what) {
        for (int i = from; i <= to - what.length; i++) {
            if (bytes[i] == what[0] && matches(bytes, i, what)) {
                return i;
            }
        }
        return -1;
    }

    /// Whether a whole line and more stands here, so that a line feed was changed; an unfinished line has no hash.
    static boolean runsOn(byte[] bytes, int from, int to) {
        int hash = indexOf(bytes, from, to, HASH);
        return hash >= 0 && hash + TAIL < to;
    }

    private static boolean matches(byte[] bytes, int at, byte[] what) {
        return at >= 0 && at + what.length <= bytes.length
                && Arrays.equals(bytes, at, at + what.length, what, 0, what.length);
    }

    private static BadLine bad(byte[] bytes, int from, int to, String why) {
        try {
            JsonCodec.mapper().readTree(bytes, from, to - from);
            return new BadLine(BadLine.Kind.CHANGED, why);
        } catch (JacksonException _) {
            return runsOn(bytes, from, to)
                    ? new BadLine(BadLine.Kind.CHANGED, "it runs on into the next line")
                    : new BadLine(BadLine.Kind.GARBAGE, "it is not JSON");
        }
    }

    private static String seconds(Duration duration) {
        String nanos = Integer.toString(duration.getNano());
        return duration.getSeconds() + "." + "0".repeat(9 - nanos.length()) + nanos;
    }
}
