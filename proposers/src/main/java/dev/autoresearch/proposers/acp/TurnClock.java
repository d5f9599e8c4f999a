package dev.autoresearch.proposers.acp;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The limits of a turn: somebody's wish that it ends, and its time.
final class TurnClock {
    private final CompletableFuture<Object> wished;
    private final long deadline;

    TurnClock(CompletableFuture<Object> wished, Duration time) {
        this.wished = wished;
        this.deadline = System.nanoTime() + time.toNanos();
    }

    TurnEnd.Why why() {
        return wished.isDone() ? TurnEnd.Why.ASKED : TurnEnd.Why.TIME;
    }

    /// Waits for an answer, for the wish to end, or for the time to be over.
    ///
    /// @return the answer; empty for the others
    <T> Optional<T> await(CompletableFuture<T> answer) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    CompletableFuture.anyOf(answer, wished).get(Math.max(0, deadline - System.nanoTime()),
                            TimeUnit.NANOSECONDS);
                    return answer.isDone() ? Optional.of(answer.get()) : Optional.empty();
                } catch (InterruptedException e) {
                    // a turn is ended by its stop, not by an interrupt
                    interrupted = true;
                } catch (TimeoutException e) {
                    return Optional.empty();
                } catch (ExecutionException e) {
                    switch (e.getCause()) {
                        case RuntimeException cause -> throw cause;
                        case Error cause -> throw cause;
                        case null, default -> throw new IllegalStateException(e);
                    }
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
