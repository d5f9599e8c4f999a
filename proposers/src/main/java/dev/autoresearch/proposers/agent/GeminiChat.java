package dev.autoresearch.proposers.agent;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The log that Gemini CLI keeps of a conversation, read for what its output lacks: what each model call used, at the
/// time it was used. A message is written again when its tools have run.
final class GeminiChat implements AgentStream {
    private final Map<String, Tokens> counted = new HashMap<>();

    @Override
    public boolean concerns(String line) {
        return line.contains("\"tokens\"");
    }

    @Override
    public List<AgentEvent> read(JsonNode node) {
        JsonNode tokens = node.path("tokens");
        if (!Json.text(node, "type").equals("gemini") || !tokens.isObject()) {
            return List.of();
        }
        long input = Json.count(tokens, "input");
        Tokens now = Tokens.inclusive(input, Json.count(tokens, "cached"), 0,
                Json.count(tokens, "output") + Json.count(tokens, "thoughts"));
        Tokens before = counted.put(Json.text(node, "id"), now);
        Tokens more = before == null ? now : now.beyond(before);
        return more.sum() == 0
                ? List.of()
                : List.of(new AgentEvent.Usage(more, Double.NaN, before == null ? 1 : 0));
    }
}
