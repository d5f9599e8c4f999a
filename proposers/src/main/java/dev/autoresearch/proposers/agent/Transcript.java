package dev.autoresearch.proposers.agent;

import dev.autoresearch.proposers.agent.AgentStream.Dialect;
import dev.autoresearch.proposers.agent.AgentStream.Used;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// One run of an agent as far as its output has been read: the last thing it said, how it calls the conversation, how it
/// says that it ended. Lines that are broken are counted and passed over. Not thread-safe.
final class Transcript {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TEXT = 200_000;

    private final AgentStream stream;
    private final Consumer<AgentEvent> listener;
    private final StringBuilder text = new StringBuilder();
    private String session = "";
    private long broken;
    private AgentEvent.@Nullable Final ending;

    /// @param before   what earlier runs of the conversation used
    /// @param listener is told every event
    Transcript(Dialect dialect, Used before, Consumer<AgentEvent> listener) {
        this.stream = dialect.open(before);
        this.listener = listener;
    }

    /// Reads a line.
    void line(String line) {
        if (stream.plain()) {
            tell(new AgentEvent.Text(line + "\n", true));
            return;
        }
        if (!stream.concerns(line)) {
            return;
        }
        char start = line.charAt(0);
        if (start != '{' && start != '[') {
            broken++;
            return;
        }
        try {
            JsonNode node = JSON.readTree(line);
            if (node.isArray()) {
                node.forEach(this::object);
            } else {
                object(node);
            }
        } catch (JacksonException notJson) {
            broken++;
        }
    }

    private void object(JsonNode node) {
        stream.read(node).forEach(this::tell);
    }

    private void tell(AgentEvent event) {
        switch (event) {
            case AgentEvent.Text(String piece, boolean continues) -> {
                if (!continues) {
                    text.setLength(0);
                }
                text.append(piece);
                if (text.length() > TEXT) {
                    text.delete(0, text.length() - TEXT);
                }
            }
            case AgentEvent.SessionId(String id) -> session = id;
            case AgentEvent.Final end -> ending = end;
            case AgentEvent.Model _,AgentEvent.ToolUse _,AgentEvent.Usage _ -> {
                // The listener's.
            }
        }
        listener.accept(event);
    }

    /// The last message of the model to the reader.
    String text() {
        return text.toString().strip();
    }

    /// How the agent calls this conversation; empty when it did not say.
    String session() {
        return session;
    }

    /// How the agent says that it ended; null when it did not say.
    AgentEvent.@Nullable Final ending() {
        return ending;
    }

    /// Lines that were not understood.
    long broken() {
        return broken;
    }
}
