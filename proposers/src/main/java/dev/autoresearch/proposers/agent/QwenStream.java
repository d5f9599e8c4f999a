package dev.autoresearch.proposers.agent;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Qwen Code, `-o stream-json` (and the array of `-o json`). Each model call is told by the last of its `assistant`
/// objects; the input includes what came from the cache. After a limit of its own there is no result at all.
final class QwenStream implements AgentStream {
    private Tokens sum;

    QwenStream(Used before) {
        this.sum = before.tokens();
    }

    @Override
    public List<AgentEvent> read(JsonNode node) {
        return switch (Json.text(node, "type")) {
            case "system" -> init(node);
            case "assistant" -> assistant(node);
            case "result" -> result(node);
            default -> List.of();
        };
    }

    private static List<AgentEvent> init(JsonNode node) {
        if (!Json.text(node, "subtype").equals("init")) {
            return List.of();
        }
        return List.of(new AgentEvent.SessionId(Json.text(node, "session_id")),
                new AgentEvent.Model(Json.text(node, "model")));
    }

    private List<AgentEvent> assistant(JsonNode node) {
        var events = new ArrayList<AgentEvent>();
        boolean main = node.path("parent_tool_use_id").isNull() || node.path("parent_tool_use_id").isMissingNode();
        for (JsonNode block : node.path("message").path("content")) {
            switch (Json.text(block, "type")) {
                case "text" -> {
                    if (main) {
                        events.add(new AgentEvent.Text(Json.text(block, "text"), false));
                    }
                }
                case "tool_use" -> events.add(new AgentEvent.ToolUse(Titles.of(Json.text(block, "name"),
                        block.path("input"))));
                default -> {
                    // Thoughts and what may come later are not needed.
                }
            }
        }
        Tokens used = tokens(node.path("message").path("usage"));
        if (used.sum() > 0) {
            sum = sum.plus(used);
            events.add(new AgentEvent.Usage(used, Double.NaN, 1));
        }
        return events;
    }

    private List<AgentEvent> result(JsonNode node) {
        var events = new ArrayList<AgentEvent>();
        Tokens more = tokens(node.path("usage")).beyond(sum);
        if (more.sum() > 0) {
            sum = sum.plus(more);
            events.add(new AgentEvent.Usage(more, Double.NaN, 0));
        }
        boolean failed = node.path("is_error").asBoolean(false)
                || Json.text(node, "subtype").startsWith("error");
        events.add(new AgentEvent.Final(!failed,
                failed
                        ? Json.first(Json.text(node.path("error"), "message"), Json.text(node, "result"),
                                Json.text(node, "subtype").replace('_', ' '))
                        : ""));
        return events;
    }

    private static Tokens tokens(JsonNode usage) {
        return Tokens.inclusive(Json.count(usage, "input_tokens"), Json.count(usage, "cache_read_input_tokens"), 0,
                Json.count(usage, "output_tokens"));
    }
}
