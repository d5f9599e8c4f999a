package dev.autoresearch.proposers.agent;

/// Tokens of model calls, each counted once.
///
/// @param input  read by the model anew
/// @param cached read from a prompt cache
/// @param stored read anew and put into a prompt cache
/// @param output written by the model, its thoughts included
public record Tokens(long input, long cached, long stored, long output) {

    /// No tokens.
    public static final Tokens NONE = new Tokens(0, 0, 0, 0);

    /// Tokens of a report whose input includes what was read from and put into the cache.
    static Tokens inclusive(long input, long cached, long stored, long output) {
        return new Tokens(Math.max(0, input - cached - stored), cached, stored, output);
    }

    /// The sum of both.
    Tokens plus(Tokens other) {
        return new Tokens(input + other.input, cached + other.cached, stored + other.stored, output + other.output);
    }

    /// What is in this and not in `other`; never negative.
    Tokens beyond(Tokens other) {
        return new Tokens(Math.max(0, input - other.input), Math.max(0, cached - other.cached),
                Math.max(0, stored - other.stored), Math.max(0, output - other.output));
    }

    /// The larger of both, count by count.
    Tokens max(Tokens other) {
        return plus(other.beyond(this));
    }

    /// All of them.
    public long sum() {
        return input + cached + stored + output;
    }
}
