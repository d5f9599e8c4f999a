package dev.autoresearch.proposers.agent;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The log that Codex keeps of a conversation, read for the one thing that its output lacks: what each model call used,
/// at the time it was used.
final class CodexRollout implements AgentStream {
    private final Set<String> responses = new HashSet<>();

    @Override
    public boolean concerns(String line) {
        return line.contains("\"token_usage_record\"") || line.contains("\"turn_context\"");
    }

    @Override
    public List<AgentEvent> read(JsonNode node) {
        JsonNode payload = node.path("payload");
        if (Json.text(node, "type").equals("turn_context")) {
            String model = Json.text(payload, "model");
            return model.isEmpty() ? List.of() : List.of(new AgentEvent.Model(model));
        }
        if (!Json.text(node, "type").equals("token_usage_record")
                || !responses.add(Json.text(payload, "response_id"))) {
            return List.of();
        }
        return List.of(new AgentEvent.Usage(CodexStream.tokens(payload.path("usage")), Double.NaN, 1));
    }
}
