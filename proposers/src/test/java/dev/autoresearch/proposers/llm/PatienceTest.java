package dev.autoresearch.proposers.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.exec.Stop;
import dev.autoresearch.proposers.llm.model.Answer;
import dev.autoresearch.proposers.llm.model.Message;
import dev.autoresearch.proposers.llm.model.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final Answer OK = new Answer.Ok(new Message.Said("hi", List.of(), Map.of()), true, Usage.NONE);
    private static final Answer BUSY = new Answer.Overloaded("HTTP 500", Duration.ZERO, Usage.NONE);
    private static final Answer CUT = new Answer.Truncated("cut", Usage.NONE);

    private final Watched support = new Watched();
    private final Stop stop = new Stop();

    @Test
    void whatMayMendItselfIsAskedAgainAndTheWaitIsShown() {
        assertThat(ask(Duration.ofSeconds(20), limited(200), BUSY, OK).answer()).isEqualTo(OK);
        assertThat(support.waits()).hasSize(2).allSatisfy(wait -> assertThat(wait.why()).startsWith("m: "));
        assertThat(support.waits().getFirst().length()).isBetween(Duration.ofMillis(150), Duration.ofSeconds(2));
    }

    @Test
    void whatCannotMendItselfIsNeverAskedAgain() {
        for (Answer answer : List.of(new Answer.Unauthorized("HTTP 401"), new Answer.BadRequest("HTTP 400"),
                new Answer.Refused("no", Usage.NONE), new Answer.Unaffordable("no money"), OK)) {
            Patience.End end = ask(Duration.ofSeconds(20), answer);
            assertThat(end.answer()).isEqualTo(answer);
            assertThat(end.gaveUp()).isEmpty();
        }
        assertThat(support.waits()).isEmpty();
    }

    @Test
    void aWaitLongerThanPatienceIsNotBegun() {
        Instant start = Instant.now();
        Patience.End end = ask(Duration.ofSeconds(5), limited(60_000), OK);
        assertThat(end.answer()).isInstanceOf(Answer.RateLimited.class);
        assertThat(end.what()).startsWith("HTTP 429; waiting until ").contains("is more than its patience of 5 s");
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void patienceEnds() {
        Patience.End end = asking(Duration.ofMillis(300), () -> BUSY);
        assertThat(end.answer()).isEqualTo(BUSY);
        assertThat(end.gaveUp()).contains("patience");
    }

    @Test
    void answersThatCostAndAreWorthNothingAreAskedForThreeTimes() {
        Patience.End end = ask(Duration.ofSeconds(20), CUT, CUT, CUT, OK);
        assertThat(end.what()).isEqualTo("cut; that was the 3rd time");
    }

    @Test
    void stopEndsAWaitAtOnce() throws Exception {
        var end = CompletableFuture.supplyAsync(() -> ask(Duration.ofMinutes(5), limited(60_000), OK));
        Awaitility.await().until(() -> !support.waits().isEmpty());
        Instant asked = Instant.now();
        stop.request();
        assertThat(end.get().answer()).isInstanceOf(Answer.RateLimited.class);
        assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void theSameSeedWaitsTheSame() {
        ask(Duration.ofSeconds(20), BUSY, BUSY, OK);
        List<Duration> first = support.waits().stream().map(Watched.Wait::length).toList();
        var again = new Watched();
        new Patience(again, stop, pace(Duration.ofSeconds(20)), Instant.now().plusSeconds(60), 7)
                .ask("m", new ArrayDeque<>(List.of(BUSY, BUSY, OK))::poll);
        List<Duration> second = again.waits().stream().map(Watched.Wait::length).toList();
        for (int i = 0; i < first.size(); i++) {
            assertThat(second.get(i)).isCloseTo(first.get(i), Duration.ofMillis(25));
        }
    }

    private static Answer limited(long millis) {
        return new Answer.RateLimited("HTTP 429", Duration.ofMillis(millis), Usage.NONE);
    }

    private Patience.End ask(Duration most, Answer... answers) {
        return asking(most, new ArrayDeque<>(List.of(answers))::poll);
    }

    private Patience.End asking(Duration most, Supplier<Answer> once) {
        return new Patience(support, stop, pace(most), Instant.now().plusSeconds(600), 7)
                .ask("m", once);
    }

    private static Patience.Pace pace(Duration most) {
        return new Patience.Pace(most, Duration.ofMillis(40));
    }
}
