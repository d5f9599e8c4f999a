package dev.autoresearch.proposers.agent;

/// What one line of an agent's output says.
sealed interface AgentEvent {

    /// How the agent itself names this conversation.
    record SessionId(String id) implements AgentEvent {}

    /// The model that answers, where the agent says it.
    record Model(String name) implements AgentEvent {}

    /// A piece of what the model says to the reader.
    ///
    /// @param continues it goes on from the piece before; otherwise it begins a new message
    record Text(String text, boolean continues) implements AgentEvent {}

    /// The model uses a tool.
    record ToolUse(String title) implements AgentEvent {}

    /// The model answered and this was used for it since the last such event.
    ///
    /// @param tokens  never negative
    /// @param dollars US dollars; NaN where the agent does not say
    /// @param answers model calls that this reports; 0 when it only corrects what was reported before
    record Usage(Tokens tokens, double dollars, int answers) implements AgentEvent {}

    /// The agent is done, by its own account.
    ///
    /// @param ok     it did what it wanted to do
    /// @param reason why not; empty when ok
    record Final(boolean ok, String reason) implements AgentEvent {}
}
