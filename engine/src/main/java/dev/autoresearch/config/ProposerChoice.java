package dev.autoresearch.config;

import java.time.Duration;
import java.util.List;

/// Who proposes, as the user configured it.
///
/// @param kind    `search`, `command`, `auto`, or the name of another proposer
/// @param command the command line that proposes; empty unless `command`, `acp` or `agent`, or where the user gave one
/// @param timeout wall clock limit of one proposal
public record ProposerChoice(String kind, String command, Duration timeout) {

    /// The kinds that a configuration may name; whether one is installed is found out when a session starts.
    public static final List<String> KINDS = List.of("search", "command", "auto", "claude", "codex", "gemini",
            "opencode", "pi", "qwen", "cline", "acp", "llm", "agent", "prune");

    /// The limit of a proposal when none is given.
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(15);

    /// The built-in optimiser.
    public static final ProposerChoice SEARCH = new ProposerChoice("search", "", DEFAULT_TIMEOUT);
}
