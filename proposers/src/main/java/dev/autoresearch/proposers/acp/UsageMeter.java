package dev.autoresearch.proposers.acp;

import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// What a conversation uses, each piece once although agents tell it in several places and none in all: a cumulative cost
/// with `usage_update`, tokens of a call with a chunk of text, tokens of a turn with its end. Not thread-safe.
final class UsageMeter {
    private static final String DOLLARS = "USD";

    private final Consumer<AcpEvent> listener;
    private Usage turn = Usage.NONE;
    private double cost;
    private boolean priced;
    private long context;
    private long contexts;
    private boolean another;

    UsageMeter(Consumer<AcpEvent> listener) {
        this.listener = listener;
    }

    /// A turn begins.
    void begin() {
        turn = Usage.NONE;
        context = 0;
        contexts = 0;
        another = false;
    }

    /// An update of any kind came.
    void update(JsonNode update) {
        switch (update.path("sessionUpdate").asString("")) {
            case "usage_update" -> {
                cost(update.path("cost"));
                full(update.path("used"));
            }
            case "agent_message_chunk", "agent_thought_chunk" -> {
                JsonNode usage = update.path("_meta").path("usage");
                if (usage.isObject()) {
                    add(Usage.read(usage));
                }
            }
            case "tool_call_update" -> used(update.path("status").asString(""));
            default -> {
                // says nothing about usage
            }
        }
    }

    /// The turn ended with this result.
    void end(JsonNode result) {
        JsonNode usage = result.path("usage");
        JsonNode quota = result.path("_meta").path("quota").path("token_count");
        Usage whole = Usage.read(usage.isObject() ? usage : quota);
        long untold = whole.sum() - turn.sum();
        if (untold > 0) {
            add(turn.sum() == 0 ? whole : new Usage(untold, 0, 0, 0));
        }
    }

    private void add(Usage more) {
        if (more.sum() > 0) {
            turn = turn.plus(more);
            listener.accept(new AcpEvent.Used(more, priced ? 0 : Double.NaN));
        }
    }

    private void cost(JsonNode said) {
        double amount = said.path("amount").isNumber() ? said.path("amount").asDouble() : Double.NaN;
        if (Double.isFinite(amount) && amount > cost && said.path("currency").asString(DOLLARS).equals(DOLLARS)) {
            priced = true;
            double more = amount - cost;
            cost = amount;
            listener.accept(new AcpEvent.Used(Usage.NONE, more));
        }
    }

    private void full(JsonNode used) {
        long now = used.isNumber() ? Math.clamp(used.asLong(0), 0, Integer.MAX_VALUE) : 0;
        if (another) {
            another = false;
            contexts += context;
            context = 0;
        }
        if (now > context) {
            context = now;
            listener.accept(new AcpEvent.Estimated(Math.max(contexts + context, turn.sum())));
        }
    }

    /// A tool that is done is read by the next answer, so that what fills the context then is another answer's.
    private void used(String status) {
        another |= status.equals("completed") || status.equals("failed");
    }
}
