package dev.autoresearch.exec;

import dev.autoresearch.journal.Ending;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tells exit code, signal, lack of memory and a failed start apart.
final class Endings {
    private static final int SIGKILL = 9;
    /// Signals that end a process and that shells report as 128 plus their number. 129 and 128 are left out: git and
    /// others use them as exit codes, and nobody hangs up on a run without a terminal.
    private static final Set<Integer> REPORTED = Set.of(2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 14, 15, 24, 25, 31);
    private static final Pattern OUT_OF_MEMORY = Pattern
            .compile("java\\.lang\\.OutOfMemoryError.*|\\bMemoryError\\b.*|\\b(?:CUDA|HIP) out of memory.*"
                    + "|\\btorch(?:\\.cuda)?\\.OutOfMemoryError.*|std::bad_alloc.*|JavaScript heap out of memory"
                    + "|fatal error: runtime: (?:cannot allocate memory|out of memory)|memory allocation of \\d+ bytes failed"
                    + "|Cannot allocate memory");

    private Endings() {}

    /// The ending of a command that returned or was ended by somebody else.
    ///
    /// @param signal 0 when it returned
    /// @param killer whether the kernel ended a process for lack of memory meanwhile
    static Ending of(int code, int signal, BooleanSupplier killer, Launch launch, Path directory, Path log) {
        if (signal == 0 && code == 0) {
            return new Ending.Exited(0);
        }
        int reported = signal == 0 && REPORTED.contains(code - 128) ? code - 128 : signal;
        if (reported == SIGKILL && killer.getAsBoolean()) {
            return new Ending.OutOfMemory("the kernel killed it");
        }
        Optional<String> never = signal == 0 ? launch.neverStarted(code, directory) : Optional.empty();
        if (never.isPresent()) {
            return new Ending.NotStarted(never.get());
        }
        Matcher said = OUT_OF_MEMORY.matcher(LogTail.last(log));
        if (said.find()) {
            return new Ending.OutOfMemory(said.group());
        }
        return reported == 0 ? new Ending.Exited(code) : new Ending.Signalled(reported);
    }
}
