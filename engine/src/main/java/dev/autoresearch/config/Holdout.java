package dev.autoresearch.config;

import java.time.Duration;
import java.util.Optional;

/// A second measurement on data that decides nothing, which shows whether what was kept holds beyond what it was kept for.
///
/// @param command the shell line that measures; empty means none
/// @param timeout wall clock limit of it
/// @param every   so many keeps from one to the next; at least 1
/// @param extract how the deciding metric is read out of it; absent means as out of a run
public record Holdout(String command, Duration timeout, long every, Optional<Extractor> extract) {

    /// No holdout.
    public static final Holdout NONE = new Holdout("", Duration.ofMinutes(10), 10, Optional.empty());

    /// Whether there is one.
    public boolean present() {
        return !command.isEmpty();
    }
}
