package dev.autoresearch.proposers.agent;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Gemini CLI, `-o stream-json`. Usage comes once, in the result, and is zero after an error: what each model call used
/// stands in the log of the conversation, see [GeminiChat]. Exit codes are the HTTP status modulo 256 and say little.
final class GeminiStream implements AgentStream {
    private boolean speaking;

    @Override
    public List<AgentEvent> read(JsonNode node) {
        boolean spoke = speaking;
        speaking = false;
        return switch (Json.text(node, "type")) {
            case "init" -> List.of(new AgentEvent.SessionId(Json.text(node, "session_id")),
                    new AgentEvent.Model(Json.text(node, "model")));
            case "message" -> {
                if (!Json.text(node, "role").equals("assistant")) {
                    yield List.of();
                }
                speaking = true;
                yield List.of(new AgentEvent.Text(Json.text(node, "content"),
                        spoke && node.path("delta").asBoolean(false)));
            }
            case "tool_use" -> List.of(new AgentEvent.ToolUse(Titles.of(Json.text(node, "tool_name"),
                    node.path("parameters"))));
            case "result" -> result(node);
            default -> List.of();
        };
    }

    private static List<AgentEvent> result(JsonNode node) {
        var events = new ArrayList<AgentEvent>();
        JsonNode stats = node.path("stats");
        long input = Json.count(stats, "input_tokens");
        // Thoughts are in the total only.
        long output = Math.max(Json.count(stats, "output_tokens"), Json.count(stats, "total_tokens") - input);
        Tokens used = Tokens.inclusive(input, Json.count(stats, "cached"), 0, output);
        if (used.sum() > 0) {
            events.add(new AgentEvent.Usage(used, Double.NaN, 0));
        }
        boolean ok = Json.text(node, "status").equals("success");
        events.add(new AgentEvent.Final(ok,
                ok ? "" : Json.first(Json.text(node.path("error"), "message"), "the turn failed")));
        return events;
    }
}
