package dev.autoresearch.setup.estimate;

/// A conversation that makes one proposal, as far as it is assumed: a prompt, and turns in each of which the whole
/// conversation so far is sent again, from the service's cache.
///
/// @param prompt tokens of the brief
/// @param turns  answers of the model; at least 1
/// @param added  tokens that come in with each turn after the first: what tools showed, and the answer before
/// @param answer tokens of one answer
record Talk(long prompt, int turns, long added, long answer) {
    private static final int SHORT = 3;
    private static final int LONG = 20;
    private static final double MILLION = 1e6;

    /// A short conversation over half a brief.
    static Talk brief(int briefTokens, int turns) {
        return new Talk(briefTokens / 2, Math.min(SHORT, turns), 1_000, 400);
    }

    /// A long one over a whole brief.
    static Talk thorough(int briefTokens, int turns) {
        return new Talk(briefTokens, Math.min(LONG, turns), 3_000, 1_000);
    }

    private long fresh() {
        return prompt + (turns - 1L) * added;
    }

    private long cached() {
        long again = turns - 1L;
        return again * prompt + added * again * (again - 1) / 2;
    }

    /// All tokens, in and out.
    long tokens() {
        return fresh() + cached() + turns * answer;
    }

    /// What it costs.
    double dollars(Tariff tariff) {
        return (fresh() * tariff.input() + cached() * tariff.cached() + turns * answer * tariff.output()) / MILLION;
    }

    /// For people.
    String text() {
        return turns + " answers over a brief of " + prompt + " tokens";
    }
}
