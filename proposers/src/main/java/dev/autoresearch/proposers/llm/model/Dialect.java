package dev.autoresearch.proposers.llm.model;

import dev.autoresearch.config.Provider;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// How the streams of a protocol say their tokens and their end.
enum Dialect {
    /// Anthropic Messages: input tokens come first and exclude the cache, output tokens come last.
    ANTHROPIC {
        @Override
        void read(JsonNode event, Tally tally) {
            usage(event.path("message").path("usage"), tally);
            usage(event.path("usage"), tally);
            tally.finish = event.path("delta").path("stop_reason").asString(tally.finish);
            switch (event.path("type").asString("")) {
                case "message_stop" -> tally.closed = true;
                case "error" -> tally.error(event.path("error"));
                default -> {
                    // Content, which is not read here.
                }
            }
        }

        private void usage(JsonNode usage, Tally tally) {
            tally.input = usage.path("input_tokens").asLong(tally.input);
            tally.cached = usage.path("cache_read_input_tokens").asLong(tally.cached);
            tally.cacheWrite = usage.path("cache_creation_input_tokens").asLong(tally.cacheWrite);
            tally.output = usage.path("output_tokens").asLong(tally.output);
        }
    },

    /// OpenAI Chat Completions: all tokens come in the last event; the prompt's include what was cached.
    OPENAI {
        @Override
        void read(JsonNode event, Tally tally) {
            if (event.hasNonNull("error")) {
                tally.error(event.path("error"));
            }
            JsonNode choice = event.path("choices").path(0);
            tally.finish = choice.path("finish_reason").asString(tally.finish);
            String refusal = choice.path("delta").path("refusal").asString("");
            if (!refusal.isEmpty()) {
                tally.refusal = (tally.refusal == null ? "" : tally.refusal) + refusal;
            }
            JsonNode usage = event.path("usage");
            if (usage.hasNonNull("prompt_tokens")) {
                tally.cached = usage.path("prompt_tokens_details").path("cached_tokens")
                        .asLong(usage.path("prompt_cache_hit_tokens").asLong(0));
                tally.input = Math.max(0, usage.path("prompt_tokens").asLong() - tally.cached);
                tally.output = usage.path("completion_tokens").asLong(tally.output);
                tally.reasoning = usage.path("completion_tokens_details").path("reasoning_tokens").asLong(0);
            }
        }
    },

    /// Gemini: tokens come with every event and grow; the prompt's include what was cached, the candidates' exclude
    /// thoughts.
    GEMINI {
        @Override
        void read(JsonNode event, Tally tally) {
            if (event.hasNonNull("error")) {
                tally.error(event.path("error"));
            }
            tally.finish = event.path("candidates").path(0).path("finishReason").asString(tally.finish);
            String block = event.path("promptFeedback").path("blockReason").asString("");
            if (!block.isEmpty()) {
                tally.refusal = "the prompt was blocked, " + block;
                tally.finish = block;
            }
            JsonNode usage = event.path("usageMetadata");
            if (usage.hasNonNull("promptTokenCount")) {
                tally.cached = usage.path("cachedContentTokenCount").asLong(0);
                tally.input = Math.max(0, usage.path("promptTokenCount").asLong() - tally.cached);
                tally.reasoning = usage.path("thoughtsTokenCount").asLong(0);
                tally.output = usage.path("candidatesTokenCount").asLong(0) + tally.reasoning;
            }
        }
    },

    /// Ollama: tokens come in the last line, those in only where the prompt was not in memory yet.
    OLLAMA {
        @Override
        void read(JsonNode event, Tally tally) {
            if (event.hasNonNull("error")) {
                tally.error(event.path("error"));
            }
            // langchain4j takes calls without an index, as some versions write them, for pieces of one call.
            event.path("message").path("tool_calls").forEach(call -> tally.calls.add(new ToolCall(
                    call.path("id").asString(""), call.path("function").path("name").asString(""),
                    call.path("function").path("arguments").toString())));
            if (event.path("done").asBoolean(false)) {
                tally.finish = event.path("done_reason").asString("stop");
                tally.closed = true;
                tally.input = event.path("prompt_eval_count").asLong(tally.input);
                tally.output = event.path("eval_count").asLong(tally.output);
            }
        }
    };

    private static final Set<String> DECLINED = Set.of("refusal", "content_filter", "SAFETY", "RECITATION", "BLOCKLIST",
            "PROHIBITED_CONTENT", "SPII", "LANGUAGE");
    private static final Set<String> CUT = Set.of("max_tokens", "length", "MAX_TOKENS",
            "model_context_window_exceeded");

    /// The dialect of a provider.
    static Dialect of(Provider provider) {
        return switch (provider) {
            case ANTHROPIC -> ANTHROPIC;
            case OPENAI, COMPATIBLE -> OPENAI;
            case GEMINI -> GEMINI;
            case OLLAMA -> OLLAMA;
        };
    }

    /// Notes what an event says.
    abstract void read(JsonNode event, Tally tally);

    /// Whether an end of this name means that the model or a filter declined.
    static boolean declines(String finish) {
        return DECLINED.contains(finish);
    }

    /// Whether an end of this name means that the answer became too long.
    static boolean cuts(String finish) {
        return CUT.contains(finish);
    }
}
