package dev.autoresearch.exec;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Bytes on their way between a talk and the run that serves it; bounded, so that whoever is slow holds up whoever is
/// fast. Streams of the JDK over a pipe cannot be closed under a thread that is blocked in them; these can. Thread-safe.
final class ByteQueue {
    private static final int CAPACITY = 64 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Runnable wake;
    private byte[] bytes = new byte[CAPACITY];
    private int start;
    private int count;
    private boolean ended;
    private boolean dropped;

    /// The other side of the stream is gone: expected, and no failure of whoever sees it.
    static final class Gone extends IOException {
        Gone() {
            super("the command is gone");
        }
    }

    /// @param wake called when there is something to take or room again, and at the end
    ByteQueue(Runnable wake) {
        this.wake = wake;
    }

    /// Appends all of it, waiting for room.
    ///
    /// @return false when nobody takes it any more
    boolean put(byte[] source, int from, int length) throws InterruptedIOException {
        int done = 0;
        while (done < length) {
            boolean woke;
            acquire();
            try {
                while (count >= CAPACITY && !ended && !dropped) {
                    changed.await();
                }
                if (ended || dropped) {
                    return false;
                }
                int part = Math.min(length - done, CAPACITY - count);
                woke = count == 0;
                append(source, from + done, part);
                done += part;
                changed.signalAll();
            } catch (InterruptedException e) {
                throw interrupted();
            } finally {
                lock.unlock();
            }
            if (woke) {
                wake.run();
            }
        }
        return true;
    }

    /// Appends all of it at once, beyond the bound if need be.
    void add(byte[] source, int length) {
        lock.lock();
        try {
            if (!ended && !dropped) {
                append(source, 0, length);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Takes what is there, waiting for the first byte.
    ///
    /// @return how much it was, -1 at the end
    int take(byte[] target, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        boolean woke;
        int part;
        acquire();
        try {
            while (count == 0 && !ended && !dropped) {
                changed.await();
            }
            if (dropped) {
                throw new Gone();
            }
            if (count == 0) {
                return -1;
            }
            part = Math.min(length, count);
            woke = count >= CAPACITY;
            copy(target, from, part);
            remove(part);
        } catch (InterruptedException e) {
            throw interrupted();
        } finally {
            lock.unlock();
        }
        if (woke) {
            wake.run();
        }
        return part;
    }

    /// Looks at what is there without taking it or waiting.
    ///
    /// @return how much was copied; -1 at the end
    int peek(byte[] target) {
        lock.lock();
        try {
            int part = Math.min(target.length, count);
            copy(target, 0, part);
            return part == 0 && (ended || dropped) ? -1 : part;
        } finally {
            lock.unlock();
        }
    }

    /// Takes what was looked at.
    void skip(int length) {
        lock.lock();
        try {
            remove(Math.min(length, count));
        } finally {
            lock.unlock();
        }
    }

    /// How much can be appended without waiting; the whole bound when all is thrown away.
    int room() {
        lock.lock();
        try {
            return Math.max(CAPACITY - count, 0);
        } finally {
            lock.unlock();
        }
    }

    /// Nothing more is appended; what is there can be taken.
    void end() {
        close(false);
    }

    /// Nothing more is taken; what is there is forgotten.
    void drop() {
        close(true);
    }

    /// The talk's end where bytes come out.
    InputStream reader() {
        return new Reader();
    }

    /// The talk's end where bytes go in.
    OutputStream writer() {
        return new Writer();
    }

    private void close(boolean drop) {
        lock.lock();
        try {
            ended = true;
            if (drop) {
                dropped = true;
                count = 0;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        wake.run();
    }

    private void acquire() throws InterruptedIOException {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted in a talk with a command");
    }

    private void append(byte[] source, int from, int length) {
        if (count + length > bytes.length) {
            byte[] larger = new byte[Math.max(2 * bytes.length, count + length)];
            copy(larger, 0, count);
            bytes = larger;
            start = 0;
        }
        int end = (start + count) % bytes.length;
        int first = Math.min(length, bytes.length - end);
        System.arraycopy(source, from, bytes, end, first);
        System.arraycopy(source, from + first, bytes, 0, length - first);
        count += length;
    }

    private void copy(byte[] target, int from, int length) {
        int first = Math.min(length, bytes.length - start);
        System.arraycopy(bytes, start, target, from, first);
        System.arraycopy(bytes, 0, target, from + first, length - first);
    }

    private void remove(int length) {
        start = (start + length) % bytes.length;
        count -= length;
        changed.signalAll();
    }

    private final class Reader extends InputStream {
        private volatile boolean closed;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            Objects.checkFromIndexSize(from, length, target.length);
            if (closed) {
                throw new IOException("the stream is closed");
            }
            return take(target, from, length);
        }

        @Override
        public int available() {
            lock.lock();
            try {
                return count;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            closed = true;
            drop();
        }
    }

    private final class Writer extends OutputStream {
        private volatile boolean closed;

        @Override
        public void write(int value) throws IOException {
            write(new byte[]{(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] source, int from, int length) throws IOException {
            Objects.checkFromIndexSize(from, length, source.length);
            if (closed) {
                throw new IOException("the stream is closed");
            }
            if (!put(source, from, length)) {
                throw new Gone();
            }
        }

        @Override
        public void close() {
            closed = true;
            end();
        }
    }
}
