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
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The few calls of the C library that the JDK does not offer: start a process in its own session, wait for several
/// things at once, signal and reap one process. Linux only; thread-safe.
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
    private static final int O_RDONLY = 0;
    private static final int O_WRONLY = 1;
    private static final int O_CLOEXEC = 0x80000;
    private static final short POLLIN = 1;
    private static final short POLLOUT = 4;
    private static final int WNOHANG = 1;
    private static final int PR_SET_CHILD_SUBREAPER = 36;
    private static final long SYS_PIDFD_OPEN = 434;
    private static final long SYS_CLOSE_RANGE = 436;
    private static final long CLOSE_RANGE_CLOEXEC = 4;
    private static final short SPAWN_SETSIGDEF = 4;
    private static final short SPAWN_SETSIGMASK = 8;
    private static final short SPAWN_SETSID = 0x80;
    /// Larger than `posix_spawnattr_t`, `posix_spawn_file_actions_t` and `sigset_t` of any C library.
    private static final long OPAQUE = 1024;
    private static final int POLLFD = 8;

    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
    private static final long ERRNO_OFFSET = STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));

    private final Linker linker = Linker.nativeLinker();
    private final SymbolLookup library = linker.defaultLookup();
    private final MethodHandle attrInit = plain("posix_spawnattr_init", ADDRESS);
    private final MethodHandle attrDestroy = plain("posix_spawnattr_destroy", ADDRESS);
    private final MethodHandle attrFlags = call("posix_spawnattr_setflags",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_SHORT));
    private final MethodHandle attrDefault = plain("posix_spawnattr_setsigdefault", ADDRESS, ADDRESS);
    private final MethodHandle attrMask = plain("posix_spawnattr_setsigmask", ADDRESS, ADDRESS);
    private final MethodHandle fillSet = plain("sigfillset", ADDRESS);
    private final MethodHandle emptySet = plain("sigemptyset", ADDRESS);
    private final MethodHandle actionsInit = plain("posix_spawn_file_actions_init", ADDRESS);
    private final MethodHandle actionsDestroy = plain("posix_spawn_file_actions_destroy", ADDRESS);
    private final MethodHandle actionOpen = plain("posix_spawn_file_actions_addopen", ADDRESS, JAVA_INT, ADDRESS,
            JAVA_INT, JAVA_INT);
    private final MethodHandle actionDup = plain("posix_spawn_file_actions_adddup2", ADDRESS, JAVA_INT, JAVA_INT);
    private final @Nullable MethodHandle actionFolder = optional("posix_spawn_file_actions_addchdir_np", ADDRESS,
            ADDRESS);
    private final @Nullable MethodHandle actionCloseFrom = optional("posix_spawn_file_actions_addclosefrom_np", ADDRESS,
            JAVA_INT);
    private final MethodHandle posixSpawn = plain("posix_spawn", ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    private final MethodHandle pipe2 = errno("pipe2", ADDRESS, JAVA_INT);
    private final MethodHandle eventfd = errno("eventfd", JAVA_INT, JAVA_INT);
    private final MethodHandle closeCall = errno("close", JAVA_INT);
    private final MethodHandle killCall = errno("kill", JAVA_INT, JAVA_INT);
    private final MethodHandle pollCall = errno("poll", ADDRESS, JAVA_LONG, JAVA_INT);
    private final MethodHandle wait4 = errno("wait4", JAVA_INT, ADDRESS, JAVA_INT, ADDRESS);
    private final MethodHandle readCall = call("read",
            FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG), ERRNO);
    private final MethodHandle writeCall = call("write",
            FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG), ERRNO);
    private final MethodHandle prctl = call("prctl",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
            Linker.Option.firstVariadicArg(1));
    private final MethodHandle syscall = call("syscall",
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
            Linker.Option.firstVariadicArg(1), ERRNO);

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
            if (posix.actionCloseFrom == null) {
                posix.sealDescriptors();
            }
            return posix;
        } catch (NoSuchElementException | IllegalCallerException | UncheckedIOException e) {
            throw new UnsupportedOperationException("no native access: " + e.getMessage(), e);
        }
    }

    /// What one of a child's first three descriptors is.
    sealed interface Stream {
        /// A file, which must exist.
        record File(Path path) implements Stream {}

        /// A descriptor of this process.
        record Open(int descriptor) implements Stream {}
    }

    /// What a child's first three descriptors are.
    record Streams(Stream input, Stream output, Stream error) {}

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

    /// Starts `argv[0]` in a new session, with default signal handling and no other descriptor open.
    ///
    /// @return the process id, or the negative error number
    int spawn(List<String> argv, List<String> environment, Path directory, Streams streams) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attributes = arena.allocate(OPAQUE, 16);
            MemorySegment actions = arena.allocate(OPAQUE, 16);
            MemorySegment signals = arena.allocate(OPAQUE, 16);
            MemorySegment pid = arena.allocate(JAVA_INT);
            check("posix_spawnattr_init", (int) attrInit.invokeExact(attributes));
            check("posix_spawn_file_actions_init", (int) actionsInit.invokeExact(actions));
            try {
                int _ = (int) fillSet.invokeExact(signals);
                check("setsigdefault", (int) attrDefault.invokeExact(attributes, signals));
                int _ = (int) emptySet.invokeExact(signals);
                check("setsigmask", (int) attrMask.invokeExact(attributes, signals));
                check("setflags", (int) attrFlags.invokeExact(attributes,
                        (short) (SPAWN_SETSIGDEF | SPAWN_SETSIGMASK | SPAWN_SETSID)));
                open(arena, actions, 0, streams.input(), O_RDONLY);
                open(arena, actions, 1, streams.output(), O_WRONLY);
                open(arena, actions, 2, streams.error(), O_WRONLY);
                if (actionFolder != null) {
                    check("addchdir", (int) actionFolder.invokeExact(actions, text(arena, directory)));
                }
                if (actionCloseFrom != null) {
                    check("addclosefrom", (int) actionCloseFrom.invokeExact(actions, 3));
                } else {
                    sealDescriptors();
                }
                int error = (int) posixSpawn.invokeExact(pid, arena.allocateFrom(argv.getFirst()), actions, attributes,
                        strings(arena, argv), strings(arena, environment));
                return error == 0 ? pid.get(JAVA_INT, 0) : -error;
            } finally {
                int _ = (int) actionsDestroy.invokeExact(actions);
                int _ = (int) attrDestroy.invokeExact(attributes);
            }
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// Whether [#spawn] changes the folder; without it the command must be started by a shell that does.
    boolean changesFolder() {
        return actionFolder != null;
    }

    /// A pipe: read end, write end. Neither is inherited.
    int[] pipe() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment ends = arena.allocate(JAVA_INT, 2);
            MemorySegment state = arena.allocate(STATE);
            require("pipe", (int) pipe2.invokeExact(state, ends, O_CLOEXEC), state);
            return new int[]{ends.getAtIndex(JAVA_INT, 0), ends.getAtIndex(JAVA_INT, 1)};
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// A descriptor that becomes readable when the process ends.
    int watch(int pid) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            long descriptor = (long) syscall.invokeExact(state, SYS_PIDFD_OPEN, (long) pid, 0L, 0L);
            return require("pidfd_open", (int) descriptor, state);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// A descriptor that [#ring] makes readable.
    int bell() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            return require("eventfd", (int) eventfd.invokeExact(state, 0, O_CLOEXEC), state);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// Makes a [#bell] readable.
    void ring(int bell) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            long _ = (long) writeCall.invokeExact(state, bell, arena.allocateFrom(JAVA_LONG, 1L), 8L);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    void close(int descriptor) {
        try (Arena arena = Arena.ofConfined()) {
            int _ = (int) closeCall.invokeExact(arena.allocate(STATE), descriptor);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// Sends a signal to a process, or to a process group when `pid` is negative. A process that is gone is no error.
    void kill(int pid, int signal) {
        if (pid == 0 || pid == -1 || pid == 1) {
            throw new IllegalArgumentException("would signal strangers: " + pid);
        }
        try (Arena arena = Arena.ofConfined()) {
            int _ = (int) killCall.invokeExact(arena.allocate(STATE), pid, signal);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// Reaps exactly this child when it has ended; null while it runs or when it is not a child.
    @Nullable
    Exit reap(int pid) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment status = arena.allocate(JAVA_INT);
            MemorySegment usage = arena.allocate(OPAQUE, 8);
            int reaped = (int) wait4.invokeExact(arena.allocate(STATE), pid, status, WNOHANG, usage);
            if (reaped != pid) {
                return null;
            }
            long seconds = usage.get(JAVA_LONG, 0) + usage.get(JAVA_LONG, 16);
            long micros = usage.get(JAVA_LONG, 8) + usage.get(JAVA_LONG, 24);
            return new Exit(status.get(JAVA_INT, 0), Duration.ofSeconds(seconds).plusNanos(micros * 1000));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// Makes this process adopt the orphans among its descendants, for the rest of its life.
    ///
    /// @return whether the kernel allowed it
    boolean adoptOrphans() {
        try {
            return (int) prctl.invokeExact(PR_SET_CHILD_SUBREAPER, 1L, 0L, 0L, 0L) == 0;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// Reads once; for a descriptor that [Watch] said is ready.
    ///
    /// @return bytes read, 0 at the end of the stream
    /// @throws IOException when the descriptor cannot be read
    int read(int descriptor, MemorySegment buffer) throws IOException {
        long count;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            count = (long) readCall.invokeExact(state, descriptor, buffer, buffer.byteSize());
            if (count < 0) {
                throw new IOException("read: error " + state.get(JAVA_INT, ERRNO_OFFSET));
            }
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw unexpected(e);
        }
        return (int) count;
    }

    /// Writes once; for a pipe that [Watch] said is ready, and no more than it takes without blocking.
    ///
    /// @return bytes written, -1 when nobody reads any more
    /// @throws IOException when the descriptor cannot be written
    int write(int descriptor, MemorySegment bytes) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            long count = (long) writeCall.invokeExact(state, descriptor, bytes, bytes.byteSize());
            int error = count < 0 ? state.get(JAVA_INT, ERRNO_OFFSET) : 0;
            if (error != 0 && error != EPIPE && error != EINTR) {
                throw new IOException("write: error " + error);
            }
            return error == EINTR ? 0 : (int) count;
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw unexpected(e);
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
            state = arena.allocate(STATE);
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
                    int error = state.get(JAVA_INT, ERRNO_OFFSET);
                    if (error != EINTR) {
                        throw new IllegalStateException("poll: error " + error);
                    }
                    for (int i = 0; i < count; i++) {
                        entries.set(JAVA_SHORT, (long) i * POLLFD + 6, (short) 0);
                    }
                }
            } catch (Throwable e) {
                throw unexpected(e);
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

    /// The JDK opens files without close-on-exec; this marks all that are open now.
    private void sealDescriptors() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            long result = (long) syscall.invokeExact(state, SYS_CLOSE_RANGE, 3L, 0xffff_ffffL, CLOSE_RANGE_CLOEXEC);
            require("close_range", (int) result, state);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private void open(Arena arena, MemorySegment actions, int descriptor, Stream stream, int flags) throws Throwable {
        switch (stream) {
            case Stream.File(Path file) -> check("addopen",
                    (int) actionOpen.invokeExact(actions, descriptor, text(arena, file), flags, 0));
            case Stream.Open(int open) -> check("adddup2", (int) actionDup.invokeExact(actions, open, descriptor));
        }
    }

    private static MemorySegment text(Arena arena, Path path) {
        return arena.allocateFrom(path.toAbsolutePath().toString());
    }

    private static MemorySegment strings(Arena arena, List<String> values) {
        MemorySegment pointers = arena.allocate(ADDRESS, values.size() + 1L);
        for (int i = 0; i < values.size(); i++) {
            pointers.setAtIndex(ADDRESS, i, arena.allocateFrom(values.get(i)));
        }
        return pointers;
    }

    private static void check(String what, int error) {
        if (error != 0) {
            throw new IllegalStateException(what + ": error " + error);
        }
    }

    private static int require(String what, int result, MemorySegment state) {
        if (result < 0) {
            throw new UncheckedIOException(
                    new IOException(what + ": error " + state.get(JAVA_INT, ERRNO_OFFSET)));
        }
        return result;
    }

    private static RuntimeException unexpected(Throwable cause) {
        return switch (cause) {
            case RuntimeException e -> e;
            case Error e -> throw e;
            default -> new IllegalStateException(cause);
        };
    }

    private MethodHandle plain(String name, MemoryLayout... parameters) {
        return call(name, FunctionDescriptor.of(JAVA_INT, parameters));
    }

    private MethodHandle errno(String name, MemoryLayout... parameters) {
        return call(name, FunctionDescriptor.of(JAVA_INT, parameters), ERRNO);
    }

    private MethodHandle call(String name, FunctionDescriptor type, Linker.Option... options) {
        return linker.downcallHandle(library.findOrThrow(name), type, options);
    }

    private @Nullable MethodHandle optional(String name, MemoryLayout... parameters) {
        Optional<MemorySegment> symbol = library.find(name);
        return symbol.isEmpty()
                ? null
                : linker.downcallHandle(symbol.get(), FunctionDescriptor.of(JAVA_INT, parameters));
    }
}
