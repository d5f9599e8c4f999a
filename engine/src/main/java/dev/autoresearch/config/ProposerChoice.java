package dev.autoresearch.config;

import java.time.Duration;

/// Who proposes, as the user configured it.
///
/// @param kind    `search`, `command`, `auto`, or the name of another installed proposer
/// @param command the executable of a `command` proposer, empty otherwise
/// @param timeout wall clock limit of one proposal
public record ProposerChoice(String kind, String command, Duration timeout) {

    /// The limit of a proposal when none is given.
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(15);

    /// The built-in optimiser.
    public static final ProposerChoice SEARCH = new ProposerChoice("search", "", DEFAULT_TIMEOUT);
}
