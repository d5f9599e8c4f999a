package dev.autoresearch.proposers.brief;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TokensTest {

    @Test
    void aCountIsRatherTooLarge() {
        assertThat(Tokens.of("")).isZero();
        assertThat(Tokens.of("The quick brown fox jumps over the lazy dog.")).isBetween(10, 16);
        assertThat(Tokens.of("| 12 | discard | 0.104729 | level 6 -> 12 |")).isBetween(18, 28);
        assertThat(Tokens.of("改善解析器")).isBetween(5, 8);
        assertThat(Tokens.of("🚀")).isBetween(2, 4);
    }

    @Test
    void partsCountAtLeastAsMuchAsTheWhole() {
        long seed = 7;
        var random = new SplittableRandom(seed);
        for (int round = 0; round < 2_000; round++) {
            String text = random.ints(random.nextInt(80), 9, 0x3000).collect(StringBuilder::new,
                    (to, c) -> to.append((char) (random.nextBoolean() ? c % 128 : c)), StringBuilder::append)
                    .toString();
            int cut = random.nextInt(text.length() + 1);
            assertThat(Tokens.of(text.substring(0, cut)) + Tokens.of(text.substring(cut))).as("seed %d: %s", seed, text)
                    .isGreaterThanOrEqualTo(Tokens.of(text));
        }
    }
}
