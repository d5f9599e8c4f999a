package dev.autoresearch.proposers.scripted;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The answer to one request of a conversation. A step without actions ends the agent's turn.
///
/// @param actions  the tools to call, all at once
/// @param say      text, before the calls or alone
/// @param think    the reasoning that is shown
/// @param usage    what the answer costs, `null` for what the script says
/// @param optional where no offered tool fits, the next step is taken instead of failing
/// @param delay    before the first byte
/// @param slow     after each streamed event
/// @param fault    how the answer goes wrong, `null` when it does not
/// @param times    how often it goes wrong before it is right
public record Step(List<Action> actions, String say, String think, @Nullable Tokens usage, boolean optional,
        Duration delay, Duration slow, @Nullable Fault fault, int times) {

    public Step {
        actions = List.copyOf(actions);
    }

    /// A step that calls tools.
    public static Step act(Action... actions) {
        return new Step(List.of(actions), "", "", null, false, Duration.ZERO, Duration.ZERO, null, 0);
    }

    /// A step that only says something, which ends the turn.
    public static Step say(String text) {
        return new Step(List.of(), text, "", null, false, Duration.ZERO, Duration.ZERO, null, 0);
    }

    /// The same step that says this first.
    public Step saying(String text) {
        return new Step(actions, text, think, usage, optional, delay, slow, fault, times);
    }

    /// The same step with shown reasoning.
    public Step thinking(String text) {
        return new Step(actions, say, text, usage, optional, delay, slow, fault, times);
    }

    /// The same step at this price.
    public Step costing(Tokens tokens) {
        return new Step(actions, say, think, tokens, optional, delay, slow, fault, times);
    }

    /// The same step, left out where no offered tool fits.
    public Step ifOffered() {
        return new Step(actions, say, think, usage, true, delay, slow, fault, times);
    }

    /// The same step, later.
    ///
    /// @param first before the first byte
    /// @param each  after each streamed event
    public Step delayed(Duration first, Duration each) {
        return new Step(actions, say, think, usage, optional, first, each, fault, times);
    }

    /// The same step that always goes wrong.
    public Step failing(Fault how) {
        return failing(how, Integer.MAX_VALUE);
    }

    /// The same step that goes wrong so many times, over all conversations, before it is right.
    public Step failing(Fault how, int often) {
        return new Step(actions, say, think, usage, optional, delay, slow, how, often);
    }

    static Step of(JsonNode node, Tokens scriptUsage) {
        JsonNode act = node.path("do");
        List<Action> actions = act.isArray()
                ? act.valueStream().map(Action::of).toList()
                : act.isObject() ? List.of(Action.of(act)) : List.of();
        JsonNode say = node.path("say");
        JsonNode fault = node.path("fault");
        return new Step(actions, say.isContainer() ? say.toString() : say.asString(""),
                node.path("think").asString(""),
                node.has("usage") ? Tokens.read(node.path("usage"), scriptUsage) : null,
                node.path("optional").asBoolean(false), Script.seconds(node.path("delay")),
                Script.seconds(node.path("slow")), fault.isObject() ? Fault.of(fault) : null,
                fault.path("times").asInt(Integer.MAX_VALUE));
    }
}
