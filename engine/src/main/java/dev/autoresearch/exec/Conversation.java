package dev.autoresearch.exec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A talk under way: its thread, the bytes from and to it, and how it ended. However it behaves, the run goes on.
final class Conversation {
    /// For a talk to read what is left and return, once the tree is gone.
    static final Duration PATIENCE = Duration.ofSeconds(3);

    /// For a talk to return, once it was interrupted.
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(1);

    private final Talk talk;
    private final ByteQueue input;
    private final ByteQueue output;
    private final Runnable failed;
    private final CountDownLatch over = new CountDownLatch(1);
    private @Nullable Thread thread;
    private volatile boolean abandoned;
    private volatile @Nullable Throwable failure;

    /// @param wake   called when a queue changed
    /// @param failed called when the talk failed and the command must be ended
    Conversation(Talk talk, Runnable wake, Runnable failed) {
        this.talk = talk;
        this.input = new ByteQueue(wake);
        this.output = new ByteQueue(wake);
        this.failed = failed;
    }

    /// What the talk writes.
    ByteQueue input() {
        return input;
    }

    /// What the command wrote.
    ByteQueue output() {
        return output;
    }

    /// The command was started.
    void start() {
        thread = Thread.ofVirtual().name("talk").start(this::talk);
    }

    /// The tree is gone. Returns when the talk has returned, or when it had its time.
    void finish(Duration patience) {
        input.drop();
        output.end();
        Thread talking = thread;
        if (talking != null && !waited(patience)) {
            abandoned = true;
            output.drop();
            talking.interrupt();
            waited(LAST_PATIENCE);
        }
    }

    /// Throws what the talk threw, if it was not because the command is gone.
    void rethrow() {
        switch (failure) {
            case IOException e -> throw new UncheckedIOException(e);
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case null, default -> {
            }
        }
    }

    private void talk() {
        try {
            talk.with(input.writer(), output.reader());
        } catch (IOException | RuntimeException | Error e) {
            if (!abandoned && !(e instanceof IOException && gone(e))) {
                failure = e;
                failed.run();
            }
        } finally {
            input.end();
            output.drop();
            over.countDown();
        }
    }

    private static boolean gone(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ByteQueue.Gone) {
                return true;
            }
        }
        return false;
    }

    private boolean waited(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return over.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    // a run is ended by its stop, not by an interrupt
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
