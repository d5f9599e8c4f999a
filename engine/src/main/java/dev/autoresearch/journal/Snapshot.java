package dev.autoresearch.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;

/// The cached state in `state.json`, which spares the replay of a long journal and nothing else: it counts only if its own
/// digest is right and the journal's line before `offset` carries its hash. Writing it is atomic and needs no fsync.
///
/// @param state  the state after that line
/// @param offset length of the journal that it stands for, in bytes
/// @param seq    number of the last line in it
/// @param hash   hash of the last line in it
record Snapshot(SessionState state, long offset, long seq, String hash) {
    private static final byte[] STATE = ",\"state\":".getBytes(StandardCharsets.US_ASCII);

    /// What stands before the state in the file.
    record Header(int schema, long offset, long seq, String hash, String digest) {}

    void write(SessionFolder folder) throws IOException {
        byte[] body = JsonCodec.mapper().writeValueAsBytes(state);
        var header = new Header(Journal.SCHEMA, offset, seq, hash, digest(body));
        byte[] head = JsonCodec.mapper().writeValueAsBytes(header);
        var out = new ByteArrayOutputStream(head.length + STATE.length + body.length + 2);
        out.write(head, 0, head.length - 1);
        out.writeBytes(STATE);
        out.writeBytes(body);
        out.writeBytes(new byte[]{'}', '\n'});
        AtomicFile.replace(folder.snapshot(), out.toByteArray());
    }

    /// The snapshot, if there is one that fits the journal; whatever is wrong with it only costs the replay.
    static Optional<Snapshot> read(SessionFolder folder) {
        try {
            byte[] bytes = Files.readAllBytes(folder.snapshot());
            int at = LineCodec.indexOf(bytes, 0, Math.min(bytes.length, 1024), STATE);
            if (at < 0) {
                return Optional.empty();
            }
            int from = at + STATE.length;
            int length = bytes.length - 2 - from;
            bytes[at] = '}';
            Header header = strict(Header.class).readValue(bytes, 0, at + 1);
            byte[] body = Arrays.copyOfRange(bytes, from, from + length);
            if (header.schema() != Journal.SCHEMA || !header.digest().equals(digest(body)) || !fits(folder, header)) {
                return Optional.empty();
            }
            SessionState state = strict(SessionState.class).readValue(body);
            return Optional.of(new Snapshot(state, header.offset(), header.seq(), header.hash()));
        } catch (IOException | JacksonException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static boolean fits(SessionFolder folder, Header header) throws IOException {
        try (var journal = new RandomAccessFile(folder.journal().toFile(), "r")) {
            int tail = LineCodec.TAIL + 1;
            if (header.offset() < tail || header.offset() > journal.length()) {
                return false;
            }
            byte[] end = new byte[tail];
            journal.seek(header.offset() - tail);
            journal.readFully(end);
            return end[tail - 1] == '\n' && LineCodec.hash(end, LineCodec.TAIL).equals(header.hash());
        }
    }

    // A state with holes comes from a program that remembered less; it is replayed instead.
    private static ObjectReader strict(Class<?> type) {
        return JsonCodec.mapper().readerFor(type).with(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);
    }

    private static String digest(byte[] body) {
        return HexFormat.of().formatHex(LineCodec.sha256().digest(body));
    }
}
