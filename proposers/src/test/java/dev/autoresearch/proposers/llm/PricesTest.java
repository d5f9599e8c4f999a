package dev.autoresearch.proposers.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.autoresearch.config.ModelChoice;
import dev.autoresearch.config.Price;
import dev.autoresearch.config.Provider;
import dev.autoresearch.proposers.llm.model.Usage;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PricesTest {
    private static final Usage USAGE = new Usage(1_000_000, 2_000_000, 400_000, 100_000, 50_000, false);
    private final Prices prices = Prices.builtIn();

    @Test
    void aModelIsKnownByItsNameAndItsDatedVersions() {
        assertThat(rate(Provider.ANTHROPIC, "claude-haiku-4-5")).contains(new Rate(1, 0.1, 1.25, 5));
        assertThat(rate(Provider.ANTHROPIC, "claude-haiku-4-5-20251001")).contains(new Rate(1, 0.1, 1.25, 5));
        assertThat(rate(Provider.OPENAI, "gpt-5-mini-2025-08-07")).isEqualTo(rate(Provider.OPENAI, "gpt-5-mini"));
        assertThat(rate(Provider.OPENAI, "gpt-5")).isNotEqualTo(rate(Provider.OPENAI, "gpt-5-mini"));
    }

    @Test
    void whatNobodyKnowsHasNoPrice() {
        assertThat(rate(Provider.OPENAI, "gpt-5-pro")).isEmpty();
        assertThat(rate(Provider.OPENAI, "gpt-50")).isEmpty();
        assertThat(rate(Provider.COMPATIBLE, "gpt-5")).isEmpty();
        assertThat(rate(Provider.ANTHROPIC, "")).isEmpty();
    }

    @Test
    void aModelOnOnesOwnMachineCostsNothing() {
        assertThat(rate(Provider.OLLAMA, "qwen3:8b")).contains(Rate.FREE);
    }

    @Test
    void theUsersPriceGoesFirst() {
        var choice = new ModelChoice(Provider.ANTHROPIC, "claude-haiku-4-5", "", "", 1, OptionalDouble.empty(), 10,
                Optional.of(new Price(2, 1, 3)));
        assertThat(prices.of(choice)).contains(new Rate(2, 1, 2.5, 3));
    }

    @Test
    void everyKindOfTokenIsCountedAtItsPrice() {
        assertThat(new Rate(3, 0.3, 3.75, 15).dollars(USAGE)).isEqualTo(3 + 0.6 + 1.5 + 1.5, within(1e-9));
    }

    @Test
    void longPromptsCostWhatLongPromptsCost() {
        Rate rate = rate(Provider.GEMINI, "gemini-2.5-pro").orElseThrow();
        assertThat(rate.dollars(new Usage(200_000, 0, 0, 0, 0, false))).isEqualTo(0.25, within(1e-9));
        assertThat(rate.dollars(new Usage(300_000, 0, 0, 0, 0, false))).isEqualTo(0.75, within(1e-9));
        assertThat(rate.outputFor(1, 300_000)).isLessThan(rate.outputFor(1, 1000));
    }

    @Test
    void theTableSaysItsDays() {
        for (Provider provider : List.of(Provider.ANTHROPIC, Provider.OPENAI, Provider.GEMINI)) {
            assertThat(LocalDate.parse(prices.asOf(provider))).isAfter("2026-01-01");
        }
    }

    private Optional<Rate> rate(Provider provider, String name) {
        return prices.of(ModelChoice.of(provider, name));
    }
}
