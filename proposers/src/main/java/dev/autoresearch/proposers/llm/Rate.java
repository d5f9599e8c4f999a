package dev.autoresearch.proposers.llm;

import dev.autoresearch.proposers.llm.model.Usage;
import org.jspecify.annotations.Nullable;

/// What a model costs, in US dollars per million tokens.
///
/// @param input      fresh tokens in
/// @param cached     tokens in that came from a cache
/// @param cacheWrite tokens in that went into a cache
/// @param output     tokens out
/// @param above      prompts of more tokens than this cost `more`; [Long#MAX_VALUE] where there is no such limit
/// @param more       null where there is no such limit
public record Rate(double input, double cached, double cacheWrite, double output, long above, @Nullable Rate more) {
    private static final double MILLION = 1e6;

    /// Nothing.
    public static final Rate FREE = new Rate(0, 0, 0, 0);

    /// A rate for prompts of any length.
    public Rate(double input, double cached, double cacheWrite, double output) {
        this(input, cached, cacheWrite, output, Long.MAX_VALUE, null);
    }

    /// The same with another rate for long prompts.
    Rate above(long tokens, Rate other) {
        return new Rate(input, cached, cacheWrite, output, tokens, other);
    }

    private Rate at(long prompt) {
        return more != null && prompt > above ? more : this;
    }

    /// What a response cost, in US dollars.
    public double dollars(Usage usage) {
        Rate rate = at(usage.in());
        return (usage.input() * rate.input + usage.cached() * rate.cached + usage.cacheWrite() * rate.cacheWrite
                + usage.output() * rate.output) / MILLION;
    }

    /// The most that a prompt of so many tokens costs, in US dollars.
    double prompt(long tokens) {
        Rate rate = at(tokens);
        return tokens * Math.max(rate.input, rate.cacheWrite) / MILLION;
    }

    /// How many tokens out so much money buys behind a prompt of so many tokens; at most an `int`.
    int outputFor(double dollars, long prompt) {
        double price = at(prompt).output;
        return price <= 0 ? Integer.MAX_VALUE : (int) Math.min(Integer.MAX_VALUE, dollars * MILLION / price);
    }
}
