package dev.autoresearch.workspace;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Stats of many files by Linux's `statx`, in half the time of the JDK's, which makes a map of each; a checkout is looked
/// at five times an experiment. Whatever the call does not answer is asked of the JDK. The record that the kernel fills
/// is the same on every kind of processor. Not thread-safe.
final class Lstat {
    private static final int AT_FDCWD = -100;
    private static final int AT_SYMLINK_NOFOLLOW = 0x100;
    private static final int STATX_BASIC_STATS = 0x7ff;
    private static final int LONGEST = 4096;
    private static final long RECORD = 256;
    private static final long LINKS = 16;
    private static final long MODE = 28;
    private static final long INODE = 32;
    private static final long SIZE = 40;
    private static final long CHANGED = 96;
    private static final long MODIFIED = 112;

    private final @Nullable MethodHandle call = statx();
    private final Arena arena = Arena.ofAuto();
    private final MemorySegment name = arena.allocate(LONGEST);
    private final MemorySegment found = arena.allocate(RECORD, Long.BYTES);

    /// The stat of an absolute path, as [Stat#of] gives it.
    Stat of(Path path) {
        byte[] bytes = call == null ? new byte[0] : path.toString().getBytes(StandardCharsets.UTF_8);
        return bytes.length > 0 && bytes.length < LONGEST && asked(bytes) ? answer() : Stat.of(path);
    }

    private boolean asked(byte[] path) {
        MemorySegment.copy(path, 0, name, ValueLayout.JAVA_BYTE, 0, path.length);
        name.set(ValueLayout.JAVA_BYTE, path.length, (byte) 0);
        try {
            return call != null
                    && (int) call.invokeExact(AT_FDCWD, name, AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS, found) == 0;
        } catch (Throwable e) {
            throw new IllegalStateException("statx", e);
        }
    }

    private Stat answer() {
        int mode = Short.toUnsignedInt(found.get(ValueLayout.JAVA_SHORT, MODE));
        return new Stat(Stat.Kind.of(mode), mode & Stat.PERMISSIONS, found.get(ValueLayout.JAVA_LONG, SIZE),
                time(MODIFIED), time(CHANGED), found.get(ValueLayout.JAVA_LONG, INODE),
                found.get(ValueLayout.JAVA_INT, LINKS));
    }

    private long time(long at) {
        return TimeUnit.SECONDS.toNanos(found.get(ValueLayout.JAVA_LONG, at))
                + found.get(ValueLayout.JAVA_INT, at + Long.BYTES);
    }

    private static @Nullable MethodHandle statx() {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return null;
        }
        try {
            var linker = Linker.nativeLinker();
            return linker.defaultLookup().find("statx").map(address -> linker.downcallHandle(address,
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS,
                            ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS)))
                    .orElse(null);
        } catch (IllegalCallerException | UnsupportedOperationException e) {
            return null;
        }
    }
}
