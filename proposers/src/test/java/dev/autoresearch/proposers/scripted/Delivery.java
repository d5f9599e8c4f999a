package dev.autoresearch.proposers.scripted;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Brings one answer to the client over HTTP, at the script's pace and with its faults.
///
/// @param closing opens when the server closes, which ends every wait
record Delivery(HttpExchange exchange, CountDownLatch closing) {

    /// The connection ends here on purpose: the server closes it when a handler fails.
    static final class BrokenOffException extends IOException {
        private static final long serialVersionUID = 1;

        BrokenOffException(String why) {
            super(why);
        }
    }

    /// Sends the line.
    ///
    /// @param sent runs when nothing but the end of the answer is left to send
    /// @throws IOException when the client is gone or the connection is to be cut
    void send(Prompter.Line line, Dialect dialect, JsonNode body, boolean stream, Runnable sent) throws IOException {
        pause(line.step().delay());
        switch (line.fault()) {
            case Fault.Hang(Duration time) -> {
                pause(time);
                throw new BrokenOffException("hung");
            }
            case Fault.Status(int status, String retryAfter, String message) -> {
                if (!retryAfter.isEmpty()) {
                    exchange.getResponseHeaders().set("Retry-After", retryAfter);
                }
                sent.run();
                json(status, dialect.error(status, message).toString());
            }
            case null, default -> {
                if (stream) {
                    stream(dialect, dialect.frames(line.reply(), body), line.step().slow(), line.fault(), sent);
                } else {
                    whole(dialect.whole(line.reply()).toString(), line.fault(), sent);
                }
            }
        }
    }

    private void whole(String text, @Nullable Fault fault, Runnable sent) throws IOException {
        String half = text.substring(0, text.length() / 2);
        if (fault instanceof Fault.Cut(int events, Duration stall)) {
            byte[] bytes = half.getBytes(StandardCharsets.UTF_8);
            open("application/json", text.getBytes(StandardCharsets.UTF_8).length).write(bytes);
            exchange.getResponseBody().flush();
            pause(stall);
            throw new BrokenOffException("cut");
        }
        sent.run();
        json(200, fault instanceof Fault.Malformed ? half : text);
    }

    private void stream(Dialect dialect, List<Frame> frames, Duration slow, @Nullable Fault fault, Runnable sent)
            throws IOException {
        exchange.getResponseHeaders().set("Cache-Control", "no-cache");
        OutputStream out = open(dialect.streamType(), 0);
        for (int i = 0; i < frames.size(); i++) {
            if (fault instanceof Fault.Cut(int events, Duration stall) && i >= events) {
                out.flush();
                pause(stall);
                throw new BrokenOffException("cut");
            }
            Frame frame = frames.get(i);
            boolean broken = fault instanceof Fault.Malformed && i == Math.min(1, frames.size() - 1);
            String data = broken ? frame.data().substring(0, frame.data().length() / 2) : frame.data();
            if (i == frames.size() - 1) {
                sent.run();
            }
            out.write(dialect.written(new Frame(frame.event(), data)).getBytes(StandardCharsets.UTF_8));
            out.flush();
            pause(slow);
        }
        out.close();
    }

    void json(int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.getResponseBody().close();
    }

    private OutputStream open(String type, long length) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, length);
        return exchange.getResponseBody();
    }

    private void pause(Duration time) throws IOException {
        if (time.isZero()) {
            return;
        }
        try {
            if (closing.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new BrokenOffException("the server closes");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokenOffException("the server closes");
        }
    }
}
