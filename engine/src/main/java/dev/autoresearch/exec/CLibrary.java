package dev.autoresearch.exec;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Functions of the C library as method handles. Thread-safe.
final class CLibrary {
    /// Where a function with [#errno] leaves its error number; its first argument.
    static final MemoryLayout STATE = Linker.Option.captureStateLayout();

    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final long ERRNO_OFFSET = STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));

    private final Linker linker = Linker.nativeLinker();
    private final SymbolLookup symbols = linker.defaultLookup();

    /// A function that returns an error number or cannot fail.
    ///
    /// @throws java.util.NoSuchElementException if this library does not have it
    MethodHandle plain(String name, MemoryLayout... parameters) {
        return call(name, FunctionDescriptor.of(JAVA_INT, parameters));
    }

    /// A function that sets `errno`.
    ///
    /// @throws java.util.NoSuchElementException if this library does not have it
    MethodHandle errno(String name, MemoryLayout... parameters) {
        return errno(name, FunctionDescriptor.of(JAVA_INT, parameters));
    }

    /// A function that sets `errno` and returns something else than an `int`, or takes any number of arguments.
    MethodHandle errno(String name, FunctionDescriptor type, Linker.Option... options) {
        Linker.Option[] all = Arrays.copyOf(options, options.length + 1);
        all[options.length] = ERRNO;
        return call(name, type, all);
    }

    /// Any function.
    ///
    /// @throws java.util.NoSuchElementException if this library does not have it
    MethodHandle call(String name, FunctionDescriptor type, Linker.Option... options) {
        return linker.downcallHandle(symbols.findOrThrow(name), type, options);
    }

    /// A function that not every library has.
    @Nullable
    MethodHandle optional(String name, MemoryLayout... parameters) {
        Optional<MemorySegment> symbol = symbols.find(name);
        return symbol.isEmpty()
                ? null
                : linker.downcallHandle(symbol.get(), FunctionDescriptor.of(JAVA_INT, parameters));
    }

    /// The error number that a call left.
    static int error(MemorySegment state) {
        return state.get(JAVA_INT, ERRNO_OFFSET);
    }

    /// What a method handle threw, to be thrown on: it declares everything and can throw nothing that is checked.
    static RuntimeException unexpected(Throwable cause) {
        return switch (cause) {
            case RuntimeException e -> e;
            case Error e -> throw e;
            default -> new IllegalStateException(cause);
        };
    }
}
