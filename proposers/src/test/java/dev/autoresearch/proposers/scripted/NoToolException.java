package dev.autoresearch.proposers.scripted;

/// The request offers no tool by which an action of the script could be done.
final class NoToolException extends Exception {
    private static final long serialVersionUID = 1;

    NoToolException(String message) {
        super(message);
    }
}
