package dev.autoresearch.proposers.agent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Claude Code, `--output-format stream-json`. A message comes as one object for each of its blocks, all with the usage
/// that was known when it began; with partial messages a `message_delta` tells how much was written. The result has the
/// sums, of all models, and may call itself a success although the model could not be reached.
final class ClaudeStream implements AgentStream {
    private final Map<String, Tokens> counted = new HashMap<>();
    private final Set<String> messages = new HashSet<>();
    private Tokens sum;
    private double dollars;

    ClaudeStream(Used before) {
        this.sum = before.tokens();
        this.dollars = before.dollars();
    }

    @Override
    public List<AgentEvent> read(JsonNode node) {
        return switch (Json.text(node, "type")) {
            case "system" -> Json.text(node, "subtype").equals("init") ? init(node) : List.of();
            case "stream_event" -> partial(node);
            case "assistant" -> assistant(node);
            case "result" -> result(node);
            default -> List.of();
        };
    }

    private static List<AgentEvent> init(JsonNode node) {
        var events = new ArrayList<AgentEvent>();
        if (!Json.text(node, "session_id").isEmpty()) {
            events.add(new AgentEvent.SessionId(Json.text(node, "session_id")));
        }
        if (!Json.text(node, "model").isEmpty()) {
            events.add(new AgentEvent.Model(Json.text(node, "model")));
        }
        return events;
    }

    private List<AgentEvent> partial(JsonNode node) {
        JsonNode event = node.path("event");
        return switch (Json.text(event, "type")) {
            case "message_start" -> used(Json.text(event.path("message"), "id"),
                    tokens(event.path("message").path("usage")));
            case "message_delta" -> used(Json.text(node, "api_message_id"), tokens(event.path("usage")));
            default -> List.of();
        };
    }

    private List<AgentEvent> assistant(JsonNode node) {
        JsonNode message = node.path("message");
        var events = new ArrayList<AgentEvent>();
        // What a sub-agent says is not said to the reader, but is paid for.
        boolean main = node.path("parent_tool_use_id").isNull() || node.path("parent_tool_use_id").isMissingNode();
        for (JsonNode block : message.path("content")) {
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
        if (!Json.text(message, "model").equals("<synthetic>")) {
            events.addAll(used(Json.text(message, "id"), tokens(message.path("usage"))));
        }
        return events;
    }

    /// The part of a message's usage that was not told yet.
    private List<AgentEvent> used(String message, Tokens now) {
        Tokens before = counted.getOrDefault(message, Tokens.NONE);
        Tokens more = now.beyond(before);
        boolean fresh = messages.add(message);
        if (more.sum() == 0 && !fresh) {
            return List.of();
        }
        counted.put(message, before.max(now));
        sum = sum.plus(more);
        return List.of(new AgentEvent.Usage(more, Double.NaN, fresh ? 1 : 0));
    }

    private List<AgentEvent> result(JsonNode node) {
        var events = new ArrayList<AgentEvent>();
        Tokens total = tokens(node.path("usage"));
        Tokens models = Tokens.NONE;
        for (JsonNode model : node.path("modelUsage")) {
            models = models.plus(new Tokens(Json.count(model, "inputTokens"),
                    Json.count(model, "cacheReadInputTokens"), Json.count(model, "cacheCreationInputTokens"),
                    Json.count(model, "outputTokens")));
        }
        Tokens more = total.max(models).beyond(sum);
        double money = Json.dollars(node, "total_cost_usd");
        if (more.sum() > 0 || money > dollars) {
            events.add(new AgentEvent.Usage(more, Double.isNaN(money) ? money : Math.max(0, money - dollars), 0));
            sum = sum.plus(more);
            dollars = Double.isNaN(money) ? dollars : Math.max(dollars, money);
        }
        String subtype = Json.text(node, "subtype");
        boolean failed = node.path("is_error").asBoolean(false) || subtype.startsWith("error");
        String text = Json.text(node, "result");
        if (failed) {
            String reason = Json.text(node, "terminal_reason");
            String errors = node.path("errors").path(0).asString("");
            String why = Json.first(text, errors, subtype.replace('_', ' '));
            events.add(new AgentEvent.Final(false,
                    reason.isEmpty() || reason.equals("api_error") ? why : reason.replace('_', ' ') + ": " + why));
        } else {
            events.add(new AgentEvent.Final(true, ""));
        }
        return events;
    }

    private static Tokens tokens(JsonNode usage) {
        return new Tokens(Json.count(usage, "input_tokens"), Json.count(usage, "cache_read_input_tokens"),
                Json.count(usage, "cache_creation_input_tokens"), Json.count(usage, "output_tokens"));
    }
}
