package dev.autoresearch.journal;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/// Writes the journal of a long session in a moment: real lines, without the fsyncs.
public final class LongSession {
    private LongSession() {}

    /// A session with a baseline and so many experiments, about five lines each, and its snapshot.
    public static SessionState write(SessionFolder folder, int experiments) throws IOException {
        Files.createDirectories(folder.path());
        var random = new Random(experiments);
        var codec = new LineCodec();
        var buffer = new ByteArrayOutputStream();
        Instant at = Samples.START;
        Entry entry = codec.encode(1, at, Duration.ZERO, Samples.start(folder.tag()), LineCodec.ROOT, buffer);
        SessionState state = Fold.begin(entry);
        long length = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(folder.journal()), 1 << 16)) {
            for (int i = 0; i <= experiments; i++) {
                Status status = i == 0 || random.nextInt(20) == 0
                        ? Status.KEEP
                        : random.nextInt(10) == 0 ? Status.CRASH : Status.DISCARD;
                for (Event event : Samples.experiment(i, status, random)) {
                    at = at.plusMillis(random.nextInt(1000));
                    entry = codec.encode(entry.seq() + 1, at, Duration.between(Samples.START, at), event, entry.hash(),
                            buffer);
                    state = Fold.apply(state, entry);
                }
                buffer.writeTo(out);
                length += buffer.size();
                buffer.reset();
            }
        }
        new Snapshot(state, length, entry.seq(), entry.hash()).write(folder);
        return state;
    }
}
