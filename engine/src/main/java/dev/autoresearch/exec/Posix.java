package dev.autoresearch.exec;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// The few calls of the C library that the JDK does not offer: wait for several things at once, signal and reap one
/// process; [Spawn] starts it. Linux only; thread-safe.
///
/// Calls may block, and a blocked native call holds the carrier of a virtual thread: call from platform threads.
final class Posix {
    static final int SIGKILL = 9;
    static final int SIGTERM = 15;
    static final int EACCES = 13;
    static final int ENOENT = 2;
    static final int ENOEXEC = 8;
    static final int ETXTBSY = 26;

    private static final int EINTR = 4;
    private static final int EPIPE = 32;
    private static final int O_CLOEXEC = 0x80000;
    private static final short POLLIN = 1;
    private static final short POLLOUT = 4;
    private static final int WNOHANG = 1;
    private static final int PR_SET_CHILD_SUBREAPER = 36;
    private static final long SYS_PIDFD_OPEN = 434;
    private static final int POLLFD = 8;
    /// Larger than `struct rusage` of any C library.
    private static final long USAGE = 1024;

    private final CLibrary library = new CLibrary();
    private final Spawn spawn = new Spawn(library);
    private final MethodHandle pipe2 = library.errno("pipe2", ADDRESS, JAVA_INT);
    private final MethodHandle eventfd = library.errno("eventfd", JAVA_INT, JAVA_INT);
    private final MethodHandle closeCall = library.errno("close", JAVA_INT);
    private final MethodHandle killCall = library.errno("kill", JAVA_INT, JAVA_INT);
    private final MethodHandle pollCall = library.errno("poll", ADDRESS, JAVA_LONG, JAVA_INT);
    private final MethodHandle wait4 = library.errno("wait4", JAVA_INT, ADDRESS, JAVA_INT, ADDRESS);
    private final MethodHandle readCall = library.errno("read",
            FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private final MethodHandle writeCall = library.errno("write",
            FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private final MethodHandle prctl = library.call("prctl",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
            Linker.Option.firstVariadicArg(1));
    private final MethodHandle syscall = library.errno("syscall",
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
            Linker.Option.firstVariadicArg(1));

    private Posix() {}

    /// The bindings, after a trial of what not every kernel has.
    ///
    /// @throws UnsupportedOperationException saying what is missing
    static Posix open() {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            throw new UnsupportedOperationException("not Linux");
        }
        try {
            Posix posix = new Posix();
            posix.close(posix.watch((int) ProcessHandle.current().pid()));
            return posix;
        } catch (NoSuchElementException | IllegalCallerException | UncheckedIOException e) {
            throw new UnsupportedOperationException("no native access: " + e.getMessage(), e);
        }
    }

    /// How a process ended.
    ///
    /// @param status as the kernel gives it
    /// @param cpu    of the process and of the children it waited for
    record Exit(int status, Duration cpu) {
        /// The signal that ended it, 0 when it returned.
        int signal() {
            return status & 0x7f;
        }

        /// The exit code when it returned.
        int code() {
            return (status >> 8) & 0xff;
        }
    }

    /// Starts processes.
    Spawn spawn() {
        return spawn;
    }

    /// A pipe: read end, write end. Neither is inherited.
    int[] pipe() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment ends = arena.allocate(JAVA_INT, 2);
            MemorySegment state = arena.allocate(CLibrary.STATE);
            require("pipe", (int) pipe2.invokeExact(state, ends, O_CLOEXEC), state);
            return new int[]{ends.getAtIndex(JAVA_INT, 0), ends.getAtIndex(JAVA_INT, 1)};
        } catch (Throwable e) {
            throw CLibrary.unexpected(e);
        }
    }

    /// A descriptor that becomes readable when the process ends.
    int watch(int pid) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CLibrary.STATE);
            long descriptor = (long) syscall.invokeExact(state, SYS_PIDFD_OPEN, (long) pid, 0L, 0L);
            return require("pidfd_open", (int) descriptor, state);
        } catch (Throwable e) {
            throw CLibrary.unexpected(e);
        }
    }

    /// A descriptor that [#ring] makes readable.
    int bell() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CLibrary.STATE);
            return require("eventfd", (int) eventfd.invokeExact(state, 0, O_CLOEXEC), state);
        } catch (Throwable e) {
            throw CLibrary.unexpected(e);
        }
    }

    /// Makes a [#bell] readable.
    void ring(int bell) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CLibrary.STATE);
            long _ = (long) writeCall.invokeExact(state, bell, arena.allocateFrom(JAVA_LONG, 1L), 8L);
        } catch (Throwable e) {
            throw CLibrary.unexpected(e);
        }
    }

    void close(int descriptor) {
        try (Arena arena = Arena.ofConfined()) {
            int _ = (int) closeCall.invokeExact(arena.allocate(CLibrary.STATE), descriptor);
        } catch (Throwable e) {
            throw CLibrary.unexpected(e);
        }
    }

    /// Sends a signal to a process, or to a process group when `pid` is negative. A process that is gone is no error.
    void kill(int pid, int signal) {
        if (pid == 0 || pid == -1 || pid == 1) {
            throw new IllegalArgumentException("would signal strangers: " + pid);
        }
        try (Arena arena = Arena.ofConfined()) {
            int _ = (int) killCall.invokeExact(arena.allocate(CLibrary.STATE), pid, signal);
        } catch (Throwable e) {
            throw CLibrary.unexpected(e);
        }
    }

    /// Reaps exactly this child when it has ended; null while it runs or when it is not a child.
    @Nullable
    Exit reap(int pid) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment status = arena.allocate(JAVA_INT);
            MemorySegment usage = arena.allocate(USAGE, 8);
            int reaped = (int) wait4.invokeExact(arena.allocate(CLibrary.STATE), pid, status, WNOHANG, usage);
            if (reaped != pid) {
                return null;
            }
            long seconds = usage.get(JAVA_LONG, 0) + usage.get(JAVA_LONG, 16);
            long micros = usage.get(JAVA_LONG, 8) + usage.get(JAVA_LONG, 24);
            return new Exit(status.get(JAVA_INT, 0), Duration.ofSeconds(seconds).plusNanos(micros * 1000));
        } catch (Throwable e) {
            throw CLibrary.unexpected(e);
        }
    }

    /// Makes this process adopt the orphans among its descendants, for the rest of its life.
    ///
    /// @return whether the kernel allowed it
    boolean adoptOrphans() {
        try {
            return (int) prctl.invokeExact(PR_SET_CHILD_SUBREAPER, 1L, 0L, 0L, 0L) == 0;
        } catch (Throwable e) {
            throw CLibrary.unexpected(e);
        }
    }

    /// Reads once; for a descriptor that [Watch] said is ready.
    ///
    /// @return bytes read, 0 at the end of the stream
    /// @throws IOException when the descriptor cannot be read
    int read(int descriptor, MemorySegment buffer) throws IOException {
        long count;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CLibrary.STATE);
            count = (long) readCall.invokeExact(state, descriptor, buffer, buffer.byteSize());
            if (count < 0) {
                throw new IOException("read: error " + CLibrary.error(state));
            }
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw CLibrary.unexpected(e);
        }
        return (int) count;
    }

    /// Writes once; for a pipe that [Watch] said is ready, and no more than it takes without blocking.
    ///
    /// @return bytes written, -1 when nobody reads any more
    /// @throws IOException when the descriptor cannot be written
    int write(int descriptor, MemorySegment bytes) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CLibrary.STATE);
            long count = (long) writeCall.invokeExact(state, descriptor, bytes, bytes.byteSize());
            int error = count < 0 ? CLibrary.error(state) : 0;
            if (error != 0 && error != EPIPE && error != EINTR) {
                throw new IOException("write: error " + error);
            }
            return error == EINTR ? 0 : (int) count;
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw CLibrary.unexpected(e);
        }
    }

    /// Several descriptors to wait for. Not thread-safe.
    final class Watch {
        /// A descriptor that never becomes ready.
        static final int NONE = -1;

        private final MemorySegment entries;
        private final MemorySegment state;
        private final int count;

        Watch(Arena arena, int... descriptors) {
            count = descriptors.length;
            entries = arena.allocate((long) POLLFD * count, 8);
            state = arena.allocate(CLibrary.STATE);
            for (int i = 0; i < count; i++) {
                read(i, descriptors[i]);
            }
        }

        /// Waits at this place until the descriptor can be read.
        void read(int index, int descriptor) {
            set(index, descriptor, POLLIN);
        }

        /// Waits at this place until the descriptor can be written.
        void write(int index, int descriptor) {
            set(index, descriptor, POLLOUT);
        }

        /// Waits until one is ready or the time is over.
        void await(int millis) {
            try {
                int ready = (int) pollCall.invokeExact(state, entries, (long) count, millis);
                if (ready < 0) {
                    int error = CLibrary.error(state);
                    if (error != EINTR) {
                        throw new IllegalStateException("poll: error " + error);
                    }
                    for (int i = 0; i < count; i++) {
                        entries.set(JAVA_SHORT, (long) i * POLLFD + 6, (short) 0);
                    }
                }
            } catch (Throwable e) {
                throw CLibrary.unexpected(e);
            }
        }

        /// Whether the last wait found this one ready.
        boolean ready(int index) {
            return entries.get(JAVA_SHORT, (long) index * POLLFD + 6) != 0;
        }

        /// Waits for this one no more.
        void ignore(int index) {
            set(index, NONE, POLLIN);
        }

        private void set(int index, int descriptor, short event) {
            entries.set(JAVA_INT, (long) index * POLLFD, descriptor);
            entries.set(JAVA_SHORT, (long) index * POLLFD + 4, event);
            entries.set(JAVA_SHORT, (long) index * POLLFD + 6, (short) 0);
        }
    }

    private static int require(String what, int result, MemorySegment state) {
        if (result < 0) {
            throw new UncheckedIOException(
                    new IOException(what + ": error " + CLibrary.error(state)));
        }
        return result;
    }
}
