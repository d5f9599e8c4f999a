package dev.autoresearch.exec;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A request to end early, made once and seen by everybody who waits. Thread-safe.
public final class Stop {
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean requested;

    /// Asks for the end; later calls do nothing.
    public void request() {
        synchronized (this) {
            if (requested) {
                return;
            }
            requested = true;
        }
        listeners.forEach(Runnable::run);
    }

    /// Whether the end was asked for.
    public boolean requested() {
        return requested;
    }

    /// Waits until the end is asked for or the time is over.
    ///
    /// @return whether the end was asked for
    public boolean await(Duration atMost) throws InterruptedException {
        var asked = new CountDownLatch(1);
        try (Registration _ = onRequest(asked::countDown)) {
            return asked.await(LocalExecutor.nanos(atMost), TimeUnit.NANOSECONDS);
        }
    }

    /// Calls `listener` once when the end is asked for, at once if it already was.
    ///
    /// @return takes the listener away again
    public Registration onRequest(Runnable listener) {
        synchronized (this) {
            if (!requested) {
                listeners.add(listener);
                return () -> listeners.remove(listener);
            }
        }
        listener.run();
        return () -> {};
    }

    /// A listener that can be taken away.
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
