import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Asks a language model for the label of each ticket, with prompt.txt as the system prompt, and prints how many answers are
/// right. Speaks OpenAI's Chat Completions, which most services and local servers understand.
///
/// An answer counts when it is the label and nothing else, but for case, blanks and a full stop at the end: a program reads
/// it, no person.
final class Classify {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int AT_ONCE = 4;
    private static final int TRIES = 6;
    private static final int SERVER_ERRORS = 500;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 69;

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI address;
    private final String key;
    private final String model;
    private final double priceIn;
    private final double priceOut;

    private record Ticket(String label, String text) {}

    private record Answer(String text, long input, long output) {}

    private Classify(Map<String, String> environment) {
        String base = needed(environment, "OPENAI_BASE_URL");
        this.key = needed(environment, "OPENAI_API_KEY");
        this.model = environment.getOrDefault("OPENAI_MODEL", "gpt-4o-mini");
        this.priceIn = Double.parseDouble(environment.getOrDefault("PRICE_IN", "0"));
        this.priceOut = Double.parseDouble(environment.getOrDefault("PRICE_OUT", "0"));
        this.address = URI.create(base.replaceAll("/+$", "") + "/chat/completions");
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Classify classify = new Classify(System.getenv());
        if (arguments.length == 0) {
            try {
                classify.run();
            } catch (ExecutionException e) {
                System.err.println(e.getCause().getMessage());
                System.exit(1);
            }
        }
    }

    private static String needed(Map<String, String> environment, String name) {
        String value = environment.getOrDefault(name, "");
        if (value.isBlank()) {
            System.err.println(name + " is not set: the base address or the key of a service with OpenAI's Chat Completions.");
            System.exit(UNAVAILABLE);
        }
        return value;
    }

    private void run() throws IOException, InterruptedException, ExecutionException {
        String prompt = Files.readString(Path.of("prompt.txt")).strip();
        List<Ticket> tickets = tickets();
        for (Ticket ticket : tickets) {
            if (prompt.contains(ticket.text())) {
                System.err.println("prompt.txt holds a ticket of the test: take examples from samples.tsv.");
                System.exit(1);
            }
        }
        int right = 0;
        long input = 0;
        long output = 0;
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<Answer>> answers = new ArrayList<>();
            for (Ticket ticket : tickets) {
                answers.add(threads.submit(() -> ask(prompt, ticket.text())));
            }
            for (int i = 0; i < tickets.size(); i++) {
                Answer answer = answers.get(i).get();
                Ticket ticket = tickets.get(i);
                String said = answer.text().strip().replaceFirst("\\.$", "").toLowerCase(Locale.ROOT);
                if (said.equals(ticket.label())) {
                    right++;
                } else {
                    System.out.println(ticket.label() + ", not \"" + said.replaceAll("\\s+", " ") + "\": " + ticket.text());
                }
                input += answer.input();
                output += answer.output();
            }
        } finally {
            threads.shutdownNow();
        }
        System.out.printf(Locale.ROOT, "METRIC accuracy=%.4f%n", (double) right / tickets.size());
        System.out.println("METRIC tokens=" + (input + output));
        System.out.printf(Locale.ROOT, "METRIC cost_usd=%.6f%n", (input * priceIn + output * priceOut) / 1e6);
    }

    private static List<Ticket> tickets() throws IOException {
        return Files.readAllLines(Path.of("tickets.tsv")).stream().filter(line -> !line.isBlank())
                .map(line -> line.split("\t", 2)).map(cells -> new Ticket(cells[0], cells[1])).toList();
    }

    /// One question; asked again when the service is busy or out of order.
    private Answer ask(String prompt, String text) throws IOException, InterruptedException {
        ObjectNode body = JSON.createObjectNode();
        body.put("model", model).put("temperature", 0).put("seed", 7).put("max_tokens", 60);
        body.putArray("messages").add(JSON.createObjectNode().put("role", "system").put("content", prompt))
                .add(JSON.createObjectNode().put("role", "user").put("content", text));
        HttpRequest request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json").header("Authorization", "Bearer " + key)
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))).build();
        for (int tried = 1;; tried++) {
            String trouble;
            Duration pause = Duration.ofMillis(250L << tried);
            try {
                HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() == 200) {
                    JsonNode answer = JSON.readTree(response.body());
                    return new Answer(answer.at("/choices/0/message/content").asString(""),
                            answer.at("/usage/prompt_tokens").asLong(0), answer.at("/usage/completion_tokens").asLong(0));
                }
                trouble = address + " answered " + response.statusCode() + ": " + response.body().strip();
                if (response.statusCode() != TOO_MANY && response.statusCode() < SERVER_ERRORS) {
                    throw new IllegalStateException(trouble);
                }
                pause = response.headers().firstValue("Retry-After").filter(after -> after.matches("\\d{1,3}"))
                        .map(after -> Duration.ofSeconds(Long.parseLong(after))).orElse(pause);
            } catch (IOException e) {
                trouble = address + " cannot be asked: " + e;
            }
            if (tried == TRIES) {
                throw new IOException(trouble);
            }
            Thread.sleep(pause.toMillis());
        }
    }
}
