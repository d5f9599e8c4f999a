package dev.autoresearch.proposers.llm;

import dev.autoresearch.config.ModelChoice;
import dev.autoresearch.proposers.llm.model.Message;
import dev.autoresearch.proposers.llm.model.Model;
import dev.autoresearch.proposers.llm.model.Request;
import dev.autoresearch.proposers.llm.model.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// The conversation with one model about one experiment, over all its attempts. For one thread.
///
/// @param experiment its number
/// @param messages   grows
record Talk(int experiment, Model model, ModelChoice choice, Till till, String system, List<Message> messages) {

    Talk(int experiment, Model model, ModelChoice choice, Till till, String system) {
        this(experiment, model, choice, till, system, new ArrayList<>());
    }

    /// What is asked next.
    Request request(List<Tool> tools, long seed) {
        return new Request(system, messages, tools, choice.maxOutput(), choice.temperature(), OptionalLong.of(seed));
    }

    /// Adds a message.
    void add(Message message) {
        messages.add(message);
    }
}
