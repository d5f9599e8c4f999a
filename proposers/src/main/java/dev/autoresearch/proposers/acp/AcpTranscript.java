package dev.autoresearch.proposers.acp;

import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Everything that was said in a conversation, a line each, in a file for people: seconds since the start, then `->` for
/// what was sent, `<-` for what came, `--` for what was decided here. Ends quietly at a limit. Thread-safe.
final class AcpTranscript implements JsonRpc.Tap, AutoCloseable {
    private static final long LIMIT = 16L << 20;

    private final Path file;
    private final BufferedWriter writer;
    private final long start = System.nanoTime();
    private long left = LIMIT;
    private boolean closed;

    /// Makes the file, or empties it.
    AcpTranscript(Path file) {
        this.file = file;
        try {
            this.writer = Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    @Override
    public void sent(String line) {
        write("->", line);
    }

    @Override
    public void received(String line) {
        write("<-", line);
    }

    /// Notes what was decided here.
    void note(String line) {
        write("--", line);
    }

    @Override
    public synchronized void close() {
        closed = true;
        try {
            writer.close();
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    private synchronized void write(String way, String line) {
        if (closed || left <= 0) {
            return;
        }
        left -= line.length();
        try {
            writer.write(String.format(Locale.ROOT, "%9.3f %s ", (System.nanoTime() - start) / 1e9, way));
            writer.write(left > 0 ? line : "… (no more is kept)");
            writer.write('\n');
            writer.flush();
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    private Refusal refusal(IOException e) {
        return new Refusal(Exit.STORAGE,
                "The conversation with the agent could not be written to " + file + ": " + Refusal.because(e),
                "Make room or mend the rights of that folder, then resume the session.");
    }
}
