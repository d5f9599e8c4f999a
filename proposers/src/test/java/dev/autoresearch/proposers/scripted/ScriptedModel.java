package dev.autoresearch.proposers.scripted;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A model that follows a script, on a free port of loopback, in five dialects, streaming and not: OpenAI chat and
/// Responses, Anthropic, Gemini, Ollama. Thread-safe; one serves any number of agents at once.
///
/// The script of a request is the one that a directive in its prompt names (see [Conversation]), else the one in its
/// address (`/s/NAME/v1/…`, see [#baseUrl(String)]), else the one that the server was started with.
public final class ScriptedModel implements AutoCloseable {

    /// The key that clients are to bring.
    public static final String KEY = "test-key";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final RequestLog log = new RequestLog();
    private final Prompter prompter;

    private ScriptedModel(Script standard) throws IOException {
        prompter = new Prompter(standard);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[]{127, 0, 0, 1}), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /// Starts a server that follows this script where a request names none.
    public static ScriptedModel with(Script standard) {
        try {
            return new ScriptedModel(standard);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Starts a server with the script `edit` of the project.
    public static ScriptedModel start() {
        return with(Script.resource("edit"));
    }

    /// Knows one more script by its name.
    public ScriptedModel and(Script script) {
        prompter.add(script);
        return this;
    }

    /// Follows another script from now on where a request names none.
    public void follow(Script script) {
        prompter.follow(script);
    }

    /// Where it listens, without a slash at the end; `/v1` and the like come behind it.
    public String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// The same for requests of one script.
    public String baseUrl(String script) {
        return baseUrl() + "/s/" + script;
    }

    /// The requests so far.
    public RequestLog log() {
        return log;
    }

    /// Forgets the requests, how often faults happened and which conversations began.
    public void reset() {
        log.clear();
        prompter.forget();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    /// Leaves the exchange open when it fails: only so does the server close the connection without an orderly end.
    private void handle(HttpExchange exchange) throws IOException {
        Route route = Route.of(exchange.getRequestURI().getPath());
        JsonNode body = body(exchange);
        Optional<Dialect> dialect = route.dialect();
        var delivery = new Delivery(exchange, closing);
        if (dialect.isEmpty() || !exchange.getRequestMethod().equals("POST")) {
            fixed(exchange, route, delivery, body);
        } else {
            answer(exchange, route, dialect.get(), delivery, body);
        }
        exchange.close();
    }

    private void fixed(HttpExchange exchange, Route route, Delivery delivery, JsonNode body) throws IOException {
        var answer = route.fixed();
        log.add(entry(exchange, body, answer.isPresent() ? RequestLog.Outcome.ANSWERED : RequestLog.Outcome.ERROR,
                answer.isPresent() ? "" : "nobody serves this path", Optional.empty(), Optional.empty()));
        delivery.json(answer.isPresent() ? 200 : 404, answer
                .orElseGet(() -> ChatDialect.openAiError(404, "Nobody serves " + route.path() + " here.")).toString());
    }

    private void answer(HttpExchange exchange, Route route, Dialect dialect, Delivery delivery, JsonNode body)
            throws IOException {
        Prompter.Line line;
        try {
            line = prompter.line(route.script(), dialect, body);
        } catch (NoToolException | IllegalArgumentException e) {
            String why = String.valueOf(e.getMessage());
            log.add(entry(exchange, body, RequestLog.Outcome.ERROR, why, Optional.of(dialect), Optional.empty()));
            delivery.json(400, dialect.error(400, "script: " + why).toString());
            return;
        }
        int number = log.add(entry(exchange, body, RequestLog.Outcome.PENDING, line.reply().text(),
                Optional.of(dialect), Optional.of(line)));
        Runnable sent = () -> log.ended(number, line.spoilt() ? RequestLog.Outcome.FAULT : RequestLog.Outcome.ANSWERED);
        try {
            delivery.send(line, dialect, body, dialect.streams(body), sent);
        } catch (IOException e) {
            log.ended(number, line.spoilt() ? RequestLog.Outcome.FAULT : RequestLog.Outcome.GONE);
            if (!line.spoilt()) {
                prompter.lost(line);
            }
            throw e;
        }
    }

    private static RequestLog.Entry entry(HttpExchange exchange, JsonNode body, RequestLog.Outcome outcome,
            String text, Optional<Dialect> dialect, Optional<Prompter.Line> line) {
        Headers headers = exchange.getRequestHeaders();
        String keyIn = List.of("Authorization", "X-api-key", "X-goog-api-key", "Api-key").stream()
                .filter(headers::containsKey).findFirst().orElse("");
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        RequestLog.Key key = keyIn.isEmpty()
                ? query.contains("key=" + KEY) ? RequestLog.Key.OK : RequestLog.Key.NONE
                : String.valueOf(headers.getFirst(keyIn)).replace("Bearer ", "").equals(KEY)
                        ? RequestLog.Key.OK
                        : RequestLog.Key.OTHER;
        return new RequestLog.Entry(0, outcome, exchange.getRequestMethod(), exchange.getRequestURI().getPath(),
                dialect.map(Dialect::name).orElse(""), dialect.map(d -> d.streams(body)).orElse(false),
                dialect.map(d -> d.model(body)).orElse(""), line.map(l -> l.script().name()).orElse(""),
                line.map(l -> l.mark().step()).orElse(0), line.map(l -> l.mark().conversation()).orElse(0),
                line.map(Prompter.Line::side).orElse(false), String.valueOf(headers.getFirst("User-agent")), key,
                keyIn, dialect.map(d -> d.tools(body).stream().map(OfferedTool::name).toList()).orElse(List.of()),
                line.map(l -> l.reply().calls().stream()
                        .map(call -> new RequestLog.Call(call.name(), call.arguments())).toList()).orElse(List.of()),
                text, line.map(l -> l.reply().usage()).orElse(Tokens.NONE), body);
    }

    private static JsonNode body(HttpExchange exchange) throws IOException {
        String encoding = String.valueOf(exchange.getRequestHeaders().getFirst("Content-encoding"));
        try (InputStream raw = exchange.getRequestBody();
                InputStream in = encoding.equals("gzip") ? new GZIPInputStream(raw) : raw) {
            byte[] bytes = in.readAllBytes();
            return bytes.length == 0 ? Json.MAPPER.nullNode() : Json.MAPPER.readTree(bytes);
        } catch (JacksonException notJson) {
            return Json.MAPPER.nullNode();
        }
    }
}
