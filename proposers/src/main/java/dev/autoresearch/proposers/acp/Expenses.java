package dev.autoresearch.proposers.acp;

import dev.autoresearch.journal.Spending;
import dev.autoresearch.proposer.Purse;
import java.util.OptionalDouble;

/// What a conversation costs, told to the purse of each turn as it comes. What an agent says that it costs holds; until it
/// says so, its tokens are priced. Thread-safe.
final class Expenses {
    private final Prices prices;
    private Purse purse = Purse.ENDLESS;
    private Usage turn = Usage.NONE;
    private double supposed;
    private boolean unpriced;

    Expenses(Prices prices) {
        this.prices = prices;
    }

    /// A turn begins that is paid from this purse.
    synchronized void begin(Purse purse) {
        this.purse = purse;
        turn = Usage.NONE;
    }

    /// More was used.
    ///
    /// @param model as the agent calls it
    synchronized void add(AcpEvent.Used used, String model) {
        turn = turn.plus(used.tokens());
        double dollars = Double.isNaN(used.dollars()) ? suppose(used.tokens(), model) : beyondSupposed(used.dollars());
        if (dollars > 0 || used.tokens().sum() > 0) {
            purse.spend(new Spending(dollars, used.tokens().sum()));
        }
    }

    /// Whether nothing more may be spent.
    ///
    /// @param tokens that the turn has used at least
    synchronized boolean exhausted(long tokens) {
        return purse.empty() || !purse.allows(new Spending(0, Math.max(0, tokens - turn.sum())));
    }

    /// What the turn used so far.
    synchronized Usage turn() {
        return turn;
    }

    /// Whether tokens were used whose price is not known.
    synchronized boolean unpriced() {
        return unpriced;
    }

    private double suppose(Usage tokens, String model) {
        OptionalDouble price = prices.dollars(model, tokens);
        unpriced |= price.isEmpty();
        supposed += price.orElse(0);
        return price.orElse(0);
    }

    private double beyondSupposed(double dollars) {
        double covered = Math.min(supposed, dollars);
        supposed -= covered;
        return dollars - covered;
    }
}
