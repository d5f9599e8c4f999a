package dev.autoresearch.setup.kind;

import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.setup.ProjectTree;
import dev.autoresearch.setup.explore.Kind;
import dev.autoresearch.setup.explore.Offer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// JavaScript and TypeScript with a `package.json`: benchmark scripts, the size of the bundle, the time of the tests.
final class Node implements Kind {
    private static final Pattern BENCH = Pattern.compile("(?i)(.*[:_-])?(bench(mark)?s?|perf|eval|measure)([:_-].*)?");
    private static final Pattern RUN = Pattern
            .compile("\\b(?:node|tsx|ts-node|bun|deno run)(?: +-\\S+)* +(?:\\./)?([\\w./-]+\\.[a-z]+)");
    private static final Pattern FOLDER = Pattern
            .compile("--(?:outdir|out-dir|outDir|output-path|dist-dir)[ =](\\S+)"
                    + "|(?:-o|--outfile|--out|--file)[ =](\\S+)");
    private static final Pattern OUT_DIR = Pattern
            .compile("(?:outDir|outdir|distDir|path)[\"']?\\s*[:=]\\s*[\"']\\.?/?([\\w./-]+)[\"']");
    private static final Pattern BUNDLER = Pattern.compile("(?:vite|webpack|rollup|esbuild|next|rspack|parcel|tsup)"
            + "\\.config\\.[a-z]+|\\.browserslistrc|\\.babelrc|babel\\.config\\.[a-z]+");
    private static final List<String> SIZE_HINTS = List.of(
            "Import only what is used, from the narrowest path.",
            "Let the bundler drop dead code: ES modules, `sideEffects`, a production mode, a recent target.",
            "Replace what a large dependency does for one call by a few lines.",
            "Shorten or share repeated strings, tables and templates.");
    private static final List<String> SPEED_HINTS = List.of(
            "Avoid allocation in hot loops: reuse buffers, typed arrays instead of objects.",
            "Keep objects of one shape and functions with one kind of argument.",
            "Replace regular expressions and array chains on hot paths by plain loops.",
            "Cache what is computed again with the same input.");

    @Override
    public String name() {
        return "node";
    }

    @Override
    public List<Offer> offers(ProjectTree tree) {
        Optional<PackageJson> found = tree.text(PackageJson.FILE).flatMap(PackageJson::read);
        if (found.isEmpty()) {
            return List.of();
        }
        PackageJson json = found.get();
        var offers = new ArrayList<Offer>();
        Set<String> covered = new LinkedHashSet<>();
        json.scripts().forEach((script, body) -> {
            if (BENCH.matcher(script).matches()) {
                offers.addAll(bench(tree, json, script, body, covered));
            }
        });
        for (Script script : Script.measuring(tree, Set.of("js", "mjs", "cjs"))) {
            if (!covered.contains(script.path())) {
                offers.addAll(measuring(tree, json, script.command(), script.path(),
                        Evidence.suggests(script.path() + " by its name"), List.of(script.path()), script.text(),
                        script.printed()));
            }
        }
        offers.addAll(size(tree, json));
        offers.addAll(tests(tree, json));
        return offers;
    }

    private List<Offer> bench(ProjectTree tree, PackageJson json, String script, String body, Set<String> covered) {
        List<String> started = Mentions.in(body, tree.files().stream().filter(Script::runnable).toList());
        covered.addAll(started);
        var text = new StringBuilder(body);
        var printed = new ArrayList<Printed>();
        for (String file : started) {
            String content = tree.text(file).orElse("");
            text.append('\n').append(content);
            printed.addAll(Script.of(tree, file, content).printed());
        }
        return measuring(tree, json, runner(tree) + " " + script, "script " + script,
                Evidence.stands(PackageJson.FILE + ": scripts." + script), started, text.toString(), printed);
    }

    private List<Offer> measuring(ProjectTree tree, PackageJson json, String command, String place, Evidence why,
            List<String> harness, String text, List<Printed> printed) {
        List<String> own = new ArrayList<>(own(tree, json));
        own.removeAll(harness);
        List<String> named = Mentions.in(text, own);
        List<String> modify = Sources.globs(named.isEmpty() ? own : named);
        return new Measuring(name(), place, printed, text).offers(draft -> usual(draft, tree, json)
                .modify(modify, Evidence.suggests(named.isEmpty() ? "the project's code" : "what " + place + " uses"))
                .protect(Sources.protect(tree, modify, harness), Evidence.suggests("what measures and tests"))
                .broad(named.isEmpty() && own.size() > Sources.SINGLE).command(command, why)
                .guard(guard(tree, json), Evidence.stands(PackageJson.FILE + ": scripts.test"))
                .needs(command.split(" ", 2)[0]).hints(SPEED_HINTS));
    }

    private List<Offer> size(ProjectTree tree, PackageJson json) {
        Optional<String> build = Optional.ofNullable(json.scripts().get("build"));
        List<String> own = own(tree, json);
        if (build.isEmpty() || own.isEmpty()) {
            return List.of();
        }
        String body = build.get();
        List<String> started = started(body);
        String configuration = configuration(tree, started);
        String out = folder(body, configuration);
        List<String> entries = json.entries().stream().filter(own::contains).filter(f -> !started.contains(f)).toList();
        List<String> code = !entries.isEmpty() && Texts.folder(entries.getFirst()).isEmpty()
                ? own.stream().filter(file -> !started.contains(file) && Texts.folder(file).isEmpty()).toList()
                : own.stream().filter(file -> file.startsWith("src/") || file.startsWith("app/")).toList();
        List<String> modify = Sources.globs(Stream.concat(
                (code.isEmpty() ? own.stream().filter(f -> !started.contains(f)).toList() : code).stream()
                        .filter(file -> !BUNDLER.matcher(Texts.name(file)).matches()),
                tree.files().stream().filter(file -> BUNDLER.matcher(file).matches())).distinct().sorted().toList());
        return usual(new OfferDraft(name(), "size of the bundle", 70), tree, json)
                .goal("Make the bundle smaller without changing what it does",
                        Evidence.suggests("a project with a build script"))
                .modify(modify, Evidence.suggests("what goes into the bundle, and how it is bundled"))
                .protect(Sources.protect(tree, modify, started), Evidence.suggests("the build and the tests"))
                .command(runner(tree) + " build", Evidence.stands(PackageJson.FILE + ": scripts.build"))
                .purge(List.of(out), Evidence.suggests("where the build writes"))
                .metric("bundle_kb", Direction.LOWER, new Extractor.FileSize(out),
                        Evidence.suggests("the size of " + out + ", where the build writes"))
                .guard(guard(tree, json), Evidence.stands(PackageJson.FILE + ": scripts.test"))
                .needs(runner(tree).split(" ", 2)[0]).hints(SIZE_HINTS).offers();
    }

    private List<Offer> tests(ProjectTree tree, PackageJson json) {
        String test = guard(tree, json);
        List<String> modify = Sources.globs(own(tree, json));
        if (test.isEmpty()) {
            return List.of();
        }
        return usual(new OfferDraft(name(), "time of the tests", 40), tree, json)
                .goal("Make the tests run faster by making the code faster", Evidence.suggests("scripts.test"))
                .modify(modify, Evidence.suggests("the code under test"))
                .protect(Sources.protect(tree, modify, List.of()), Evidence.suggests("the tests"))
                .command(test, Evidence.stands(PackageJson.FILE + ": scripts.test"))
                .metric("test_seconds", Direction.LOWER, new Extractor.WallTime(),
                        Evidence.suggests("the run's own wall time"))
                .needs(test.split(" ", 2)[0]).hints(SPEED_HINTS).offers();
    }

    /// The project's code without what its scripts start to build and check it.
    private static List<String> own(ProjectTree tree, PackageJson json) {
        List<String> code = Sources.own(tree, Code.JAVASCRIPT).stream().filter(file -> !file.endsWith(".d.ts")
                && !BUNDLER.matcher(Texts.name(file)).matches()).toList();
        List<String> tools = started(String.join("\n", json.scripts().values()));
        return code.stream().filter(file -> json.entries().contains(file) || !tools.contains(file)).toList();
    }

    /// The files that these scripts give to Node to run.
    private static List<String> started(String scripts) {
        return RUN.matcher(scripts).results().map(found -> found.group(1)).distinct().toList();
    }

    /// Node modules: those of the checkout where they are installed, else installed once in each worktree.
    private static OfferDraft usual(OfferDraft draft, ProjectTree tree, PackageJson json) {
        draft.read(Stream.of("README.md", PackageJson.FILE).filter(tree::has).toList(),
                Evidence.suggests("what the project is"));
        if (!json.dependencies()) {
            return draft;
        }
        List<String> installed = Disk.ignored(tree, "node_modules");
        if (!installed.isEmpty()) {
            return draft.share(installed, Evidence.suggests("node_modules lies in the checkout"));
        }
        return draft.prepare(install(tree), Evidence.suggests("dependencies that are not installed here"))
                .keep(List.of("node_modules"), Evidence.suggests("what is installed once"));
    }

    private static String guard(ProjectTree tree, PackageJson json) {
        String test = json.scripts().getOrDefault("test", "");
        return test.isEmpty() || test.contains("no test specified") ? "" : runner(tree) + " test";
    }

    private static String runner(ProjectTree tree) {
        if (tree.has("pnpm-lock.yaml")) {
            return "pnpm run --silent";
        }
        if (tree.has("yarn.lock")) {
            return "yarn run --silent";
        }
        return tree.has("bun.lock") || tree.has("bun.lockb") ? "bun run --silent" : "npm run --silent";
    }

    private static String install(ProjectTree tree) {
        String runner = runner(tree).split(" ", 2)[0];
        return runner.equals("npm")
                ? tree.has("package-lock.json") ? "npm ci" : "npm install"
                : runner + " install --frozen-lockfile";
    }

    private static String configuration(ProjectTree tree, List<String> started) {
        return Stream.concat(started.stream(), tree.files().stream()
                .filter(file -> BUNDLER.matcher(file).matches() || file.equals("tsconfig.json")))
                .map(file -> tree.text(file).orElse("")).reduce("", (a, b) -> a + "\n" + b);
    }

    private static String folder(String build, String configuration) {
        Matcher said = FOLDER.matcher(build);
        if (said.find()) {
            String folder = said.group(1) != null ? said.group(1) : Texts.folder(said.group(2));
            if (!folder.isEmpty()) {
                return relative(folder);
            }
        }
        Matcher set = OUT_DIR.matcher(configuration);
        if (set.find() && !set.group(1).contains("..")) {
            return relative(set.group(1));
        }
        return build.contains("react-scripts") ? "build" : build.contains("next build") ? ".next" : "dist";
    }

    private static String relative(String folder) {
        return folder.replaceAll("^\\./|/$|['\"]", "");
    }
}
