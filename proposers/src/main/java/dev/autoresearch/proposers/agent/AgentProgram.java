package dev.autoresearch.proposers.agent;

import dev.autoresearch.proposers.agent.AgentStream.Dialect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A coding-agent program, described: how it is started without anybody watching, what it may write, how its output is
/// read. Descriptions are data, one file a program in `agents/`; `docs/proposers.md` says what their keys mean.
///
/// Arguments stand in groups; `{model}`, `{turns}`, `{dollars}`, `{seconds}`, `{session}`, `{desk}`, `{work}` and
/// `{files}` are filled in, and a group of which something is not known is left out. `{modify}`, `{protect}` and `{hidden}` stand for
/// the globs of the scope, one argument each, and `{protectPattern}`, `{hiddenPattern}` for them as regular expressions.
///
/// @param name                 as the user names it
/// @param title                as people call it
/// @param program              looked up on `PATH`, unless it is a path
/// @param notes                what was found out about it the hard way
/// @param arguments            always
/// @param confined             in our sandbox, where its own leash is only in the way
/// @param guarded              without our sandbox: its own permissions
/// @param last                 behind everything else
/// @param prompt               how the prompt gets in
/// @param environment          variables to set; a value that is no string is written as JSON
/// @param confinedEnvironment  the same in our sandbox
/// @param guardedEnvironment   the same without
/// @param without              variables taken away
/// @param keys                 variables with keys that it may need
/// @param writable             the user's files that it must be able to write: its sign-in and its memory
/// @param signedIn             any of these, or one of the keys, says that the user is signed in
/// @param files                made for it in the folder `{files}`
/// @param stream               the language of its output
/// @param meter                where it writes down what each model call used, if that is not in its output; else null
record AgentProgram(String name, String title, String program, List<String> notes, List<List<String>> arguments,
        List<List<String>> confined, List<List<String>> guarded, List<List<String>> last, Prompt prompt,
        Map<String, JsonNode> environment, Map<String, JsonNode> confinedEnvironment,
        Map<String, JsonNode> guardedEnvironment, List<String> without, List<String> keys, List<HomeFile> writable,
        List<Sign> signedIn, List<OwnFile> files, Dialect stream, @Nullable Meter meter) {

    /// How a prompt gets into a program.
    enum Prompt {
        /// On standard input, which is closed behind it.
        STDIN,
        /// As the last argument, with nothing on standard input.
        ARGUMENT
    }

    /// A file that is there when the user is signed in.
    ///
    /// @param mentions a text that must stand in it; empty for any
    record Sign(HomeFile file, String mentions) {}

    /// A file made for the program.
    ///
    /// @param name  within its own folder
    /// @param needs a variable without which the file is an empty object; empty for none
    /// @param json  what is in it; missing when it is text
    /// @param lines what is in it otherwise
    record OwnFile(String name, String needs, JsonNode json, List<String> lines) {}

    /// The file in which a program writes down what it uses.
    ///
    /// @param folder somewhere below it
    /// @param ends   how its name ends; `{session}` and `{session8}`, its first 8 characters, are filled in
    record Meter(HomeFile folder, String ends, Dialect stream) {}

    /// Copies the lists.
    AgentProgram {
        notes = List.copyOf(notes);
        arguments = List.copyOf(arguments);
        confined = List.copyOf(confined);
        guarded = List.copyOf(guarded);
        last = List.copyOf(last);
        environment = Map.copyOf(environment);
        confinedEnvironment = Map.copyOf(confinedEnvironment);
        guardedEnvironment = Map.copyOf(guardedEnvironment);
        without = List.copyOf(without);
        keys = List.copyOf(keys);
        writable = List.copyOf(writable);
        signedIn = List.copyOf(signedIn);
        files = List.copyOf(files);
    }

    /// A program out of its description.
    static AgentProgram of(JsonNode node) {
        JsonNode meter = node.path("meter");
        return new AgentProgram(Json.text(node, "name"), Json.text(node, "title"), Json.text(node, "program"),
                strings(node.path("notes")), groups(node, "arguments"), groups(node, "confined"),
                groups(node, "guarded"), groups(node, "last"),
                Prompt.valueOf(Json.text(node, "prompt").toUpperCase(Locale.ROOT)), map(node, "environment"),
                map(node, "confinedEnvironment"), map(node, "guardedEnvironment"), strings(node.path("without")),
                strings(node.path("keys")), strings(node.path("writable")).stream().map(HomeFile::of).toList(),
                signs(node), files(node), dialect(node),
                meter.isObject()
                        ? new Meter(HomeFile.of(Json.text(meter, "folder")), Json.text(meter, "ends"), dialect(meter))
                        : null);
    }

    /// Any command line: it gets the prompt on standard input and prints its answer.
    static AgentProgram custom() {
        return new AgentProgram("agent", "agent", "", List.of(), List.of(), List.of(), List.of(), List.of(),
                Prompt.STDIN, Map.of(), Map.of(), Map.of(), List.of(), List.of(), List.of(HomeFile.of("~/")),
                List.of(), List.of(), Dialect.PLAIN, null);
    }

    /// The same program, somewhere else.
    AgentProgram at(String path) {
        return new AgentProgram(name, title, path, notes, arguments, confined, guarded, last, prompt, environment,
                confinedEnvironment, guardedEnvironment, without, keys, writable, signedIn, files, stream, meter);
    }

    /// Whether it can be told to go on in an earlier conversation.
    boolean continues() {
        return arguments.stream().anyMatch(group -> group.contains("{session}"))
                || last.stream().anyMatch(group -> group.contains("{session}"));
    }

    private static Dialect dialect(JsonNode node) {
        return Dialect.valueOf(Json.text(node, "stream").toUpperCase(Locale.ROOT));
    }

    private static List<Sign> signs(JsonNode node) {
        var signs = new ArrayList<Sign>();
        node.path("signedIn").forEach(sign -> signs
                .add(new Sign(HomeFile.of(Json.text(sign, "file")), Json.text(sign, "mentions"))));
        return signs;
    }

    private static List<OwnFile> files(JsonNode node) {
        var files = new ArrayList<OwnFile>();
        node.path("files").forEach(file -> files.add(new OwnFile(Json.text(file, "name"), Json.text(file, "needs"),
                file.path("json"), strings(file.path("lines")))));
        return files;
    }

    private static List<List<String>> groups(JsonNode node, String name) {
        var groups = new ArrayList<List<String>>();
        node.path(name).forEach(group -> groups.add(strings(group)));
        return groups;
    }

    private static List<String> strings(JsonNode node) {
        var strings = new ArrayList<String>();
        node.forEach(each -> strings.add(each.asString()));
        return List.copyOf(strings);
    }

    private static Map<String, JsonNode> map(JsonNode node, String name) {
        var map = new LinkedHashMap<String, JsonNode>();
        node.path(name).properties().forEach(entry -> map.put(entry.getKey(), entry.getValue()));
        return map;
    }
}
