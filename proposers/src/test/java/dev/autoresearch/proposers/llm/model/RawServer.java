package dev.autoresearch.proposers.llm.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Answers each connection with the same bytes, for answers that no well-behaved server gives.
public final class RawServer implements AutoCloseable {
    private final ServerSocket socket;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicInteger requests = new AtomicInteger();
    private final String answer;
    private final boolean stays;

    /// @param answer the response, head and body
    /// @param stays  whether the connection stays open after it
    public RawServer(String answer, boolean stays) {
        this.answer = answer;
        this.stays = stays;
        try {
            socket = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[]{127, 0, 0, 1}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /// A stream of these events, data only.
    public static RawServer events(boolean stays, String... data) {
        return new RawServer(head("200 OK", "text/event-stream") + "data: " + String.join("\n\ndata: ", data) + "\n\n",
                stays);
    }

    /// A status with headers and a body.
    public static RawServer status(String status, String headers, String body) {
        return new RawServer("HTTP/1.1 " + status + "\r\nConnection: close\r\n" + headers + "\r\n" + body, false);
    }

    private static String head(String status, String type) {
        return "HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\nConnection: close\r\n\r\n";
    }

    public String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    public int requests() {
        return requests.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException closed) {
            closing.countDown();
        }
    }

    private void serve(Socket client) {
        try (client) {
            request(client.getInputStream());
            requests.incrementAndGet();
            client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            client.getOutputStream().flush();
            if (stays) {
                closing.await(60, TimeUnit.SECONDS);
            }
        } catch (IOException gone) {
            // The client went away.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void request(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int read = in.read();
            if (read < 0) {
                return;
            }
            head.append((char) read);
        }
        int length = head.toString().lines().filter(line -> line.toLowerCase(java.util.Locale.ROOT)
                .startsWith("content-length:")).map(line -> Integer.valueOf(line.substring(15).strip())).findFirst()
                .orElse(0);
        in.readNBytes(length);
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
