package dev.autoresearch.proposers.agent;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// pi, `--mode json`. Each answer of the model is one `message_end` with its own usage. The exit code is 0 whatever
/// happened: the last answer's stop reason counts, and an `agent_end` that will be tried again is none.
final class PiStream implements AgentStream {
    private String stop = "";
    private String error = "";

    @Override
    public boolean concerns(String line) {
        // Each of these repeats the whole message so far.
        return !line.isBlank() && !line.startsWith("{\"type\":\"message_update\"");
    }

    @Override
    public List<AgentEvent> read(JsonNode node) {
        return switch (Json.text(node, "type")) {
            case "session" -> List.of(new AgentEvent.SessionId(Json.text(node, "id")));
            case "message_end" -> message(node.path("message"));
            case "tool_execution_start" -> List.of(new AgentEvent.ToolUse(Titles.of(Json.text(node, "toolName"),
                    node.path("args"))));
            case "agent_end" -> node.path("willRetry").asBoolean(false) ? List.of() : List.of(end());
            default -> List.of();
        };
    }

    private AgentEvent end() {
        return switch (stop) {
            case "error", "aborted" -> new AgentEvent.Final(false, Json.first(error, "the model call failed"));
            case "length" -> new AgentEvent.Final(false, "the model stopped: length");
            default -> new AgentEvent.Final(true, "");
        };
    }

    private List<AgentEvent> message(JsonNode message) {
        if (!Json.text(message, "role").equals("assistant")) {
            return List.of();
        }
        var events = new ArrayList<AgentEvent>();
        String model = Json.text(message, "model");
        if (!model.isEmpty()) {
            events.add(new AgentEvent.Model(model));
        }
        var said = new StringBuilder();
        for (JsonNode block : message.path("content")) {
            if (Json.text(block, "type").equals("text")) {
                said.append(Json.text(block, "text"));
            }
        }
        if (!said.isEmpty()) {
            events.add(new AgentEvent.Text(said.toString(), false));
        }
        stop = Json.text(message, "stopReason");
        error = Json.text(message, "errorMessage");
        JsonNode usage = message.path("usage");
        var tokens = new Tokens(Json.count(usage, "input"), Json.count(usage, "cacheRead"),
                Json.count(usage, "cacheWrite"), Json.count(usage, "output"));
        if (tokens.sum() > 0) {
            double cost = Json.dollars(usage.path("cost"), "total");
            events.add(new AgentEvent.Usage(tokens, cost > 0 ? cost : Double.NaN, 1));
        }
        return events;
    }
}
