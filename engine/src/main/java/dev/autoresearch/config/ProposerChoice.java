package dev.autoresearch.config;

import java.time.Duration;
import java.util.List;

/// Who proposes, as the user configured it.
///
/// @param kind        `search`, `command`, `auto`, or the name of another proposer
/// @param command     the command line that proposes; for an agent known by name its program, where that is elsewhere;
///                    else empty
/// @param timeout     wall clock limit of one proposal
/// @param agent       how a coding agent is called
/// @param llm         which language models are asked and how
/// @param briefTokens the size of the prompt, in tokens as roughly counted
public record ProposerChoice(String kind, String command, Duration timeout, AgentSettings agent, LlmSettings llm,
        int briefTokens) {

    /// The kinds that a configuration may name; whether one is installed is found out when a session starts.
    public static final List<String> KINDS = List.of("search", "command", "auto", "claude", "codex", "gemini",
            "opencode", "pi", "qwen", "cline", "acp", "llm", "agent", "prune");

    /// The kinds that are coding-agent programs known by name.
    public static final List<String> PROGRAMS = List.of("claude", "codex", "gemini", "opencode", "pi", "qwen",
            "cline");

    /// The limit of a proposal when none is given.
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(15);

    /// The size of a prompt when none is given.
    public static final int DEFAULT_BRIEF = 24_000;

    /// The built-in optimiser.
    public static final ProposerChoice SEARCH = new ProposerChoice("search", "", DEFAULT_TIMEOUT);

    /// A proposer with everything else as usual.
    public ProposerChoice(String kind, String command, Duration timeout) {
        this(kind, command, timeout, AgentSettings.USUAL, LlmSettings.NONE, DEFAULT_BRIEF);
    }

    /// Whether it reads prose: advice, lessons, why something went back. The others go by numbers and files alone.
    public boolean reads() {
        return !List.of("search", "prune").contains(kind);
    }
}
