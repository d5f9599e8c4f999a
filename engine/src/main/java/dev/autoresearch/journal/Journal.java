package dev.autoresearch.journal;

import java.util.List;

/// The append-only truth of one session. One engine writes, any number of readers follow.
public interface Journal extends AutoCloseable {

    /// Version of the format that this program writes.
    int SCHEMA = 4;

    /// What the events so far amount to.
    SessionState state();

    /// Writes these events, in order, and returns when no kill can undo it; [#state()] then includes them. They are on the
    /// disk, too, with everything before them, unless losing them to a power failure would cost no more than a second.
    ///
    /// @throws dev.autoresearch.config.Refusal with [dev.autoresearch.config.Exit#STORAGE] if the disk does not take
    ///                                         them; the journal is then as it was before
    void append(Event... events);

    /// What is worth telling about the opening, the clock and the disk, in sentences; only ever grows.
    List<String> notes();

    /// Releases the file and the session's lock.
    @Override
    void close();
}
