package dev.autoresearch.proposers.llm.model;

import java.util.List;
import java.util.Map;

/// One message of a conversation.
public sealed interface Message {

    /// What we say.
    record User(String text) implements Message {}

    /// What the model said.
    ///
    /// @param keepsake what its service wants to see again, as it gave it: signatures of thoughts and the like
    record Said(String text, List<ToolCall> calls, Map<String, Object> keepsake) implements Message {

        /// Copies the collections.
        public Said {
            calls = List.copyOf(calls);
            keepsake = Map.copyOf(keepsake);
        }
    }

    /// What a tool call gave.
    ///
    /// @param failed whether the call could not be done
    record Result(ToolCall call, String text, boolean failed) implements Message {}

    /// Its length, for estimates.
    default long characters() {
        return switch (this) {
            case User(String text) -> text.length();
            case Said(String text, List<ToolCall> calls, var _) ->
                text.length() + calls.stream().mapToLong(ToolCall::characters).sum();
            case Result(var _, String text, var _) -> text.length();
        };
    }
}
