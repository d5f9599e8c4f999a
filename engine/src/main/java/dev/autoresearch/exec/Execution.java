package dev.autoresearch.exec;

import dev.autoresearch.journal.Ending;
import java.time.Duration;

/// How one command ended and what it used.
///
/// @param ending     how it ended
/// @param wall       by the monotonic clock, from start until the last process of the tree was gone
/// @param cpu        user and system time of the whole tree; [#UNKNOWN_TIME] when it could not be read
/// @param peakMemory bytes of the whole tree; [dev.autoresearch.journal.RunRecord#UNKNOWN] when it could not be read
/// @param logBytes   bytes of output in all
/// @param cutBytes   bytes of them that the log does not have
/// @param survivors  processes that outlived the command and were ended
/// @param tier       how the tree was held and measured
public record Execution(Ending ending, Duration wall, Duration cpu, long peakMemory, long logBytes, long cutBytes,
        int survivors, String tier) {

    /// A time that could not be read; the only negative one.
    public static final Duration UNKNOWN_TIME = Duration.ofNanos(-1);
}
