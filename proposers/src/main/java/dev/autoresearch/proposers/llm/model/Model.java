package dev.autoresearch.proposers.llm.model;

import dev.autoresearch.exec.Stop;
import java.time.Duration;

/// A language model that answers conversations. Implementations are thread-safe and never throw for what a service does.
public interface Model {

    /// Its name in rows, transcripts and messages, for example `anthropic/claude-haiku-4-5`.
    String name();

    /// Asks for one response and waits for its end.
    ///
    /// @param within the longest that the whole response may take
    /// @param stop   ends the response at once
    Answer respond(Request request, Duration within, Stop stop);
}
