package dev.autoresearch.proposers.llm.model;

// One request and its streamed response, watched: langchain4j hands us the request and its listener and gets the events;
// time limits, stop and everything that its own client would lose (headers, cut streams, broken events) are ours.

import dev.autoresearch.exec.Stop;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A client for exactly one request. `execute` returns when the response has ended, whichever way; after that no listener
/// is called any more and [#outcome()] says how it went.
final class Exchange implements HttpClient, HttpClientBuilder {
    private static final int ERROR_BODY = 64 * 1024;
    private static final long AFTER_THE_END = TimeUnit.SECONDS.toNanos(1);

    private final java.net.http.HttpClient http;
    private final Limits limits;
    private final Stop stop;
    private final Tally tally;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable Ended outcome;
    private @Nullable InputStream body;
    private @Nullable Once once;
    private boolean opened;
    private volatile long heard = System.nanoTime();

    Exchange(java.net.http.HttpClient http, Limits limits, Stop stop, Tally tally) {
        this.http = http;
        this.limits = limits;
        this.stop = stop;
        this.tally = tally;
    }

    /// How it went; to be asked after `execute`.
    Ended outcome() {
        lock.lock();
        try {
            return outcome == null ? new Ended.Cut("no request was made") : outcome;
        } finally {
            lock.unlock();
        }
    }

    /// Whether the service had taken the request when it ended.
    boolean opened() {
        lock.lock();
        try {
            return opened;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        if (stop.requested()) {
            settle(new Ended.Stopped());
            return;
        }
        // Not sendAsync: it hands its result over by the common pool, which a caller may be blocking.
        Thread reader = Thread.ofVirtual().name("model response").start(() -> read(request, parser, listener));
        try (var _ = stop.onRequest(() -> settle(new Ended.Stopped()))) {
            watch();
        } finally {
            reader.interrupt();
            close();
        }
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        throw new UnsupportedOperationException("only streamed responses are asked for");
    }

    private void read(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        try {
            HttpResponse<InputStream> response = http.send(sent(request), BodyHandlers.ofInputStream());
            heard = System.nanoTime();
            var events = new Once(listener);
            boolean success = response.statusCode() / 100 == 2;
            if (!open(response.body(), events, success)) {
                close();
            } else if (success) {
                parser.parse(new Audible(response.body(), () -> heard = System.nanoTime()), events);
                events.onClose();
            } else {
                settle(new Ended.Status(response.statusCode(), response.headers().map(), text(response.body())));
            }
        } catch (IOException e) {
            settle(reason(e));
        } catch (InterruptedException e) {
            settle(new Ended.Stopped());
        }
    }

    private static Ended reason(IOException failure) {
        return switch (failure) {
            case HttpConnectTimeoutException _ -> new Ended.TimedOut("no connection");
            case ConnectException refused -> new Ended.Unreachable(
                    refused.getMessage() == null ? "no connection" : refused.getMessage());
            default -> new Ended.Unreachable(
                    "the connection broke before an answer came: " + failure.getMessage());
        };
    }

    private boolean open(InputStream stream, Once events, boolean success) {
        lock.lock();
        try {
            opened = success;
            body = stream;
            once = events;
            return outcome == null;
        } finally {
            lock.unlock();
        }
    }

    private void watch() {
        long start = System.nanoTime();
        lock.lock();
        try {
            heard = start;
            while (outcome == null) {
                long now = System.nanoTime();
                long whole = start + limits.whole().toNanos() - now;
                long silence = heard + limits.silence().toNanos() - now;
                long ended = tally.ended() ? heard + AFTER_THE_END - now : Long.MAX_VALUE;
                if (ended <= 0 && once != null) {
                    once.onClose();
                } else if (whole <= 0) {
                    settle(new Ended.TimedOut("no whole answer within " + text(limits.whole())));
                } else if (silence <= 0) {
                    settle(new Ended.TimedOut("nothing was heard for " + text(limits.silence())));
                } else {
                    changed.awaitNanos(Math.min(ended, Math.min(whole, silence)));
                }
            }
        } catch (InterruptedException e) {
            settle(new Ended.Stopped());
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void settle(Ended how) {
        lock.lock();
        try {
            if (outcome == null) {
                outcome = how;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void close() {
        InputStream open;
        lock.lock();
        try {
            open = body;
        } finally {
            lock.unlock();
        }
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // It is closed as far as we can.
                return;
            }
        }
    }

    private static String text(Duration limit) {
        return limit.toMillis() / 1000.0 + " s";
    }

    private static String text(InputStream body) {
        try (body) {
            return new String(body.readNBytes(ERROR_BODY), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private static java.net.http.HttpRequest sent(HttpRequest request) {
        var builder = java.net.http.HttpRequest.newBuilder(URI.create(request.url()));
        request.headers().forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
        String content = request.body() == null ? "" : request.body();
        return builder.method(request.method().name(), BodyPublishers.ofString(content)).build();
    }

    /// Passes events on, one at a time, as long as nothing is settled.
    private final class Once implements ServerSentEventListener {
        private final ServerSentEventListener listener;

        Once(ServerSentEventListener listener) {
            this.listener = listener;
        }

        @Override
        public void onEvent(ServerSentEvent event, ServerSentEventContext context) {
            lock.lock();
            try {
                if (outcome != null) {
                    context.parsingHandle().cancel();
                    return;
                }
                tally.read(event.event(), event.data());
                listener.onEvent(event, context);
                changed.signalAll();
            } catch (RuntimeException e) {
                // Whatever the service sent that nobody can read.
                settle(new Ended.Broken(e.getMessage() == null ? e.toString() : e.getMessage()));
                context.parsingHandle().cancel();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void onError(Throwable failure) {
            String why = failure.getMessage() == null ? failure.toString() : failure.getMessage();
            settle(tally.ended() ? new Ended.Complete() : new Ended.Cut(why));
        }

        @Override
        public void onClose() {
            lock.lock();
            try {
                if (outcome == null) {
                    listener.onClose();
                    settle(new Ended.Complete());
                }
            } catch (RuntimeException e) {
                settle(new Ended.Broken(e.getMessage() == null ? e.toString() : e.getMessage()));
            } finally {
                lock.unlock();
            }
        }
    }

    @Override
    public Duration connectTimeout() {
        return limits.connect();
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration timeout) {
        return this;
    }

    @Override
    public Duration readTimeout() {
        return limits.silence();
    }

    @Override
    public HttpClientBuilder readTimeout(Duration timeout) {
        return this;
    }

    @Override
    public HttpClient build() {
        return this;
    }
}
