package dev.autoresearch.proposers.llm.tool;

/// A tool call that cannot be done; the message tells the model why and what to do instead.
final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unusable(String message) {
        super(message, null, false, false);
    }

    /// The message.
    String told() {
        return String.valueOf(getMessage());
    }
}
