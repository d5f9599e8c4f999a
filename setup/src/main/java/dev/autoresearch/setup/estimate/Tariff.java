package dev.autoresearch.setup.estimate;

/// What a proposer's tokens cost, in US dollars per million.
///
/// @param who    the model or program, for people
/// @param known  whether the prices are; they are 0 otherwise
/// @param input  fresh tokens in
/// @param cached tokens in that were in a cache
/// @param output tokens out
public record Tariff(String who, boolean known, double input, double cached, double output) {

    /// A price list.
    public static Tariff of(String who, double input, double cached, double output) {
        return new Tariff(who, true, input, cached, output);
    }

    /// Tokens whose price nobody knows.
    public static Tariff unknown(String who) {
        return new Tariff(who, false, 0, 0, 0);
    }
}
