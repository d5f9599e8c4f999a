package dev.autoresearch.proposers.agent;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// opencode, `run --format json`. Each step tells its own usage and cost; the last one has another reason than
/// `tool-calls`. A run that ends without such a step and without an error was broken off, whatever its exit code.
final class OpencodeStream implements AgentStream {
    private boolean known;

    @Override
    public List<AgentEvent> read(JsonNode node) {
        var events = new ArrayList<AgentEvent>();
        String session = Json.text(node, "sessionID");
        if (!known && !session.isEmpty()) {
            known = true;
            events.add(new AgentEvent.SessionId(session));
        }
        JsonNode part = node.path("part");
        switch (Json.text(node, "type")) {
            case "text" -> events.add(new AgentEvent.Text(Json.text(part, "text"), false));
            case "tool_use" -> events.add(new AgentEvent.ToolUse(Titles.of(Json.text(part, "tool"),
                    part.path("state").path("input"))));
            case "step_finish" -> finished(part, events);
            case "error" -> {
                JsonNode error = node.path("error");
                events.add(new AgentEvent.Final(false,
                        Json.first(Json.text(error.path("data"), "message"), Json.text(error, "message"),
                                Json.text(error, "name"), "the turn failed")));
            }
            default -> {
                // Beginnings of steps and what may come later are not needed.
            }
        }
        return events;
    }

    private static void finished(JsonNode part, List<AgentEvent> events) {
        JsonNode tokens = part.path("tokens");
        JsonNode cache = tokens.path("cache");
        double cost = Json.dollars(part, "cost");
        events.add(new AgentEvent.Usage(new Tokens(Json.count(tokens, "input"), Json.count(cache, "read"),
                Json.count(cache, "write"), Json.count(tokens, "output") + Json.count(tokens, "reasoning")),
                // Nothing is what it says of a model without a price, too.
                cost > 0 ? cost : Double.NaN, 1));
        String reason = Json.text(part, "reason");
        if (!reason.equals("tool-calls")) {
            boolean ok = reason.equals("stop");
            events.add(new AgentEvent.Final(ok, ok ? "" : "the model stopped: " + reason));
        }
    }
}
