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
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Starts processes by `posix_spawn`: in a session of their own, with nothing of this process but what is given to them.
/// Linux only; thread-safe.
final class Spawn {
    private static final int O_RDONLY = 0;
    private static final int O_WRONLY = 1;
    private static final long SYS_CLOSE_RANGE = 436;
    private static final long CLOSE_RANGE_CLOEXEC = 4;
    private static final short SPAWN_SETSIGDEF = 4;
    private static final short SPAWN_SETSIGMASK = 8;
    private static final short SPAWN_SETSID = 0x80;
    /// Larger than `posix_spawnattr_t`, `posix_spawn_file_actions_t` and `sigset_t` of any C library.
    private static final long OPAQUE = 1024;

    private final MethodHandle attrInit;
    private final MethodHandle attrDestroy;
    private final MethodHandle attrFlags;
    private final MethodHandle attrDefault;
    private final MethodHandle attrMask;
    private final MethodHandle fillSet;
    private final MethodHandle emptySet;
    private final MethodHandle actionsInit;
    private final MethodHandle actionsDestroy;
    private final MethodHandle actionOpen;
    private final MethodHandle actionDup;
    private final @Nullable MethodHandle actionFolder;
    private final @Nullable MethodHandle actionCloseFrom;
    private final MethodHandle posixSpawn;
    private final MethodHandle syscall;

    /// Finds the functions.
    ///
    /// @throws java.util.NoSuchElementException if the library lacks one that is needed
    /// @throws UncheckedIOException             if descriptors cannot be kept from children here
    Spawn(CLibrary library) {
        attrInit = library.plain("posix_spawnattr_init", ADDRESS);
        attrDestroy = library.plain("posix_spawnattr_destroy", ADDRESS);
        attrFlags = library.call("posix_spawnattr_setflags",
                FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_SHORT));
        attrDefault = library.plain("posix_spawnattr_setsigdefault", ADDRESS, ADDRESS);
        attrMask = library.plain("posix_spawnattr_setsigmask", ADDRESS, ADDRESS);
        fillSet = library.plain("sigfillset", ADDRESS);
        emptySet = library.plain("sigemptyset", ADDRESS);
        actionsInit = library.plain("posix_spawn_file_actions_init", ADDRESS);
        actionsDestroy = library.plain("posix_spawn_file_actions_destroy", ADDRESS);
        actionOpen = library.plain("posix_spawn_file_actions_addopen", ADDRESS, JAVA_INT, ADDRESS,
                JAVA_INT, JAVA_INT);
        actionDup = library.plain("posix_spawn_file_actions_adddup2", ADDRESS, JAVA_INT, JAVA_INT);
        actionFolder = library.optional("posix_spawn_file_actions_addchdir_np", ADDRESS,
                ADDRESS);
        actionCloseFrom = library.optional("posix_spawn_file_actions_addclosefrom_np", ADDRESS,
                JAVA_INT);
        posixSpawn = library.plain("posix_spawn", ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
        syscall = library.errno("syscall", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
                Linker.Option.firstVariadicArg(1));
        if (actionCloseFrom == null) {
            sealDescriptors();
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

    /// Starts `argv[0]` in a new session, with default signal handling and no other descriptor open.
    ///
    /// @return the process id, or the negative error number
    int start(List<String> argv, List<String> environment, Path directory, Streams streams) {
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
            throw CLibrary.unexpected(e);
        }
    }

    /// Whether [#start] changes the folder; without it the command must be started by a shell that does.
    boolean changesFolder() {
        return actionFolder != null;
    }

    /// The JDK opens files without close-on-exec; this marks all that are open now.
    private void sealDescriptors() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CLibrary.STATE);
            if ((long) syscall.invokeExact(state, SYS_CLOSE_RANGE, 3L, 0xffff_ffffL, CLOSE_RANGE_CLOEXEC) < 0) {
                throw new UncheckedIOException(new IOException("close_range: error " + CLibrary.error(state)));
            }
        } catch (Throwable e) {
            throw CLibrary.unexpected(e);
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
}
