package dev.autoresearch.setup.kind;

import dev.autoresearch.setup.ProjectTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A script that measures something, by its name: `bench.py`, `scripts/eval.sh`.
///
/// @param path    relative to the project
/// @param text    its content
/// @param command how it is run
/// @param needs   the program that runs it
/// @param printed the metrics that it, or what it starts, prints
record Script(String path, String text, String command, List<String> needs, List<Printed> printed) {
    private static final Map<String, String> INTERPRETERS = Map.ofEntries(Map.entry("sh", "sh"),
            Map.entry("bash", "bash"), Map.entry("js", "node"), Map.entry("mjs", "node"), Map.entry("cjs", "node"),
            Map.entry("rb", "ruby"), Map.entry("pl", "perl"), Map.entry("php", "php"), Map.entry("lua", "lua"),
            Map.entry("r", "Rscript"), Map.entry("jl", "julia"), Map.entry("py", "python3"));

    /// The scripts with one of these extensions that measure, those at the top first.
    static List<Script> measuring(ProjectTree tree, Set<String> extensions) {
        return Sources.harnesses(tree).stream().filter(file -> extensions.contains(Texts.extension(file)))
                .sorted((a, b) -> Long.compare(depth(a), depth(b)))
                .flatMap(file -> tree.text(file).map(text -> of(tree, file, text)).stream()).toList();
    }

    /// A script of this path.
    static Script of(ProjectTree tree, String path, String text) {
        List<String> runner = Python.is(path) ? Python.runner(tree, text) : List.of(interpreter(path, text));
        return new Script(path, text, String.join(" ", runner) + " " + Texts.quoted(path),
                runner.getFirst().startsWith(".") ? List.of() : List.of(runner.getFirst()),
                printed(tree, path, text));
    }

    /// Whether a path is something that a known program runs.
    static boolean runnable(String path) {
        return INTERPRETERS.containsKey(Texts.extension(path));
    }

    private static List<Printed> printed(ProjectTree tree, String path, String text) {
        Map<String, Printed> all = new LinkedHashMap<>();
        Printed.in(path, text).forEach(metric -> all.put(metric.name(), metric));
        if (all.isEmpty()) {
            var others = new ArrayList<>(tree.files());
            others.remove(path);
            others.removeIf(file -> Sources.foreign(file) || Code.language(file).isEmpty());
            for (String started : Mentions.in(text, others)) {
                tree.text(started).stream().flatMap(body -> Printed.in(started, body).stream())
                        .forEach(metric -> all.putIfAbsent(metric.name(), metric));
            }
        }
        return List.copyOf(all.values());
    }

    private static String interpreter(String path, String text) {
        if (text.startsWith("#!") && text.lines().findFirst().orElse("").contains("bash")) {
            return "bash";
        }
        return INTERPRETERS.getOrDefault(Texts.extension(path), "sh");
    }

    private static long depth(String path) {
        return path.chars().filter(c -> c == '/').count();
    }
}
