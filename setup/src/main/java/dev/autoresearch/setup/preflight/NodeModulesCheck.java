package dev.autoresearch.setup.preflight;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Whether a command needs `node_modules` without naming it.
final class NodeModulesCheck implements Check {
    private static final Set<String> RUNNERS = Set.of("npm", "pnpm", "yarn", "bun");
    private static final Set<String> SHORT = Set.of("test", "start");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public List<Finding> look(Ground ground) {
        String prepare = ground.configuration().run().prepare();
        if (!ground.pristine() || Lent.fetches(prepare)) {
            return List.of();
        }
        var findings = new LinkedHashSet<Finding>();
        ground.ours().filter(line -> line.use() != Line.Use.READ).forEach(line -> line.calls().stream()
                .filter(call -> call.placed() && call.certain() && call.first())
                .flatMap(call -> needs(ground, call).map(why -> finding(ground, line, call, why)).stream())
                .forEach(findings::add));
        return findings.stream().limit(1).toList();
    }

    private static Finding finding(Ground ground, Line line, Call call, String why) {
        String modules = beside(call, "node_modules");
        return Finding.problem(Topic.DATA, line.key() + " needs " + why + " from " + modules
                + ", which git does not have: runs happen in a fresh checkout, and it will not be there.",
                Lent.remedy(ground, modules));
    }

    /// The package that a call needs, if it needs one for sure.
    private static Optional<String> needs(Ground ground, Call call) {
        String modules = beside(call, "node_modules");
        if (!ground.exists(modules) || ground.committed(modules) || ground.lent(modules)) {
            return Optional.empty();
        }
        JsonNode manifest = manifest(ground, beside(call, "package.json"));
        if (RUNNERS.contains(call.name())) {
            return script(call).map(name -> manifest.path("scripts").path(name).asString("")).stream()
                    .flatMap(body -> Calls.of(body, call.folder()).stream())
                    .flatMap(inner -> binary(ground, modules, inner.program())
                            .or(() -> imported(ground, manifest, inner))
                            .stream())
                    .findFirst();
        }
        return call.name().equals("npx")
                ? call.verb().flatMap(name -> binary(ground, modules, name))
                : imported(ground, manifest, call);
    }

    private static Optional<String> script(Call call) {
        List<String> words = call.literals().stream().filter(word -> !word.startsWith("-")).toList();
        if (words.size() > 1 && (words.getFirst().equals("run") || words.getFirst().equals("run-script"))) {
            return Optional.of(words.get(1));
        }
        return words.stream().limit(1).filter(SHORT::contains).findFirst();
    }

    private static Optional<String> binary(Ground ground, String modules, String program) {
        return program.contains("/") || !ground.exists(modules + "/.bin/" + program)
                ? Optional.empty()
                : Optional.of(program);
    }

    /// A dependency that the script a call executes imports.
    private static Optional<String> imported(Ground ground, JsonNode manifest, Call call) {
        String text = call.name().equals("node")
                ? Scripts.executed(call).flatMap(ground.tree()::text).orElse("")
                : "";
        return text.isEmpty()
                ? Optional.empty()
                : Stream.of("dependencies", "devDependencies")
                        .flatMap(kind -> manifest.path(kind).propertyNames().stream())
                        .filter(name -> text.contains("'" + name + "'") || text.contains('"' + name + '"')).findFirst();
    }

    private static JsonNode manifest(Ground ground, String path) {
        try {
            return JSON.readTree(ground.tree().text(path).orElse("{}"));
        } catch (JacksonException broken) {
            return JSON.createObjectNode();
        }
    }

    private static String beside(Call call, String name) {
        return call.folder().equals(".") ? name : call.folder() + "/" + name;
    }
}
