package dev.autoresearch.proposers.llm;

// The loop between a model and its tools. What it may cost, how long it may wait and what a tool may touch are decided
// elsewhere; here it is only bounded in turns and kept from going in circles.

import dev.autoresearch.exec.Stop;
import dev.autoresearch.proposer.Support;
import dev.autoresearch.proposers.llm.model.Answer;
import dev.autoresearch.proposers.llm.model.Message;
import dev.autoresearch.proposers.llm.model.Tool;
import dev.autoresearch.proposers.llm.model.ToolCall;
import dev.autoresearch.proposers.llm.tool.Outcome;
import dev.autoresearch.proposers.llm.tool.Toolbox;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/// Carries one attempt on until the model finishes or cannot go on. For one thread, for one attempt.
final class Agent {

    /// So often the very same call is done before the model is told that it goes in circles.
    private static final int TOLD = 3;

    /// So often before it is ended.
    private static final int CIRCLES = 5;

    private static final int REMINDED = 2;

    private final Talk talk;
    private final Toolbox toolbox;
    private final Patience patience;
    private final Support support;
    private final Stop stop;
    private final Transcript transcript;
    private final boolean priced;

    private final Map<String, Integer> calls = new HashMap<>();
    private boolean changed;
    private String lastText = "";

    Agent(Talk talk, Toolbox toolbox, Patience patience, Support support, Stop stop, Transcript transcript,
            boolean priced) {
        this.talk = talk;
        this.toolbox = toolbox;
        this.patience = patience;
        this.support = support;
        this.stop = stop;
        this.transcript = transcript;
        this.priced = priced;
    }

    /// How an attempt ended.
    sealed interface End {

        /// What happened, for the transcript.
        default String what() {
            return switch (this) {
                case Finished _ -> "finished";
                case Said _ -> "ended with a text";
                case Limited(String why) -> why;
                case Failed(String why) -> why;
            };
        }

        /// The model called `finish`.
        ///
        /// @param result the arguments, a JSON object
        record Finished(JsonNode result) implements End {}

        /// The model ended with a text.
        record Said(String text) implements End {}

        /// A limit ended it.
        record Limited(String why) implements End {}

        /// The model or its service failed.
        record Failed(String why) implements End {}
    }

    /// Whether the desk was changed.
    boolean changed() {
        return changed;
    }

    /// The last text of the model, also beside tool calls.
    String lastText() {
        return lastText;
    }

    /// Goes on until the end.
    ///
    /// @param turns most responses
    End run(int turns, long seed) {
        List<Tool> tools = new ArrayList<>(toolbox.specs());
        tools.add(Finish.SPEC);
        String name = talk.model().name();
        for (int turn = 1; turn <= turns; turn++) {
            support.doing(name + ": response " + turn + " of at most " + turns);
            Patience.End asked = patience.ask(name, () -> once(tools, seed));
            if (stop.requested()) {
                return new End.Failed("stopped");
            }
            if (asked.answer() instanceof Answer.Ok ok) {
                talk.add(ok.said());
                lastText = ok.text().isBlank() ? lastText : ok.text();
                Optional<End> end = answered(ok, turns - turn);
                if (end.isPresent()) {
                    return end.get();
                }
            } else {
                return ended(asked);
            }
        }
        return new End.Limited("it did not finish within " + turns + " responses");
    }

    private Answer once(List<Tool> tools, long seed) {
        Answer answer = talk.till().pay(support.purse(), talk.request(tools, seed),
                request -> talk.model().respond(request, patience.timeLeft(), stop));
        transcript.answer(answer,
                priced ? OptionalDouble.of(talk.till().cost(answer.usage())) : OptionalDouble.empty());
        return answer;
    }

    private End ended(Patience.End asked) {
        String variable = talk.choice().key();
        return switch (asked.answer()) {
            case Answer.Unaffordable(String what) -> new End.Limited(what);
            case Answer.Unauthorized(String what) -> new End.Failed(variable.isEmpty()
                    ? what
                    : what + ". Its key is taken from the environment variable " + variable);
            case Answer.BadRequest(String what) ->
                new End.Failed(what + ". Look at the name and the settings of the model");
            default -> new End.Failed(asked.what());
        };
    }

    /// What an answer leads to; empty to go on.
    private Optional<End> answered(Answer.Ok ok, int left) {
        if (ok.calls().isEmpty()) {
            if (ok.whole()) {
                return Optional.of(new End.Said(ok.text()));
            }
            say("Your answer was cut at the limit of its length. Go on in smaller steps: one tool call at a time.");
            return Optional.empty();
        }
        // Every call gets its result, also behind one that ends the attempt: the conversation may go on.
        var ends = new ArrayList<End>();
        for (ToolCall call : ok.calls()) {
            if (stop.requested()) {
                return Optional.of(new End.Failed("stopped"));
            }
            if (call.name().equals(Finish.NAME)) {
                Finish.Result result = Finish.read(call.arguments());
                result(call, result.told(), !result.accepted());
                if (result.accepted()) {
                    ends.add(new End.Finished(result.node()));
                }
            } else {
                int times = done(call, left);
                if (times >= CIRCLES) {
                    ends.add(new End.Limited("it called " + call.name() + " with the same arguments " + times
                            + " times without changing anything in between"));
                }
            }
        }
        return ends.stream().findFirst();
    }

    /// Does a call.
    ///
    /// @return how often this very call was done since the desk was last changed
    private int done(ToolCall call, int left) {
        support.doing(talk.model().name() + " " + toolbox.doing(call));
        Outcome outcome = toolbox.call(call);
        if (outcome.changed()) {
            changed = true;
            calls.clear();
        }
        int times = outcome.changed() ? 0 : calls.merge(call.name() + " " + call.arguments(), 1, Integer::sum);
        String text = outcome.text();
        if (times == TOLD) {
            text += "\n\nThis very call was done " + times + " times now, and nothing has changed in between. Do "
                    + "something else, or finish.";
        }
        if (left <= REMINDED) {
            text += "\n\n" + (left == 0
                    ? "There are no answers left."
                    : left == 1 ? "This leaves one answer: call finish in it." : left + " answers are left: finish.");
        }
        result(call, text, outcome.failed());
        return times;
    }

    private void say(String text) {
        var message = new Message.User(text);
        talk.add(message);
        transcript.message(message);
    }

    private void result(ToolCall call, String text, boolean failed) {
        var message = new Message.Result(call, text, failed);
        talk.add(message);
        transcript.message(message);
    }
}
