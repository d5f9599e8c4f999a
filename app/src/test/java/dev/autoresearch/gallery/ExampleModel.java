package dev.autoresearch.gallery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The model service that examples with a language model talk to in tests: OpenAI's Chat Completions on loopback, with a
/// stand-in for the model that sorts support tickets. It knows a little of what tickets are about, learns from what the system
/// prompt says of a label, calls things by the labels only where the prompt names them, and talks unless it is told not to: so
/// that a better prompt gives better answers, the same ones every time. The first request is turned away with 429.
final class ExampleModel implements AutoCloseable {
    private static final String KEY = "example-key";
    private static final int STEM = 5;
    private static final int LONG = 45;
    private static final Map<String, String> KNOWN = known();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicBoolean turnedAway = new AtomicBoolean();

    private ExampleModel(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/v1/chat/completions", this::handle);
        server.start();
    }

    static ExampleModel start() throws IOException {
        return new ExampleModel(HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0));
    }

    /// What an example is told of it.
    Map<String, String> environment() {
        return Map.of("OPENAI_BASE_URL", "http://127.0.0.1:" + server.getAddress().getPort() + "/v1", "OPENAI_API_KEY",
                KEY, "OPENAI_MODEL", "stand-in");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        JsonMapper json = JsonMapper.shared();
        JsonNode body = json.readTree(exchange.getRequestBody());
        int status = 200;
        ObjectNode out = json.createObjectNode();
        if (!("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            status = 401;
            out.putObject("error").put("message", "The key is not the one of this service.");
        } else if (turnedAway.compareAndSet(false, true)) {
            status = 429;
            exchange.getResponseHeaders().add("Retry-After", "1");
            out.putObject("error").put("message", "Too many requests.");
        } else {
            String prompt = body.at("/messages/0/content").asString();
            String ticket = body.at("/messages/1/content").asString();
            String answer = answer(prompt, ticket);
            out.putArray("choices").addObject().put("index", 0).put("finish_reason", "stop").putObject("message")
                    .put("role", "assistant").put("content", answer);
            out.putObject("usage").put("prompt_tokens", tokens(prompt) + tokens(ticket))
                    .put("completion_tokens", tokens(answer));
        }
        byte[] bytes = json.writeValueAsBytes(out);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream stream = exchange.getResponseBody()) {
            stream.write(bytes);
        }
    }

    static String answer(String prompt, String ticket) {
        String lower = prompt.toLowerCase(Locale.ROOT);
        List<String> asked = stems(ticket).toList();
        String best = "other";
        long most = 0;
        for (Map.Entry<String, String> label : KNOWN.entrySet()) {
            long known = 2 * matching(asked, label.getValue());
            long learnt = lower.lines().filter(line -> line.startsWith(label.getKey() + ":")
                    || line.endsWith(" -> " + label.getKey())).mapToLong(line -> matching(asked, line)).sum();
            if (known + learnt > most) {
                most = known + learnt;
                best = label.getKey();
            }
        }
        boolean named = stems(prompt).anyMatch(best.substring(0, Math.min(STEM, best.length()))::equals);
        String name = named ? best : "a question about " + best;
        if (lower.contains("step by step")) {
            return "First, what does the customer want? This reads like " + name + ". So the label is " + name + ".";
        }
        boolean brief = lower.contains("nothing else");
        return brief || (named && ticket.length() < LONG) ? name : "This ticket is about " + name + ".";
    }

    private static long matching(List<String> asked, String text) {
        List<String> words = stems(text).toList();
        return asked.stream().distinct().filter(words::contains).count();
    }

    /// Words by their beginnings, short ones left out.
    private static Stream<String> stems(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}0-9]+")).filter(word -> word.length() > 2)
                .map(word -> word.substring(0, Math.min(STEM, word.length())))
                .filter(word -> !List.of("the", "and", "not", "was", "for", "you", "your", "with", "have", "that",
                        "this", "are", "has", "but", "from").contains(word));
    }

    private static int tokens(String text) {
        return (int) Math.ceil(text.length() / 4.0);
    }

    private static Map<String, String> known() {
        return Stream.of("billing: charged invoice paid discount billed", "login: password log captcha",
                "shipping: parcel tracking deliver depot package", "refund: money return back",
                "bug: crash error screen", "feature: wish add export")
                .map(line -> line.split(": ")).collect(Collectors.toMap(parts -> parts[0], parts -> parts[1],
                        (a, b) -> a, LinkedHashMap::new));
    }
}
