package dev.autoresearch.proposers.scripted;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What the model says in one conversation, step by step.
///
/// As JSON, in `src/test/resources/scripted/NAME.json`:
///
///     {"vars":  {"path": "target.txt"},
///      "usage": {"input": 1000, "cached": 200, "cache_write": 0, "output": 50, "reasoning": 5},
///      "steps": [
///        {"do": {"act": "read",  "path": "{cwd}/{path}"}},
///        {"do": [{"act": "edit", "path": "{cwd}/{path}", "old": "41", "new": "42"},
///                {"act": "write", "path": "P", "content": "C"}], "say": "first this", "think": "why"},
///        {"do": {"act": "bump", "path": "{cwd}/{path}", "pattern": "value = (\\d+)", "by": "{n}"}},
///        {"do": {"act": "shell", "cmd": "make"}, "optional": true, "delay": 0.5, "slow": 0.1},
///        {"do": {"act": "call", "tool": "~status", "args": {"run": "1"}}, "usage": {"output": 7}},
///        {"fault": {"status": 429, "retry_after": 1, "times": 2}, "say": "Done."}],
///      "tools_required": true, "marked": true, "again": false}
///
/// Faults: `status` (with `retry_after`, `message`), `hang` (seconds), `cut` (events; with `hang` it stalls first),
/// `malformed`, `refusal` (a text), `length`; each with `times`, without it for ever.
///
/// Variables: the script's, those of a directive over them, `{cwd}` (the agent's working directory, read out of its
/// own words where nobody says it) and `{n}`: this is the n-th conversation of the script, from 1.
///
/// @param toolsRequired a request that offers no tools is a side call, such as one for a title, and takes no step
/// @param marked        texts that end a turn end in a mark by which the step is found again when the talk goes on;
///                      without it the turns of the model are counted
/// @param again         after the last step, a new message of the user begins at the first
public record Script(String name, Map<String, String> vars, Tokens usage, List<Step> steps, boolean toolsRequired,
        boolean marked, boolean again) {

    public Script {
        vars = Map.copyOf(vars);
        steps = List.copyOf(steps);
    }

    /// A script in code.
    public static Script of(String name, Step... steps) {
        return new Script(name, Map.of(), Tokens.DEFAULT, List.of(steps), true, true, false);
    }

    /// A script of the project by its name.
    ///
    /// @throws IllegalArgumentException when there is none of that name
    public static Script resource(String name) {
        try (InputStream in = Script.class.getResourceAsStream("/scripted/" + name + ".json")) {
            if (in == null) {
                throw new IllegalArgumentException("There is no script \"" + name + "\".");
            }
            return read(name, Json.MAPPER.readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A script given as JSON.
    public static Script parse(String name, String json) {
        return read(name, Json.MAPPER.readTree(json));
    }

    private static Script read(String name, JsonNode node) {
        var vars = new HashMap<String, String>();
        node.path("vars").properties().forEach(var -> vars.put(var.getKey(), var.getValue().asString()));
        Tokens usage = Tokens.read(node.path("usage"), Tokens.DEFAULT);
        var steps = new ArrayList<Step>();
        node.path("steps").forEach(step -> steps.add(Step.of(step, usage)));
        return new Script(name, vars, usage, steps, node.path("tools_required").asBoolean(true),
                node.path("marked").asBoolean(true), node.path("again").asBoolean(false));
    }

    /// The same script with one more variable, or another value of one.
    public Script var(String key, String value) {
        var more = new HashMap<>(vars);
        more.put(key, value);
        return new Script(name, more, usage, steps, toolsRequired, marked, again);
    }

    /// The same script at this price an answer.
    public Script costing(Tokens tokens) {
        return new Script(name, vars, tokens, steps, toolsRequired, marked, again);
    }

    /// The same script for requests that offer no tools: every one of them takes a step.
    public Script withoutTools() {
        return new Script(name, vars, usage, steps, false, marked, again);
    }

    /// The same script whose texts are said word by word, without a mark.
    public Script unmarked() {
        return new Script(name, vars, usage, steps, toolsRequired, false, again);
    }

    /// The same script that begins anew with each message of the user after its end.
    public Script repeating() {
        return new Script(name, vars, usage, steps, toolsRequired, marked, true);
    }

    /// The step of this number from 1; past the end the model has nothing left to do.
    Step step(int number) {
        return number <= steps.size() ? steps.get(number - 1) : Step.say("(nothing left to do)");
    }

    static Duration seconds(JsonNode node) {
        return Duration.ofMillis(Math.round(node.asDouble(0) * 1000));
    }
}
