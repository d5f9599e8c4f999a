package dev.autoresearch.journal;

import java.time.Duration;
import java.time.Instant;

/// A clock that goes on by one millisecond every time it is asked, and that a test can set.
final class TickingClock {
    private Instant now = Samples.START;
    private long nanos;

    JournalClock clock() {
        return new JournalClock(() -> {
            now = now.plusMillis(1);
            return now;
        }, () -> {
            nanos += 1_000_001;
            return nanos;
        });
    }

    void jump(Duration by) {
        now = now.plus(by);
    }
}
