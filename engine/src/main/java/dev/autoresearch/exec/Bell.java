package dev.autoresearch.exec;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// Wakes a thread that waits in [Posix.Watch]. Thread-safe but for [#hush].
final class Bell implements AutoCloseable {
    private final Posix posix;
    private final int descriptor;
    private final List<Stop.Registration> registrations = new ArrayList<>();
    private volatile boolean rung;
    private boolean closed;

    /// @param stops ring it, too
    Bell(Posix posix, Stop... stops) {
        this.posix = posix;
        this.descriptor = posix.bell();
        for (Stop stop : stops) {
            registrations.add(stop.onRequest(this::ring));
        }
    }

    /// Becomes ready when the bell is rung.
    int descriptor() {
        return descriptor;
    }

    /// Whether it ever was.
    boolean rung() {
        return rung;
    }

    synchronized void ring() {
        if (!closed) {
            rung = true;
            posix.ring(descriptor);
        }
    }

    /// Makes it wait for the next ring, after it became ready.
    ///
    /// @param buffer of 8 bytes at least
    void hush(MemorySegment buffer) throws IOException {
        int _ = posix.read(descriptor, buffer.asSlice(0, Long.BYTES));
    }

    @Override
    public void close() {
        registrations.forEach(Stop.Registration::close);
        synchronized (this) {
            closed = true;
            posix.close(descriptor);
        }
    }
}
