package dev.autoresearch.proposers.agent;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Codex, `exec --json`. The usage of a turn comes once, when it is complete, and never when it failed: what each model
/// call used stands in the log of the conversation, see [CodexRollout]. An item of type `error` may be a mere warning.
final class CodexStream implements AgentStream {
    private final Tokens before;

    CodexStream(Used before) {
        this.before = before.tokens();
    }

    @Override
    public List<AgentEvent> read(JsonNode node) {
        return switch (Json.text(node, "type")) {
            case "thread.started" -> List.of(new AgentEvent.SessionId(Json.text(node, "thread_id")));
            case "item.started" -> tool(node.path("item"));
            case "item.completed" -> Json.text(node.path("item"), "type").equals("agent_message")
                    ? List.of(new AgentEvent.Text(Json.text(node.path("item"), "text"), false))
                    : List.of();
            case "turn.completed" -> completed(node.path("usage"));
            case "turn.failed" -> List.of(new AgentEvent.Final(false,
                    Json.first(Json.text(node.path("error"), "message"), "the turn failed")));
            default -> List.of();
        };
    }

    private static List<AgentEvent> tool(JsonNode item) {
        return switch (Json.text(item, "type")) {
            case "agent_message", "reasoning", "error", "todo_list" -> List.of();
            case "command_execution" -> List.of(new AgentEvent.ToolUse(Titles.of("shell", item)));
            default -> List.of(new AgentEvent.ToolUse(Titles.of(Json.text(item, "type"), item)));
        };
    }

    private List<AgentEvent> completed(JsonNode usage) {
        var events = new ArrayList<AgentEvent>();
        Tokens used = tokens(usage).beyond(before);
        if (used.sum() > 0) {
            events.add(new AgentEvent.Usage(used, Double.NaN, 0));
        }
        events.add(new AgentEvent.Final(true, ""));
        return events;
    }

    /// Tokens as Codex counts them: the cache is part of the input, thoughts are part of the output.
    static Tokens tokens(JsonNode usage) {
        return Tokens.inclusive(Json.count(usage, "input_tokens"), Json.count(usage, "cached_input_tokens"),
                Json.count(usage, "cache_write_input_tokens"), Json.count(usage, "output_tokens"));
    }
}
