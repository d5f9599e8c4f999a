package dev.autoresearch.proposers.llm.model;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import org.jspecify.annotations.Nullable;

/// What came of one response, piece by piece and whole. The exchange calls it from one thread at a time and not any more
/// once it is over.
final class Heard implements StreamingChatResponseHandler {
    private long shown;
    private long partialCalls;
    private long wholeCalls;
    private String failure = "";
    private @Nullable AiMessage message;

    /// How many characters were seen of it.
    long characters() {
        return shown + Math.max(partialCalls, wholeCalls);
    }

    /// Why it could not be put together; empty when it could.
    String failure() {
        return failure;
    }

    /// The whole message; null while there is none.
    @Nullable
    AiMessage message() {
        return message;
    }

    @Override
    public void onPartialResponse(String text) {
        shown += text.length();
    }

    @Override
    public void onPartialThinking(PartialThinking thinking) {
        shown += thinking.text().length();
    }

    @Override
    public void onPartialToolCall(PartialToolCall call) {
        partialCalls += call.partialArguments().length();
    }

    @Override
    public void onCompleteToolCall(CompleteToolCall call) {
        String arguments = call.toolExecutionRequest().arguments();
        wholeCalls += arguments == null ? 0 : arguments.length();
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
        message = response.aiMessage();
    }

    @Override
    public void onError(Throwable error) {
        failure = error.getMessage() == null ? error.toString() : error.getMessage();
    }
}
