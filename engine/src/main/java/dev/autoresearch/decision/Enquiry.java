package dev.autoresearch.decision;

import java.util.Optional;

/// A series of runs that are all made for one result: a calibration, a comparison. Like a [Contest], it asks the same
/// again when it is told the same. Not thread-safe.
public interface Enquiry {

    /// The next run, empty when there are enough.
    Optional<Ask.Run> ask();

    /// Answers the run that was asked for.
    ///
    /// @throws IllegalStateException if none was asked for
    void tell(Sample sample);
}
