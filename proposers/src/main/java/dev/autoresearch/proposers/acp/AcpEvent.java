package dev.autoresearch.proposers.acp;

/// Something that happened in a turn, told as it happens.
public sealed interface AcpEvent {

    /// The agent used a tool, or what is known of that changed.
    ///
    /// @param title  of unknown origin
    /// @param kind   one of the protocol's; empty when unknown
    /// @param status `pending`, `in_progress`, `completed`, `failed`; empty when unknown
    record Tool(String id, String title, String kind, String status) implements AcpEvent {}

    /// The agent was not allowed something.
    ///
    /// @param what of unknown origin
    record Refused(String what, String why) implements AcpEvent {}

    /// More was used.
    ///
    /// @param tokens  since the last such event
    /// @param dollars since the last such event; NaN when the agent has not told what its tokens cost
    record Used(Usage tokens, double dollars) implements AcpEvent {}

    /// What the turn has probably used so far, from how full the context was after each answer: most agents tell the truth
    /// only at the turn's end.
    ///
    /// @param tokens at least, also those that were told already
    record Estimated(long tokens) implements AcpEvent {}
}
