package dev.autoresearch.journal;

/// What proposals cost.
///
/// @param dollars money, 0 when nothing or unknown
/// @param tokens  tokens in and out, 0 when none or unknown
public record Spending(double dollars, long tokens) {

    /// Nothing.
    public static final Spending NONE = new Spending(0, 0);

    /// The sum of both.
    public Spending plus(Spending other) {
        return new Spending(dollars + other.dollars, tokens + other.tokens);
    }
}
