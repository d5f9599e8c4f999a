package dev.autoresearch.proposers.agent;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// Reads one run of an agent: JSON objects in, events out. It keeps what it needs to count nothing twice, touches nothing
/// outside, and answers an object that it does not know with no event. One instance for one run; not thread-safe.
sealed interface AgentStream permits ClaudeStream, ClineStream, CodexRollout, CodexStream, GeminiChat, GeminiStream,
        OpencodeStream, PiStream, QwenStream, SilentStream {

    /// What this object says.
    List<AgentEvent> read(JsonNode node);

    /// Whether a line is worth parsing at all; by default it is.
    default boolean concerns(String line) {
        return !line.isBlank();
    }

    /// Whether a line that is no JSON is the answer's text rather than a broken line.
    default boolean plain() {
        return false;
    }

    /// What runs used.
    ///
    /// @param tokens  of all of them
    /// @param dollars as the program itself says; 0 where it does not
    record Used(Tokens tokens, double dollars) {
        static final Used NOTHING = new Used(Tokens.NONE, 0);
    }

    /// The languages of the agents.
    enum Dialect {
        CLAUDE, CLINE, CODEX, CODEX_ROLLOUT, GEMINI, GEMINI_CHAT, OPENCODE, PI, PLAIN, QWEN;

        /// A reader for one run.
        ///
        /// @param before what earlier runs of the same conversation used: some programs put it into their sums
        AgentStream open(Used before) {
            return switch (this) {
                case CLAUDE -> new ClaudeStream(before);
                case CLINE -> new ClineStream(before);
                case CODEX -> new CodexStream(before);
                case CODEX_ROLLOUT -> new CodexRollout();
                case GEMINI -> new GeminiStream();
                case GEMINI_CHAT -> new GeminiChat();
                case OPENCODE -> new OpencodeStream();
                case PI -> new PiStream();
                case PLAIN -> new SilentStream();
                case QWEN -> new QwenStream(before);
            };
        }
    }
}
