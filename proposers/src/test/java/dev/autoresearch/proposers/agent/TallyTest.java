package dev.autoresearch.proposers.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.autoresearch.journal.Spending;
import dev.autoresearch.proposers.agent.Tally.Source;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final Pricing DOLLAR_A_TOKEN = (model, tokens) -> model.equals("known")
            ? OptionalDouble.of((double) tokens.sum())
            : OptionalDouble.empty();

    private final Offices.Ledger ledger = new Offices.Ledger();

    @Test
    void whatIsToldInTwoPlacesIsPaidOnce() {
        var tally = new Tally(ledger, Pricing.UNKNOWN, "");
        tally.add(Source.METER, usage(1000, 50, Double.NaN, 1));
        tally.add(Source.METER, usage(1000, 50, Double.NaN, 1));
        tally.add(Source.OUTPUT, usage(2000, 100, Double.NaN, 0));
        assertThat(ledger.spent()).isEqualTo(new Spending(0, 2100));
        assertThat(tally.answers()).isEqualTo(2);
        tally.add(Source.OUTPUT, usage(10, 0, Double.NaN, 0));
        assertThat(ledger.spent().tokens()).isEqualTo(2110);
    }

    @Test
    void aPriceOfTheProgramsOwnReplacesTheEstimateAndNeverAddsToIt() {
        var tally = new Tally(ledger, DOLLAR_A_TOKEN, "known");
        tally.add(Source.OUTPUT, usage(10, 0, Double.NaN, 1));
        assertThat(ledger.spent().dollars()).isEqualTo(10);
        tally.add(Source.OUTPUT, usage(5, 0, 17, 1));
        assertThat(ledger.spent()).isEqualTo(new Spending(17, 15));
        tally.add(Source.OUTPUT, usage(5, 0, Double.NaN, 1));
        assertThat(ledger.spent().dollars()).isCloseTo(22, within(1e-9));
        tally.add(Source.OUTPUT, usage(0, 0, 1, 0));
        assertThat(ledger.spent().dollars()).as("what is spent stays spent").isCloseTo(22, within(1e-9));
        assertThat(tally.unpriced()).isFalse();
    }

    @Test
    void anUnknownPriceIsCountedInTokensAndKnownToBeUnknown() {
        var tally = new Tally(ledger, DOLLAR_A_TOKEN, "");
        tally.model("strange");
        tally.add(Source.OUTPUT, usage(10, 5, Double.NaN, 1));
        assertThat(ledger.spent()).isEqualTo(new Spending(0, 15));
        assertThat(tally.unpriced()).isTrue();
    }

    private static AgentEvent.Usage usage(long input, long output, double dollars, int answers) {
        return new AgentEvent.Usage(new Tokens(input, 0, 0, output), dollars, answers);
    }
}
