package dev.autoresearch.exec;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The two pipes of a talk, served by the run's own thread whenever they are ready. Not thread-safe.
final class PosixTalk implements AutoCloseable {
    private static final int CLOSED = -1;
    /// A pipe that is ready takes this much without blocking.
    private static final int PIPE_BUF = 4096;
    /// Enough to empty the largest pipe.
    private static final int LAST_READS = 64;

    private static final int WAKE = 0;
    private static final int FROM = 1;
    private static final int TO = 2;

    private final Posix posix;
    private final Bell bell;
    private final Conversation conversation;
    private final byte[] out = new byte[PIPE_BUF];
    private byte[] in = new byte[0];
    private int toCommand = CLOSED;
    private int fromCommand = CLOSED;
    private int commandInput = CLOSED;
    private int commandOutput = CLOSED;
    private boolean finished;

    private PosixTalk(Posix posix, Talk talk, Runnable failed) {
        this.posix = posix;
        this.bell = new Bell(posix);
        this.conversation = new Conversation(talk, bell::ring, failed);
        try {
            int[] there = posix.pipe();
            commandInput = there[0];
            toCommand = there[1];
            int[] back = posix.pipe();
            fromCommand = back[0];
            commandOutput = back[1];
        } catch (RuntimeException e) {
            closeAll();
            throw e;
        }
    }

    /// The pipes of a talk; null for none.
    ///
    /// @param failed called when the talk failed and the command must be ended
    static @Nullable PosixTalk of(Posix posix, @Nullable Talk talk, Runnable failed) {
        return talk == null ? null : new PosixTalk(posix, talk, failed);
    }

    /// What the command gets.
    ///
    /// @param log for standard error
    Spawn.Streams streams(int log) {
        return new Spawn.Streams(new Spawn.Stream.Open(commandInput), new Spawn.Stream.Open(commandOutput),
                new Spawn.Stream.Open(log));
    }

    /// The command was started.
    void start() {
        commandInput = closed(commandInput);
        commandOutput = closed(commandOutput);
        conversation.start();
    }

    /// Says what is worth waiting for now, at three places of `watch` from `place` on.
    void prepare(Posix.Watch watch, int place) {
        watch.read(place + WAKE, bell.descriptor());
        int waiting = toCommand == CLOSED ? 0 : conversation.input().peek(out);
        if (waiting < 0) {
            toCommand = closed(toCommand);
        }
        if (waiting <= 0) {
            watch.ignore(place + TO);
        } else {
            watch.write(place + TO, toCommand);
        }
        if (fromCommand == CLOSED || conversation.output().room() == 0) {
            watch.ignore(place + FROM);
        } else {
            watch.read(place + FROM, fromCommand);
        }
    }

    /// Moves what can be moved without waiting.
    ///
    /// @return whether the command wrote something
    boolean serve(Posix.Watch watch, int place, MemorySegment buffer) throws IOException {
        if (watch.ready(place + WAKE)) {
            bell.hush(buffer);
        }
        if (watch.ready(place + TO)) {
            send(buffer);
        }
        return watch.ready(place + FROM) && receive(buffer);
    }

    /// The tree is gone: gives the talk the rest and its time.
    void finish(MemorySegment buffer) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            Posix.Watch rest = posix.new Watch(arena, fromCommand);
            for (int i = 0; fromCommand != CLOSED && i < LAST_READS; i++) {
                rest.await(0);
                if (!rest.ready(0) || !receive(buffer)) {
                    break;
                }
            }
        }
        finished = true;
        conversation.finish(Conversation.PATIENCE);
    }

    /// Throws what the talk threw, if it was not because the command is gone.
    void rethrow() {
        conversation.rethrow();
    }

    @Override
    public void close() {
        if (!finished) {
            conversation.finish(Duration.ZERO);
        }
        closeAll();
    }

    private void send(MemorySegment buffer) throws IOException {
        int count = conversation.input().peek(out);
        if (count > 0) {
            MemorySegment.copy(out, 0, buffer, ValueLayout.JAVA_BYTE, 0, count);
            int written = posix.write(toCommand, buffer.asSlice(0, count));
            if (written < 0) {
                conversation.input().drop();
                toCommand = closed(toCommand);
            } else {
                conversation.input().skip(written);
            }
        }
    }

    private boolean receive(MemorySegment buffer) throws IOException {
        int count = posix.read(fromCommand, buffer);
        if (count <= 0) {
            fromCommand = closed(fromCommand);
            conversation.output().end();
            return false;
        }
        if (in.length < count) {
            in = new byte[(int) buffer.byteSize()];
        }
        MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, in, 0, count);
        conversation.output().add(in, count);
        return true;
    }

    private void closeAll() {
        commandInput = closed(commandInput);
        commandOutput = closed(commandOutput);
        toCommand = closed(toCommand);
        fromCommand = closed(fromCommand);
        bell.close();
    }

    private int closed(int descriptor) {
        if (descriptor != CLOSED) {
            posix.close(descriptor);
        }
        return CLOSED;
    }
}
