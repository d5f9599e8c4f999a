package dev.autoresearch.proposers.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.Price;
import dev.autoresearch.config.Provider;
import dev.autoresearch.journal.Spending;
import dev.autoresearch.proposer.Proposal;
import dev.autoresearch.proposers.scripted.Action;
import dev.autoresearch.proposers.scripted.Fault;
import dev.autoresearch.proposers.scripted.Script;
import dev.autoresearch.proposers.scripted.Step;
import dev.autoresearch.proposers.scripted.Tokens;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MoneyTest {
    private static final double CAP = 0.10;
    private static final List<Provider> PROVIDERS = List.of(Provider.values());

    @TempDir
    Path home;

    private Room room;

    @BeforeEach
    void open() throws IOException {
        room = new Room(home);
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void aCapIsNeverPassedByMoreThanOneResponse() {
        for (int round = 0; round < 60; round++) {
            long seed = 20_260_301L + round;
            var random = new SplittableRandom(seed);
            Provider provider = PROVIDERS.get(random.nextInt(PROVIDERS.size()));
            room.price = new Price(random.nextDouble(0.1, 20), random.nextDouble(0.01, 2), random.nextDouble(0.5, 80));
            room.maxOutput = random.nextInt(200, 8000);
            room.watched = random.nextInt(3) > 0
                    ? new Watched(CAP, Long.MAX_VALUE)
                    : new Watched(Double.POSITIVE_INFINITY, random.nextInt(2_000, 60_000));
            room.follow(script("s" + round, random));
            room.propose(provider);
            Spending total = room.watched.spent();
            double dearest = room.watched.spendings().stream().mapToDouble(Spending::dollars).max().orElse(0);
            long longest = room.watched.spendings().stream().mapToLong(Spending::tokens).max().orElse(0);
            if (Double.isInfinite(room.watched.dollarsCap())) {
                assertThat(total.tokens()).as("seed %d", seed)
                        .isLessThanOrEqualTo(room.watched.tokensCap() + longest);
            } else {
                assertThat(total.dollars()).as("seed %d", seed).isLessThanOrEqualTo(CAP + dearest);
            }
        }
    }

    private static Script script(String name, SplittableRandom random) {
        var steps = new Step[40];
        for (int i = 0; i < steps.length; i++) {
            long cached = random.nextInt(0, 3000);
            Step step = Step.act(new Action.Read("src/none" + i + ".c"))
                    .costing(new Tokens(cached + random.nextInt(100, 20_000), cached, 0, random.nextInt(10, 4000), 0));
            steps[i] = random.nextInt(8) == 0 ? step.failing(new Fault.Cut(2, Duration.ZERO), 1) : step;
        }
        return Script.of(name, steps);
    }

    @Test
    void theLongestAnswerIsClampedToWhatIsLeft() {
        room.maxOutput = 8000;
        room.price = new Price(1, 1, 20);
        room.watched = new Watched(CAP, Long.MAX_VALUE);
        room.follow(Script.of("s", Step.act(new Action.Read("src/main.c")).costing(new Tokens(2000, 0, 0, 3000, 0)),
                Step.say("done").costing(new Tokens(2000, 0, 0, 100, 0))));
        room.propose(Provider.OPENAI);
        assertThat(room.server.log().steps()).hasSize(2);
        int first = room.server.log().steps().get(0).body().path("max_completion_tokens").asInt();
        int second = room.server.log().steps().get(1).body().path("max_completion_tokens").asInt();
        assertThat(first).isBetween(4500, 5000);
        assertThat(second).isBetween(1500, 1900);
    }

    @Test
    void nothingIsAskedWhenNotEvenAShortAnswerCanBePaid() {
        room.price = new Price(5, 5, 50);
        room.watched = new Watched(0.02, Long.MAX_VALUE);
        room.follow(Script.of("s", Step.say("never")));
        assertThat(room.propose(Provider.ANTHROPIC)).isInstanceOfSatisfying(Proposal.Failed.class,
                failed -> assertThat(failed.reason()).contains("the budget has $0.0200 left", "not enough"));
        assertThat(room.server.log().count()).isZero();
    }

    @Test
    void aCapOnTokensHoldsWhereNoPriceIsKnown() {
        room.price = null;
        room.watched = new Watched(1, 3_000);
        room.follow(Script.of("s", Step.act(new Action.Read("src/a.c")).costing(new Tokens(2500, 0, 0, 300, 0)),
                Step.act(new Action.Read("src/b.c")), Step.say("done")));
        assertThat(room.propose(Provider.COMPATIBLE)).isInstanceOf(Proposal.Failed.class);
        assertThat(room.server.log().count()).isEqualTo(1);
    }
}
