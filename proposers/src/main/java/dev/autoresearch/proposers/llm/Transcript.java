package dev.autoresearch.proposers.llm;

import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.proposers.llm.model.Answer;
import dev.autoresearch.proposers.llm.model.Message;
import dev.autoresearch.proposers.llm.model.ToolCall;
import dev.autoresearch.proposers.llm.model.Usage;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The conversation of one attempt as JSON lines in the experiment's folder, `llm-ATTEMPT.jsonl`, with what each answer
/// cost; the prompt beside it, `prompt-ATTEMPT.md`. No key is in it.
final class Transcript {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path file;

    private Transcript(Path file) {
        this.file = file;
    }

    /// Begins the transcript of an attempt.
    ///
    /// @param goesOn whether the conversation is that of the attempt before
    static Transcript begin(Path folder, int attempt, String model, boolean goesOn, String system, String prompt) {
        var transcript = new Transcript(file(folder, attempt));
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("prompt-" + attempt + ".md"), goesOn ? prompt : system + "\n" + prompt);
            Files.deleteIfExists(transcript.file);
        } catch (IOException e) {
            throw storage(folder, e);
        }
        transcript.line(kind("start").put("model", model).put("goes_on", goesOn));
        if (!goesOn) {
            transcript.line(kind("system").put("text", system));
        }
        transcript.line(kind("user").put("text", prompt));
        return transcript;
    }

    private static Path file(Path folder, int attempt) {
        return folder.resolve("llm-" + attempt + ".jsonl");
    }

    /// The model that the first attempt in a folder asked; empty when there was none.
    static Optional<String> model(Path folder) {
        Path file = file(folder, 1);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            String first = reader.readLine();
            return Optional.of(first == null ? "" : MAPPER.readTree(first).path("model").asString(""))
                    .filter(name -> !name.isEmpty());
        } catch (IOException | JacksonException unreadable) {
            return Optional.empty();
        }
    }

    /// Notes one answer.
    ///
    /// @param dollars empty when nobody knows
    void answer(Answer answer, OptionalDouble dollars) {
        ObjectNode line = answer instanceof Answer.Ok ok ? said(ok) : kind("failure").put("what", answer.what());
        usage(line, answer.usage(), dollars);
        line(line);
    }

    private static ObjectNode said(Answer.Ok ok) {
        ObjectNode line = kind("assistant").put("text", ok.text());
        ArrayNode calls = line.putArray("calls");
        for (ToolCall call : ok.calls()) {
            calls.addObject().put("id", call.id()).put("name", call.name()).put("arguments", call.arguments());
        }
        return line.put("whole", ok.whole());
    }

    private static void usage(ObjectNode line, Usage usage, OptionalDouble dollars) {
        if (usage.total() == 0) {
            return;
        }
        ObjectNode counts = line.putObject("usage").put("input", usage.input()).put("cached", usage.cached())
                .put("cache_write", usage.cacheWrite()).put("output", usage.output())
                .put("reasoning", usage.reasoning());
        if (usage.estimated()) {
            counts.put("estimated", true);
        }
        dollars.ifPresent(cost -> counts.put("dollars", cost));
    }

    /// Notes what we said to the model.
    void message(Message message) {
        line(switch (message) {
            case Message.User(String text) -> kind("user").put("text", text);
            case Message.Result(ToolCall call, String text, boolean failed) ->
                kind("result").put("id", call.id()).put("tool", call.name()).put("failed", failed).put("text", text);
            case Message.Said(String text, var _, var _) -> kind("assistant").put("text", text);
        });
    }

    /// Notes how it ended.
    void end(String what) {
        line(kind("end").put("what", what));
    }

    private static ObjectNode kind(String kind) {
        return MAPPER.createObjectNode().put("kind", kind).put("at", Instant.now().toString());
    }

    private void line(ObjectNode node) {
        try {
            Files.writeString(file, MAPPER.writeValueAsString(node) + "\n", StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw storage(file, e);
        }
    }

    private static Refusal storage(Path place, IOException e) {
        return new Refusal(Exit.STORAGE,
                "The conversation could not be written to " + place + ": " + Refusal.because(e),
                "Make room or mend the rights of that folder, then resume the session.");
    }
}
