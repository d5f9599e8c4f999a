package dev.autoresearch.proposers.acp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/// A conversation with a real agent as it was written down, played back by its agent's side.
final class Recording implements InProcessAgent.Agent {
    static final String DESK = "/project";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> lines;
    private final Map<String, JsonNode> recordedIds = new HashMap<>();
    private final List<JsonNode> recordedAnswers = new ArrayList<>();
    private final List<JsonNode> answers = new ArrayList<>();
    private volatile @Nullable AssertionError difference;
    private volatile Runnable cancels = () -> {};

    private Recording(List<String> lines) {
        this.lines = lines;
    }

    /// A recording, with this folder in place of the one it was made in.
    static Recording of(String name, Path desk) throws IOException {
        try (InputStream file = Recording.class.getResourceAsStream("/acp/" + name + ".transcript")) {
            String text = new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
            return new Recording(text.replace(DESK, desk.toString()).lines().toList());
        }
    }

    @Override
    public void live(InputStream input, OutputStream output) throws IOException {
        var said = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
        try {
            for (String line : lines) {
                String[] parts = line.strip().split(" ", 3);
                JsonNode message = JSON.readTree(parts[2]);
                if (parts[1].equals("->")) {
                    if (message.path("method").asString("").equals("session/cancel")) {
                        cancels.run();
                    }
                    hear(message, said.readLine());
                } else {
                    output.write((JSON.writeValueAsString(renumbered(message)) + "\n")
                            .getBytes(StandardCharsets.UTF_8));
                }
            }
            while (lines.getLast().contains("stopReason") && said.readLine() != null) {
                // until the end of the conversation
            }
        } catch (AssertionError e) {
            difference = e;
        }
    }

    /// Calls this where our side is to end the turn.
    void onCancel(Runnable cancel) {
        cancels = cancel;
    }

    /// What our side answered to the agent's questions, without ids.
    List<JsonNode> answers() {
        return answers;
    }

    /// What was answered when it was recorded.
    List<JsonNode> recordedAnswers() {
        return recordedAnswers;
    }

    /// Fails if our side said something else than the one that was recorded.
    void verify() {
        AssertionError found = difference;
        if (found != null) {
            throw found;
        }
    }

    private void hear(JsonNode recorded, @Nullable String line) {
        assertThat(line).as("instead of %s", recorded).isNotNull();
        JsonNode now = JSON.readTree(Objects.requireNonNull(line));
        assertThat(now.path("jsonrpc").asString("")).isEqualTo("2.0");
        assertThat(now.path("method")).as("instead of %s: %s", recorded, now).isEqualTo(recorded.path("method"));
        if (recorded.has("method")) {
            if (recorded.has("id")) {
                recordedIds.put(recorded.path("id").asString(""), now.path("id"));
            }
        } else {
            assertThat(now.path("id")).isEqualTo(recorded.path("id"));
            recordedAnswers.add(withoutId(recorded));
            answers.add(withoutId(now));
        }
    }

    private JsonNode renumbered(JsonNode message) {
        JsonNode id = recordedIds.get(message.path("id").asString(""));
        return message.has("method") || id == null ? message : ((ObjectNode) message).set("id", id);
    }

    private static JsonNode withoutId(JsonNode message) {
        return ((ObjectNode) message.deepCopy()).without("id");
    }
}
