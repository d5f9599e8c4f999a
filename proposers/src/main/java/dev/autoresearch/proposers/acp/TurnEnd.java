package dev.autoresearch.proposers.acp;

/// How a turn ended.
public sealed interface TurnEnd {

    /// The agent says that it is done.
    ///
    /// @param text its last message, of unknown origin
    record Done(String text) implements TurnEnd {}

    /// A limit of the agent's or its model's ended it.
    ///
    /// @param limit what limit, for people
    record CutShort(String limit, String text) implements TurnEnd {}

    /// The model refused to go on.
    record Declined(String text) implements TurnEnd {}

    /// It was ended from here.
    ///
    /// @param why by whom
    record Cancelled(Why why, String text) implements TurnEnd {}

    /// The agent failed.
    ///
    /// @param reason one line
    record Failed(String reason, String text) implements TurnEnd {}

    /// The agent lacks an account or a key: the user has to sign in with the agent's own command.
    ///
    /// @param reason one line
    record NotSignedIn(String reason) implements TurnEnd {}

    /// Who ended a turn from here.
    enum Why {
        /// Somebody asked for it.
        ASKED,
        /// Its time was over.
        TIME
    }
}
