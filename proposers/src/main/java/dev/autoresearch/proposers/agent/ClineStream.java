package dev.autoresearch.proposers.agent;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Cline, `--json`. Each model call tells its usage, the input including what came from the cache; the result has the
/// sums. A price of 0 is what it says of a model without a price, too.
final class ClineStream implements AgentStream {
    private Tokens sum;
    private double dollars;
    private boolean known;

    ClineStream(Used before) {
        this.sum = before.tokens();
        this.dollars = before.dollars();
    }

    @Override
    public List<AgentEvent> read(JsonNode node) {
        return switch (Json.text(node, "type")) {
            case "hook_event" -> session(Json.text(node, "taskId"));
            case "agent_event" -> event(node.path("event"));
            case "run_result" -> result(node);
            case "run_aborted" -> List.of(new AgentEvent.Final(false,
                    Json.first(Json.text(node, "reason"), "it was aborted")));
            case "error" -> List.of(new AgentEvent.Final(false,
                    Json.first(Json.text(node, "message"), Json.text(node.path("error"), "message"),
                            "the turn failed")));
            default -> List.of();
        };
    }

    private List<AgentEvent> session(String id) {
        if (known || id.isEmpty()) {
            return List.of();
        }
        known = true;
        return List.of(new AgentEvent.SessionId(id));
    }

    private List<AgentEvent> event(JsonNode event) {
        return switch (Json.text(event, "type")) {
            case "content_start" -> Json.text(event, "contentType").equals("tool")
                    ? List.of(new AgentEvent.ToolUse(Titles.of(Json.text(event, "toolName"), event.path("input"))))
                    : List.of();
            case "content_end" -> Json.text(event, "contentType").equals("text")
                    ? List.of(new AgentEvent.Text(Json.text(event, "text"), false))
                    : List.of();
            case "usage" -> {
                Tokens used = tokens(event);
                sum = sum.plus(used);
                yield List.of(usage(used, Json.dollars(event, "totalCost"), 1));
            }
            default -> List.of();
        };
    }

    private List<AgentEvent> result(JsonNode node) {
        var events = new ArrayList<AgentEvent>();
        JsonNode model = node.path("model");
        if (!Json.text(model, "id").isEmpty()) {
            events.add(new AgentEvent.Model(Json.text(model, "id")));
        }
        JsonNode all = node.path("aggregateUsage").isObject() ? node.path("aggregateUsage") : node.path("usage");
        Tokens more = tokens(all).beyond(sum);
        sum = sum.plus(more);
        double cost = Json.dollars(all, "totalCost");
        if (more.sum() > 0 || cost > dollars) {
            events.add(usage(more, cost, 0));
        }
        String reason = Json.text(node, "finishReason");
        boolean ok = reason.equals("completed");
        String text = Json.text(node, "text");
        events.add(new AgentEvent.Final(ok, ok ? "" : Json.first(text, "it ended with " + reason)));
        return events;
    }

    private AgentEvent usage(Tokens used, double totalCost, int answers) {
        double more = totalCost > 0 ? Math.max(0, totalCost - dollars) : Double.NaN;
        dollars = totalCost > 0 ? Math.max(dollars, totalCost) : dollars;
        return new AgentEvent.Usage(used, more, answers);
    }

    private static Tokens tokens(JsonNode usage) {
        return Tokens.inclusive(Json.count(usage, "inputTokens"), Json.count(usage, "cacheReadTokens"),
                Json.count(usage, "cacheWriteTokens"), Json.count(usage, "outputTokens"));
    }
}
