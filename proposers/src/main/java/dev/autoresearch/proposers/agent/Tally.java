package dev.autoresearch.proposers.agent;

import dev.autoresearch.journal.Spending;
import dev.autoresearch.proposer.Purse;
import java.util.EnumMap;
import java.util.Map;

/// What a run has used so far, told to the purse as it comes and each piece once, although a program may tell it in more
/// than one place: the largest count holds. Thread-safe.
final class Tally {

    /// Where a count comes from.
    enum Source {
        /// The program's output.
        OUTPUT,
        /// What it writes down elsewhere.
        METER
    }

    private final Purse purse;
    private final Pricing pricing;
    private final Map<Source, Count> counts = new EnumMap<>(Source.class);
    private String model;
    private Tokens tokens = Tokens.NONE;
    private double given;
    private double estimated;
    private double dollars;
    private boolean unpriced;

    private record Count(Tokens tokens, int answers) {}

    /// @param model what is used until the program says otherwise; empty when unknown
    Tally(Purse purse, Pricing pricing, String model) {
        this.purse = purse;
        this.pricing = pricing;
        this.model = model;
    }

    synchronized void model(String name) {
        model = name;
    }

    /// The model that was used last; empty when unknown.
    synchronized String model() {
        return model;
    }

    /// Counts one report.
    synchronized void add(Source source, AgentEvent.Usage usage) {
        Count before = counts.getOrDefault(source, new Count(Tokens.NONE, 0));
        counts.put(source, new Count(before.tokens.plus(usage.tokens()), before.answers + usage.answers()));
        Tokens all = counts.values().stream().map(Count::tokens).reduce(Tokens.NONE, Tokens::max);
        estimated += estimate(all.beyond(tokens));
        if (Double.isFinite(usage.dollars())) {
            // What the program says covers all that it used until now.
            given += usage.dollars();
            estimated = 0;
        }
        double now = Math.max(dollars, given + estimated);
        long more = all.sum() - tokens.sum();
        if (more > 0 || now > dollars) {
            purse.spend(new Spending(now - dollars, more));
        }
        tokens = all;
        dollars = now;
    }

    private double estimate(Tokens more) {
        if (more.sum() == 0) {
            return 0;
        }
        var price = pricing.dollars(model, more);
        unpriced |= price.isEmpty();
        return price.orElse(0);
    }

    /// Model calls so far.
    synchronized int answers() {
        return counts.values().stream().mapToInt(Count::answers).max().orElse(0);
    }

    /// Tokens so far.
    synchronized Tokens tokens() {
        return tokens;
    }

    /// US dollars so far, as the program itself says; 0 where it does not.
    synchronized double given() {
        return given;
    }

    /// Whether something was used whose price is not known.
    synchronized boolean unpriced() {
        return unpriced && given == 0;
    }
}
