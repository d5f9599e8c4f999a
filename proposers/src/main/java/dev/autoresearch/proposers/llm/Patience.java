package dev.autoresearch.proposers.llm;

import dev.autoresearch.exec.Stop;
import dev.autoresearch.proposer.Support;
import dev.autoresearch.proposers.llm.model.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Asks again where that can help: after growing waits with full jitter, no sooner than the service wants, shown as
/// waiting, until patience or time ends. For one proposal and one thread.
final class Patience {

    /// How patient it is.
    ///
    /// @param most  how long a proposal waits for services in all
    /// @param first the longest first wait, where the service asks for none
    record Pace(Duration most, Duration first) {

        /// Half an hour, beginning at a second.
        static final Pace USUAL = new Pace(Duration.ofMinutes(30), Duration.ofSeconds(1));
    }

    /// How often an answer that was paid for and is worth nothing is asked for again, in a row.
    private static final int WASTED = 3;

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Support support;
    private final Stop stop;
    private final Instant deadline;
    private final SplittableRandom random;
    private final Duration first;
    private Duration left;

    /// @param deadline when the proposal has to be over
    Patience(Support support, Stop stop, Pace pace, Instant deadline, long seed) {
        this.support = support;
        this.stop = stop;
        this.left = pace.most();
        this.deadline = deadline;
        this.random = new SplittableRandom(seed);
        this.first = pace.first();
    }

    /// How an asking ended for good.
    ///
    /// @param gaveUp why it is not asked again, the end of a sentence; empty where asking again would not help anyway
    record End(Answer answer, String gaveUp) {

        /// What happened, one phrase for people.
        String what() {
            return gaveUp.isEmpty() ? answer.what() : answer.what() + "; " + gaveUp;
        }
    }

    /// How long until the proposal has to be over; not negative.
    Duration timeLeft() {
        Duration time = Duration.between(Instant.now(), deadline);
        return time.isNegative() ? Duration.ZERO : time;
    }

    /// Asks until the answer is one that asking again does not mend.
    ///
    /// @param name of the model, for messages
    /// @param once asks once
    End ask(String name, Supplier<Answer> once) {
        int wasted = 0;
        for (int failures = 0;; failures++) {
            Answer answer = once.get();
            if (stop.requested()) {
                return new End(answer, "");
            }
            Duration asked = switch (answer) {
                case Answer.RateLimited limited -> limited.retryAfter();
                case Answer.Overloaded busy -> busy.retryAfter();
                case Answer.Unreachable _ -> Duration.ZERO;
                case Answer.Truncated _,Answer.Malformed _,Answer.TimedOut _ -> {
                    wasted++;
                    yield Duration.ZERO;
                }
                case Answer.Ok _,Answer.Refused _,Answer.Unauthorized _,Answer.BadRequest _,Answer.Cancelled _,Answer.Unaffordable _ ->
                    Duration.ofNanos(-1);
            };
            if (asked.isNegative()) {
                return new End(answer, "");
            }
            if (wasted >= WASTED) {
                return new End(answer, "that was the " + WASTED + "rd time");
            }
            Duration wait = wait(asked, failures);
            if (wait.compareTo(left) > 0 || wait.compareTo(timeLeft()) > 0) {
                return new End(answer, wait.compareTo(left) > 0
                        ? "waiting until " + clock(wait) + " is more than its patience of " + seconds(left)
                        : "waiting until " + clock(wait) + " is more than the time for this proposal");
            }
            left = left.minus(wait);
            sleep(name + ": " + answer.what(), wait);
            if (stop.requested()) {
                return new End(answer, "");
            }
        }
    }

    private Duration wait(Duration asked, int failures) {
        long most = Math.min(LONGEST.toMillis(), first.toMillis() << Math.min(failures, 20));
        long jitter = random.nextLong(Math.max(1, most + 1));
        // Nobody may come back before the time that was named, nor all at that very moment.
        return asked.isZero() ? Duration.ofMillis(jitter) : asked.plusMillis(jitter / 4);
    }

    private void sleep(String why, Duration wait) {
        support.waiting(why, Instant.now().plus(wait));
        var stopped = new CountDownLatch(1);
        try (var _ = stop.onRequest(stopped::countDown)) {
            if (stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String clock(Duration wait) {
        return CLOCK.format(Instant.now().plus(wait).atZone(ZoneId.systemDefault()));
    }

    private static String seconds(Duration time) {
        return time.toSeconds() + " s";
    }
}
