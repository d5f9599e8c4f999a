package dev.autoresearch.proposers.scripted;

import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the model wants done, whatever the tools of the agent are called. Texts may hold `{variables}`.
public sealed interface Action {

    /// Read a file.
    record Read(String path) implements Action {}

    /// Replace a text in a file.
    record Edit(String path, String old, String replacement) implements Action {}

    /// Write a whole file.
    record Write(String path, String content) implements Action {}

    /// Run a shell command.
    record Shell(String command) implements Action {}

    /// Call a tool by its name with these arguments; a name `~REGEX` means the first offered tool that it is found in.
    record Call(String tool, JsonNode arguments) implements Action {}

    /// Change a number in a file: the server reads the file and edits the lines that the pattern is found in.
    ///
    /// @param pattern a regular expression whose first group is the number
    /// @param by      what is added to the number, empty when `to` says the new one
    /// @param to      the new number, empty when `by` says the change
    record Bump(String path, String pattern, String by, String to) implements Action {}

    /// This action with every text changed.
    default Action map(UnaryOperator<String> fill) {
        return switch (this) {
            case Read(String path) -> new Read(fill.apply(path));
            case Edit(String path, String old, String replacement) ->
                new Edit(fill.apply(path), fill.apply(old), fill.apply(replacement));
            case Write(String path, String content) -> new Write(fill.apply(path), fill.apply(content));
            case Shell(String command) -> new Shell(fill.apply(command));
            case Call(String tool, JsonNode arguments) -> new Call(fill.apply(tool), fill(arguments, fill));
            case Bump(String path, String pattern, String by, String to) ->
                new Bump(fill.apply(path), fill.apply(pattern), fill.apply(by), fill.apply(to));
        };
    }

    private static JsonNode fill(JsonNode node, UnaryOperator<String> fill) {
        if (node.isString()) {
            return Json.MAPPER.valueToTree(fill.apply(node.asString()));
        }
        if (node.isObject()) {
            ObjectNode out = Json.object();
            for (Map.Entry<String, JsonNode> entry : node.properties()) {
                out.set(entry.getKey(), fill(entry.getValue(), fill));
            }
            return out;
        }
        if (node.isArray()) {
            return Json.array(node.valueStream().map(inner -> fill(inner, fill)).toArray());
        }
        return node;
    }

    /// Reads `{"act": "edit", "path": …, "old": …, "new": …}` and its like.
    static Action of(JsonNode node) {
        String path = node.path("path").asString("");
        String act = node.path("act").asString("");
        return switch (act) {
            case "read" -> new Read(path);
            case "edit" -> new Edit(path, text(node, "old"), text(node, "new"));
            case "write" -> new Write(path, text(node, "content"));
            case "shell" -> new Shell(text(node, "cmd"));
            case "call" -> new Call(text(node, "tool"), node.has("args") ? node.path("args") : Json.object());
            case "bump" ->
                new Bump(path, text(node, "pattern"), node.path("by").asString(""), node.path("to").asString(""));
            default -> throw new IllegalArgumentException("A script knows no act \"" + act + "\": " + node);
        };
    }

    private static String text(JsonNode node, String name) {
        if (!node.path(name).isString()) {
            throw new IllegalArgumentException("An act lacks its text \"" + name + "\": " + node);
        }
        return node.path(name).asString();
    }
}
