package dev.autoresearch.proposers.llm.model;

// langchain4j writes each service's requests and puts its streamed pieces together; how the response went and what it
// cost is read from the exchange itself, because a stream that breaks leaves langchain4j with nothing to say.

import dev.autoresearch.exec.Stop;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.autoresearch.proposers.text.OneLine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/// A model behind one of langchain4j's streaming clients.
final class ModelClient implements Model {
    private static final int TEXT = 300;
    private static final Map<String, Object> CACHED = Map.of("cache_control", "ephemeral");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Service service;
    private final Limits limits;
    private final java.net.http.HttpClient http;
    private final InstantSource clock;

    ModelClient(Service service, Limits limits, java.net.http.HttpClient http, InstantSource clock) {
        this.service = service;
        this.limits = limits;
        this.http = http;
        this.clock = clock;
    }

    @Override
    public String name() {
        return service.name();
    }

    @Override
    public Answer respond(Request request, Duration within, Stop stop) {
        var tally = new Tally(service.dialect());
        var exchange = new Exchange(http, limits.within(within), stop, tally);
        var heard = new Heard();
        service.open(exchange, request).chat(chat(request), heard);
        Usage usage = exchange.opened() ? tally.usage(request, heard.characters()) : Usage.NONE;
        return switch (exchange.outcome()) {
            case Ended.Complete() -> complete(tally, heard, usage);
            case Ended.Cut(String why) -> new Answer.Truncated(
                    "the connection broke in the middle of the answer: " + line(why), usage);
            case Ended.Broken(String why) -> malformed(why, usage);
            case Ended.Status(int code, Map<String, List<String>> headers, String body) ->
                ErrorBody.answer(code, headers, service.without(body), clock.instant());
            case Ended.Unreachable(String why) -> new Answer.Unreachable(
                    service.place() + " cannot be reached: " + line(why));
            case Ended.TimedOut(String what) -> new Answer.TimedOut(what, usage);
            case Ended.Stopped() -> new Answer.Cancelled(usage);
        };
    }

    private Answer complete(Tally tally, Heard heard, Usage usage) {
        if (!tally.error.isEmpty()) {
            return ErrorBody.answer(tally.errorKind, service.without(tally.error), usage);
        }
        if (!heard.failure().isEmpty()) {
            return malformed(heard.failure(), usage);
        }
        if (!tally.finished()) {
            return new Answer.Truncated("the stream ended before the answer did", usage);
        }
        AiMessage message = heard.message();
        if (tally.refusal != null || Dialect.declines(tally.finish)) {
            String why = tally.refusal != null ? tally.refusal : message == null ? "" : text(message);
            return new Answer.Refused(line(why), usage);
        }
        if (message == null || tally.finish.equals("MALFORMED_FUNCTION_CALL")) {
            return malformed(tally.finish, usage);
        }
        return new Answer.Ok(said(message, tally), !Dialect.cuts(tally.finish), usage);
    }

    private Answer malformed(String why, Usage usage) {
        return new Answer.Malformed("the answer does not follow its protocol: " + line(why), usage);
    }

    private String line(String text) {
        return OneLine.of(service.without(text), TEXT);
    }

    private static String text(AiMessage message) {
        return message.text() == null ? "" : message.text();
    }

    private Message.Said said(AiMessage message, Tally tally) {
        if (!tally.calls.isEmpty()) {
            return new Message.Said(text(message), tally.calls, message.attributes());
        }
        var calls = new ArrayList<ToolCall>();
        for (ToolExecutionRequest call : message.toolExecutionRequests()) {
            String id = call.id() == null || call.id().isBlank()
                    ? service.needsIds() ? "call-" + calls.size() : ""
                    : call.id();
            calls.add(new ToolCall(id, call.name() == null ? "" : call.name(),
                    call.arguments() == null ? "" : call.arguments()));
        }
        return new Message.Said(text(message), calls, message.attributes());
    }

    private ChatRequest chat(Request request) {
        var messages = new ArrayList<ChatMessage>();
        messages.add(SystemMessage.from(request.system()));
        for (int i = 0; i < request.messages().size(); i++) {
            // The prefix up to the last message is what the next request begins with.
            boolean last = i == 0 || i == request.messages().size() - 1;
            messages.add(message(request.messages().get(i), last ? CACHED : Map.of()));
        }
        List<ToolSpecification> tools = request.tools().stream().map(tool -> ToolSpecification.builder()
                .name(tool.name()).description(tool.description()).parameters(tool.parameters()).build()).toList();
        return ChatRequest.builder().messages(messages).toolSpecifications(tools).build();
    }

    private ChatMessage message(Message message, Map<String, Object> attributes) {
        return switch (message) {
            case Message.User(String text) -> UserMessage.builder()
                    .contents(List.of(dev.langchain4j.data.message.TextContent.from(text))).attributes(attributes)
                    .build();
            case Message.Said(String text, List<ToolCall> calls, Map<String, Object> keepsake) -> AiMessage.builder()
                    .text(text.isEmpty() ? null : text)
                    .toolExecutionRequests(calls.stream().map(ModelClient::request).toList())
                    .attributes(keepsake).build();
            case Message.Result(ToolCall call, String text, boolean failed) -> ToolExecutionResultMessage.builder()
                    .id(id(call)).toolName(call.name()).text(text.isEmpty() ? "(nothing)" : text).isError(failed)
                    .attributes(attributes).build();
        };
    }

    private static ToolExecutionRequest request(ToolCall call) {
        return ToolExecutionRequest.builder().id(id(call)).name(call.name())
                .arguments(isObject(call.arguments()) ? call.arguments() : "{}").build();
    }

    private static @Nullable String id(ToolCall call) {
        return call.id().isEmpty() ? null : call.id();
    }

    // Services refuse a conversation with arguments in it that are no JSON, though a model wrote them.
    private static boolean isObject(String json) {
        try {
            return MAPPER.readTree(json).isObject();
        } catch (JacksonException notJson) {
            return false;
        }
    }
}
