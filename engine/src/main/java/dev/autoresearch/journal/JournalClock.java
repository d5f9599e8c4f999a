package dev.autoresearch.journal;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/// The two clocks of a journal.
///
/// @param wall  what time it is; may jump
/// @param nanos nanoseconds from an arbitrary origin; never goes backwards
public record JournalClock(InstantSource wall, LongSupplier nanos) {

    /// The machine's clocks.
    public static final JournalClock SYSTEM = new JournalClock(InstantSource.system(), System::nanoTime);
}
