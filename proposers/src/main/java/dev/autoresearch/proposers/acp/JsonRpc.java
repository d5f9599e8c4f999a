package dev.autoresearch.proposers.acp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/// JSON-RPC 2.0 over two streams, a message a line. Whatever the other side sends, this neither fails nor waits for it:
/// what is sent goes out on a thread of its own, and lines that are no messages are counted and passed over. Thread-safe.
final class JsonRpc {
    /// The other side asked for something that is not offered here.
    static final int METHOD_NOT_FOUND = -32601;
    /// The other side asked for something that it may not have, or asked wrongly.
    static final int INVALID_PARAMS = -32602;
    /// The other side asked for a file that is not there.
    static final int NOT_THERE = -32002;
    /// Something went wrong here.
    static final int INTERNAL = -32603;

    /// The longest line that is read, in bytes.
    static final int LONGEST = 32 << 20;
    /// How much may wait for an other side that does not read, in bytes.
    static final long MOST_WAITING = 64L << 20;

    /// Stands for the end of the stream.
    private static final byte[] END = new byte[0];
    private static final ObjectMapper JSON = new ObjectMapper();

    private final OutputStream out;
    private final Peer peer;
    private final Tap tap;
    private final LinkedBlockingQueue<byte[]> outgoing = new LinkedBlockingQueue<>();
    private final AtomicLong waiting = new AtomicLong();
    private final Map<String, CompletableFuture<Answer>> pending = new LinkedHashMap<>();
    private final AtomicLong ignored = new AtomicLong();
    private long lastId;
    private boolean closed;
    private boolean over;

    /// What a question led to.
    sealed interface Answer {
        /// An answer.
        record Result(JsonNode value) implements Answer {}

        /// The other side refused or failed.
        record Trouble(int code, String message, JsonNode data) implements Answer {}

        /// The other side is gone or does not read.
        record Gone() implements Answer {}
    }

    /// A question of the other side that is not answered as it wished.
    static final class Refused extends Exception {
        private final int code;

        Refused(int code, String message) {
            super(message);
            this.code = code;
        }
    }

    /// This side, as the other one sees it. Called from the thread that reads.
    interface Peer {
        /// Answers a question.
        JsonNode answer(String method, JsonNode params) throws Refused;

        /// Takes note of something.
        void hear(String method, JsonNode params);
    }

    /// Sees every line of both directions.
    interface Tap {
        void sent(String line);

        void received(String line);
    }

    /// Starts to send.
    ///
    /// @param out is closed by [#close], or once it cannot be written
    JsonRpc(OutputStream out, Peer peer, Tap tap) {
        this.out = out;
        this.peer = peer;
        this.tap = tap;
        Thread.ofVirtual().name("acp sender").start(this::send);
    }

    /// Reads until the stream's end; all questions without an answer are then answered with [Answer.Gone].
    ///
    /// @throws IOException when the stream cannot be read
    void read(InputStream in) throws IOException {
        try {
            var lines = new BufferedInputStream(in, 1 << 16);
            String line = line(lines);
            while (line != null && !over()) {
                received(line);
                line = line(lines);
            }
        } finally {
            end();
        }
    }

    /// Asks a question.
    CompletableFuture<Answer> ask(String method, ObjectNode params) {
        var answer = new CompletableFuture<Answer>();
        synchronized (pending) {
            if (over) {
                answer.complete(new Answer.Gone());
            } else {
                lastId++;
                pending.put(Long.toString(lastId), answer);
                ObjectNode message = message().put("id", lastId).put("method", method);
                message.set("params", params);
                enqueue(message);
            }
        }
        return answer;
    }

    /// Tells something.
    void tell(String method, ObjectNode params) {
        ObjectNode message = message().put("method", method);
        message.set("params", params);
        synchronized (pending) {
            enqueue(message);
        }
    }

    /// Sends no more and closes the stream to the other side once all is sent.
    void close() {
        synchronized (pending) {
            closed = true;
            outgoing.add(END);
        }
    }

    /// Lines that were not understood.
    long ignored() {
        return ignored.get();
    }

    private void received(String line) {
        tap.received(line);
        if (line.isBlank()) {
            return;
        }
        JsonNode message;
        try {
            message = JSON.readTree(line);
        } catch (JacksonException e) {
            ignored.incrementAndGet();
            return;
        }
        String method = message.path("method").asString("");
        JsonNode id = message.path("id");
        if (!method.isEmpty() && message.has("id")) {
            answer(id, method, message.path("params"));
        } else if (!method.isEmpty()) {
            peer.hear(method, message.path("params"));
        } else if (id.isValueNode()) {
            complete(id.asString(""), message);
        } else {
            ignored.incrementAndGet();
        }
    }

    private void answer(JsonNode id, String method, JsonNode params) {
        ObjectNode message = message();
        message.set("id", id);
        try {
            message.set("result", peer.answer(method, params));
        } catch (Refused e) {
            message.putObject("error").put("code", e.code).put("message", e.getMessage());
        }
        synchronized (pending) {
            enqueue(message);
        }
    }

    private void complete(String id, JsonNode message) {
        CompletableFuture<Answer> answer;
        synchronized (pending) {
            answer = pending.remove(id);
        }
        if (answer == null) {
            ignored.incrementAndGet();
            return;
        }
        JsonNode error = message.path("error");
        answer.complete(error.isObject()
                ? new Answer.Trouble(error.path("code").asInt(INTERNAL), error.path("message").asString(""),
                        error.path("data"))
                : new Answer.Result(message.has("result") ? message.path("result") : NullNode.getInstance()));
    }

    private boolean over() {
        synchronized (pending) {
            return over;
        }
    }

    private void end() {
        List<CompletableFuture<Answer>> left;
        synchronized (pending) {
            over = true;
            closed = true;
            outgoing.add(END);
            left = new ArrayList<>(pending.values());
            pending.clear();
        }
        left.forEach(answer -> answer.complete(new Answer.Gone()));
    }

    private static ObjectNode message() {
        return JSON.createObjectNode().put("jsonrpc", "2.0");
    }

    private void enqueue(ObjectNode message) {
        if (closed) {
            return;
        }
        String line = JSON.writeValueAsString(message);
        tap.sent(line);
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        if (waiting.addAndGet(bytes.length) <= MOST_WAITING) {
            outgoing.add(bytes);
        } else {
            closed = true;
            Thread.ofVirtual().start(this::end);
        }
    }

    private void send() {
        try (out) {
            for (byte[] bytes = outgoing.take(); bytes.length > 0; bytes = outgoing.take()) {
                out.write(bytes);
                out.flush();
                waiting.addAndGet(-bytes.length);
            }
        } catch (IOException e) {
            end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The next line without its end; null at the end of the stream. One that is too long is passed over.
    private @Nullable String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        boolean tooLong = false;
        boolean any = false;
        for (int c = in.read(); c >= 0; c = in.read()) {
            any = true;
            if (c == '\n') {
                if (!tooLong) {
                    return line.toString(StandardCharsets.UTF_8);
                }
                ignored.incrementAndGet();
                tooLong = false;
            } else if (!tooLong && line.size() == LONGEST) {
                tooLong = true;
                line.reset();
            } else if (!tooLong) {
                line.write(c);
            }
        }
        return any && !tooLong && line.size() > 0 ? line.toString(StandardCharsets.UTF_8) : null;
    }
}
