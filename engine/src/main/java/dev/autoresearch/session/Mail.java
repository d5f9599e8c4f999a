package dev.autoresearch.session;

import dev.autoresearch.journal.EndReason;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.Inbox;
import dev.autoresearch.session.Loop.Ended;
import java.nio.file.ClosedWatchServiceException;
import java.time.Duration;
import java.util.Optional;

/// What the user says while the session works: messages for the next proposal, pause, stop. All of it is heard between
/// experiments; only a stop that cannot wait is heard during one.
final class Mail {
    private static final Duration LONG = Duration.ofDays(1);

    private final Parts parts;
    private final Steps steps;
    private boolean paused;
    private volatile boolean stoppedNow;

    Mail(Parts parts, Steps steps) {
        this.parts = parts;
        this.steps = steps;
    }

    /// Takes what has come; waits here while the session is paused.
    ///
    /// @return a reason to end, if the user gave one
    Optional<Ended> listen() {
        Optional<Ended> end = hear();
        if (end.isPresent() || !paused) {
            return end;
        }
        try (Inbox.Watch watch = parts.inbox().watch()) {
            while (true) {
                end = hear();
                if (end.isPresent() || !paused) {
                    return end;
                }
                if (interrupted(watch)) {
                    return Optional.of(stopped());
                }
            }
        }
    }

    /// Why the stop was requested: by the verb, or by Ctrl-C or a caller.
    Ended stopped() {
        return new Ended(stoppedNow ? EndReason.STOPPED : EndReason.INTERRUPTED, "");
    }

    private Optional<Ended> hear() {
        Inbox inbox = parts.inbox();
        for (Inbox.Message message : inbox.messages()) {
            steps.append(new Event.Told(message.id(), message.text()));
            inbox.consume(message.id());
        }
        Optional<Inbox.Request> request = inbox.request();
        if (request.isEmpty()) {
            return Optional.empty();
        }
        inbox.dismissRequests();
        return switch (request.get()) {
            case STOP, STOP_NOW -> Optional.of(new Ended(EndReason.STOPPED, ""));
            case PAUSE -> {
                paused = true;
                steps.report("Paused; `autoresearch resume` goes on.");
                yield Optional.empty();
            }
            case RESUME -> {
                paused = false;
                yield Optional.empty();
            }
        };
    }

    private boolean interrupted(Inbox.Watch watch) {
        Thread waiting = Thread.currentThread();
        try (var _ = parts.stop().onRequest(waiting::interrupt)) {
            watch.await(LONG);
            return parts.stop().requested();
        } catch (InterruptedException stopped) {
            return true;
        }
    }

    /// Ends the run under way as soon as the user asks for it with `stop --now`; watches until closed.
    Watching watchForStopNow() {
        Inbox.Watch watch = parts.inbox().watch();
        Thread watcher = Thread.ofVirtual().name("stop-now").start(() -> {
            try {
                while (!asked()) {
                    watch.await(LONG);
                }
                stoppedNow = true;
                parts.stop().request();
            } catch (InterruptedException | ClosedWatchServiceException closed) {
                Thread.currentThread().interrupt();
            }
        });
        return () -> {
            watcher.interrupt();
            watch.close();
        };
    }

    /// Watches until closed.
    interface Watching extends AutoCloseable {
        @Override
        void close();
    }

    private boolean asked() {
        return parts.inbox().request().filter(Inbox.Request.STOP_NOW::equals).isPresent();
    }
}
