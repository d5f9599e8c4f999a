package dev.autoresearch.journal;

import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Reads a journal from its file into a state, checking every line it reads against the hash chain, in memory that does
/// not grow with the journal.
///
/// @param state  the state after the last whole line
/// @param length bytes up to and with that line
/// @param seq    its number
/// @param hash   its hash
/// @param torn   bytes of an unfinished line behind it, 0 when there are none
record Replay(SessionState state, long length, long seq, String hash, long torn) {
    private static final String NEXT_DAMAGED = "Restore the file from a copy, or start a new session with another --tag; "
            + "the candidates are still in git under refs/autoresearch.";

    /// The state by the shortest way: from the snapshot when there is one that fits, else from the first line.
    static Replay of(SessionFolder folder) {
        Optional<Snapshot> snapshot = Snapshot.read(folder);
        return snapshot.isPresent() ? from(folder, snapshot.get()) : full(folder);
    }

    /// The state from the first line on.
    static Replay full(SessionFolder folder) {
        return from(folder, null);
    }

    /// Whether the journal has a first line, so that a session really began.
    static boolean begun(SessionFolder folder) throws IOException {
        if (!Files.exists(folder.journal())) {
            return false;
        }
        try (var lines = new LineSource(folder.journal(), 0)) {
            return lines.next() && lines.terminated();
        }
    }

    private static Replay from(SessionFolder folder, @Nullable Snapshot snapshot) {
        SessionState state = snapshot == null ? null : snapshot.state();
        long length = snapshot == null ? 0 : snapshot.offset();
        long seq = snapshot == null ? 0 : snapshot.seq();
        String hash = snapshot == null ? LineCodec.ROOT : snapshot.hash();
        long torn = 0;
        var codec = new LineCodec();
        try (var lines = new LineSource(folder.journal(), length)) {
            while (lines.next()) {
                if (!lines.terminated()) {
                    checkUnfinished(folder, lines, seq + 1);
                    torn = lines.end() - length;
                    break;
                }
                if (seq == 0) {
                    checkSchema(folder, lines);
                }
                Entry entry;
                try {
                    entry = codec.decode(lines.bytes(), lines.from(), lines.to(), hash);
                } catch (LineCodec.BadLine bad) {
                    if (bad.kind() == LineCodec.BadLine.Kind.GARBAGE && lines.last()) {
                        torn = lines.end() - length;
                        break;
                    }
                    throw refusal(folder, seq + 1, bad);
                }
                if (entry.seq() != seq + 1) {
                    throw damaged(folder, seq + 1, "it says it is line " + entry.seq());
                }
                try {
                    state = state == null ? Fold.begin(entry) : Fold.apply(state, entry);
                } catch (IllegalStateException e) {
                    throw damaged(folder, seq + 1, String.valueOf(e.getMessage()));
                }
                seq = entry.seq();
                hash = entry.hash();
                length = lines.end();
            }
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
        if (state == null) {
            throw new Refusal(Exit.JOURNAL, folder.journal() + " has no complete first line: the session never began.",
                    "Start it with `autoresearch run --tag " + folder.tag() + "`.");
        }
        return new Replay(state, length, seq, hash, torn);
    }

    private static void checkUnfinished(SessionFolder folder, LineSource lines, long line) {
        if (LineCodec.runsOn(lines.bytes(), lines.from(), lines.to())) {
            throw damaged(folder, line, "it runs on into the next line");
        }
    }

    private static void checkSchema(SessionFolder folder, LineSource lines) {
        int schema = schema(lines);
        if (schema > Journal.SCHEMA) {
            throw newer(folder, 1, "schema " + schema + ", this program knows up to " + Journal.SCHEMA);
        }
    }

    private static int schema(LineSource lines) {
        try {
            JsonNode first = JsonCodec.mapper().readTree(lines.bytes(), lines.from(), lines.to() - lines.from());
            return first.path("schema").asInt(0);
        } catch (JacksonException _) {
            return 0;
        }
    }

    static Refusal refusal(SessionFolder folder, long line, LineCodec.BadLine bad) {
        String why = String.valueOf(bad.getMessage());
        return switch (bad.kind()) {
            case GARBAGE, CHANGED -> damaged(folder, line, why);
            case NEWER -> newer(folder, line, why);
        };
    }

    static Refusal unreadable(SessionFolder folder, IOException e) {
        return Files.exists(folder.journal())
                ? new Refusal(Exit.STORAGE, folder.journal() + " cannot be read: " + e.getMessage(),
                        "Check the disk and the file's permissions, then try again.")
                : new Refusal(Exit.JOURNAL, "There is no session " + folder.tag() + " in " + folder.project() + ".",
                        "Start one with `autoresearch run`.");
    }

    private static Refusal damaged(SessionFolder folder, long line, String why) {
        return new Refusal(Exit.JOURNAL, folder.journal() + ", line " + line + ", is damaged: " + why, NEXT_DAMAGED);
    }

    private static Refusal newer(SessionFolder folder, long line, String why) {
        return new Refusal(Exit.JOURNAL,
                folder.journal() + ", line " + line + ", was written by a newer version of autoresearch: " + why,
                "Continue this session with the version that wrote it, or start a new one with another --tag.");
    }
}
