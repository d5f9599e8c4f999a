package dev.autoresearch.proposers.llm.model;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What a model is asked. What stays the same from request to request comes first, so that services can cache it.
///
/// @param system      the standing instructions
/// @param messages    the conversation, ending with what the model is to answer
/// @param tools       what it may call
/// @param maxOutput   most tokens of the response, reasoning included
/// @param temperature empty for the service's usual one
/// @param seed        for services that can be seeded; the others are not told
public record Request(String system, List<Message> messages, List<Tool> tools, int maxOutput,
        OptionalDouble temperature, OptionalLong seed) {

    private static final int CHARACTERS_PER_TOKEN = 4;

    /// Copies the lists.
    public Request {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }

    /// The same with another limit on the response.
    public Request withMaxOutput(int tokens) {
        return new Request(system, messages, tools, tokens, temperature, seed);
    }

    /// The same without a temperature.
    public Request withoutTemperature() {
        return new Request(system, messages, tools, maxOutput, OptionalDouble.empty(), seed);
    }

    /// About how many tokens it has, where nobody counted them.
    public long estimatedTokens() {
        long characters = system.length();
        for (Message message : messages) {
            characters += message.characters();
        }
        for (Tool tool : tools) {
            characters += tool.characters();
        }
        return tokens(characters);
    }

    /// About how many tokens a text of so many characters has.
    static long tokens(long characters) {
        return (characters + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
    }
}
