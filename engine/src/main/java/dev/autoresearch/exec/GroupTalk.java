package dev.autoresearch.exec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// A talk over the streams of the JDK: two threads copy, because whoever is blocked in such a stream cannot be called away
/// from it.
final class GroupTalk {
    /// For the rest of the output; a stranger who was handed the pipe is not waited for.
    private static final long REST_MILLIS = 2_000;
    private static final int BUFFER = 64 * 1024;

    private final Process process;
    private final Conversation conversation;
    private final Runnable heard;
    private final Thread feeder;
    private final Thread listener;

    private GroupTalk(Talk talk, Process process, Runnable failed, Runnable heard) {
        this.process = process;
        this.conversation = new Conversation(talk, () -> {}, failed);
        this.heard = heard;
        this.feeder = Thread.ofPlatform().name("run-input").daemon().unstarted(this::feed);
        this.listener = Thread.ofPlatform().name("run-output").daemon().unstarted(this::listen);
    }

    /// Starts a talk with a process.
    ///
    /// @param failed called when the talk failed and the command must be ended
    /// @param heard  called when the command wrote something
    static GroupTalk start(Talk talk, Process process, Runnable failed, Runnable heard) {
        var started = new GroupTalk(talk, process, failed, heard);
        started.feeder.start();
        started.listener.start();
        started.conversation.start();
        return started;
    }

    /// The tree is gone: gives the talk the rest and its time.
    void finish() {
        conversation.input().drop();
        join(listener);
        conversation.finish(Conversation.PATIENCE);
        join(listener);
        join(feeder);
    }

    /// Throws what the talk threw, if it was not because the command is gone.
    void rethrow() {
        conversation.rethrow();
    }

    private void feed() {
        byte[] buffer = new byte[BUFFER];
        try (OutputStream sink = process.getOutputStream()) {
            for (int count = conversation.input().take(buffer, 0, BUFFER); count >= 0; count = conversation.input()
                    .take(buffer, 0, BUFFER)) {
                sink.write(buffer, 0, count);
                sink.flush();
            }
        } catch (IOException e) {
            // nobody reads any more
            conversation.input().drop();
        }
    }

    private void listen() {
        byte[] buffer = new byte[BUFFER];
        try (InputStream source = process.getInputStream()) {
            for (int count = read(source, buffer); count >= 0; count = read(source, buffer)) {
                heard.run();
                boolean _ = conversation.output().put(buffer, 0, count);
            }
        } catch (IOException e) {
            // the process is gone and nothing of what it wrote is left
            return;
        } finally {
            conversation.output().end();
        }
    }

    /// The JDK puts another stream with the rest in place of the one it closes under a reader.
    private static int read(InputStream source, byte[] buffer) throws IOException {
        try {
            return source.read(buffer);
        } catch (IOException e) {
            return source.read(buffer);
        }
    }

    private static void join(Thread thread) {
        long deadline = System.nanoTime() + REST_MILLIS * 1_000_000;
        boolean interrupted = false;
        while (thread.isAlive() && System.nanoTime() - deadline < 0) {
            try {
                thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
            } catch (InterruptedException e) {
                // a run is ended by its stop; the flag is restored when it is over
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
