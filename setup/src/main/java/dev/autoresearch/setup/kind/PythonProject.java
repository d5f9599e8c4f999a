package dev.autoresearch.setup.kind;

import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.ReportFormat;
import dev.autoresearch.setup.ProjectTree;
import dev.autoresearch.setup.explore.Kind;
import dev.autoresearch.setup.explore.Offer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Python: pytest-benchmark, benchmark scripts, the time of a program and of the tests.
final class PythonProject implements Kind {
    private static final String REPORT = "pytest-benchmark.json";
    private static final Pattern BENCHMARK = Pattern
            .compile("(?m)^((?:@.*\\n)*)(?:async )?def (test_\\w+)\\([^)]*\\bbenchmark\\b[^)]*\\)");
    // A program that asks, listens or wants arguments cannot be run as it is.
    private static final Pattern NEEDS_MORE = Pattern
            .compile("\\bargparse\\b|sys\\.argv|\\binput\\(|sys\\.stdin|\\bclick\\b|typer|uvicorn|\\.serve|app\\.run");
    private static final List<String> HINTS = List.of(
            "Choose a better algorithm or container first: sets and dicts for membership, deque for queues.",
            "Move work out of inner loops; bind attributes to locals; prefer comprehensions and built-ins in C.",
            "Cache pure functions that are called again with the same arguments.",
            "Avoid building strings and lists piece by piece.");

    @Override
    public String name() {
        return "python";
    }

    @Override
    public List<Offer> offers(ProjectTree tree) {
        List<String> own = Sources.own(tree, Code.PYTHON).stream().filter(
                file -> !file.endsWith("__init__.py") || !tree.text(file).orElse("").isBlank()).toList();
        if (own.isEmpty()) {
            return List.of();
        }
        var offers = new ArrayList<Offer>();
        Sources.tests(tree).stream().filter(Python::is).forEach(file -> offers.addAll(pytest(tree, own, file)));
        Sources.harnesses(tree).stream().filter(Python::is).forEach(file -> offers.addAll(pytest(tree, own, file)));
        boolean trains = !Ml.trainers(tree).isEmpty();
        for (Script script : Script.measuring(tree, Code.PYTHON)) {
            if (!trains && !BENCHMARK.matcher(script.text()).find()) {
                offers.addAll(script(tree, own, script));
            }
        }
        offers.addAll(program(tree, own));
        offers.addAll(tests(tree, own));
        return offers;
    }

    private List<Offer> pytest(ProjectTree tree, List<String> own, String file) {
        String text = tree.text(file).orElse("");
        List<MatchResult> found = BENCHMARK.matcher(text).results().toList();
        if (found.isEmpty()) {
            return List.of();
        }
        String pytest = pytest(tree) + " -q -p no:cacheprovider --benchmark-only --benchmark-json=" + REPORT + " ";
        UnaryOperator<OfferDraft> rest = usual(tree, own, file, text);
        var offers = new ArrayList<Offer>();
        boolean several = found.size() > 1 || found.getFirst().group(1).contains("parametrize");
        if (several) {
            offers.addAll(rest.apply(new OfferDraft(name(), "time of all benchmarks in " + file, 90))
                    .goal("Lower the times of the benchmarks in " + file, Evidence.suggests("pytest-benchmark"))
                    .command(pytest + file, Evidence.suggests(file + " uses the fixture benchmark"))
                    .purge(List.of(REPORT), Evidence.suggests("the report of the run before"))
                    .metric("benchmarks_us", Direction.LOWER,
                            new Extractor.Shell("python3 -c \"import json; print(1e6 * sum(b['stats']['median'] for b "
                                    + "in json.load(open('" + REPORT + "'))['benchmarks']))\""),
                            Evidence.suggests("the sum of the medians"))
                    .offers());
        }
        for (MatchResult one : found) {
            String test = one.group(2);
            if (!one.group(1).contains("parametrize")) {
                offers.addAll(rest.apply(new OfferDraft(name(), "time of " + test, several ? 76 : 90))
                        .goal("Lower the time of " + test, Evidence.suggests("pytest-benchmark"))
                        .command(pytest + file + "::" + test, Evidence.stands(Texts.place(file, text, "def " + test)))
                        .purge(List.of(REPORT), Evidence.suggests("the report of the run before"))
                        .metric(test.replaceFirst("^test_", "") + "_us", Direction.LOWER,
                                new Extractor.Report(ReportFormat.PYTEST_BENCHMARK, REPORT, ""),
                                Evidence.stands(Texts.place(file, text, "def " + test)))
                        .offers());
            }
        }
        return offers;
    }

    private List<Offer> script(ProjectTree tree, List<String> own, Script script) {
        UnaryOperator<OfferDraft> rest = usual(tree, own, script.path(), script.text());
        return new Measuring(name(), script.path(), script.printed(), script.text())
                .offers(draft -> rest.apply(draft.command(path(tree) + script.command(),
                        Evidence.suggests(script.path() + " by its name"))));
    }

    /// The wall time of a program that needs nothing to run.
    private List<Offer> program(ProjectTree tree, List<String> own) {
        return own.stream().filter(file -> Texts.name(file).matches("main\\.py|run\\.py|app\\.py")
                && !file.contains("/")).limit(1).flatMap(file -> {
                    String text = tree.text(file).orElse("");
                    if (NEEDS_MORE.matcher(text).find() || !text.contains("__main__")) {
                        return Stream.of();
                    }
                    return usual(tree, own, "", text)
                            .apply(new OfferDraft(name(), "time that " + file + " takes", 48))
                            .goal("Make " + file + " faster with the same output", Evidence.suggests("the main script"))
                            .modify(Sources.globs(own), Evidence.suggests("the program's code"))
                            .command(path(tree) + String.join(" ", Python.runner(tree, text)) + " " + file,
                                    Evidence.suggests(file + " has a __main__ part and wants no input"))
                            .metric("run_seconds", Direction.LOWER, new Extractor.WallTime(),
                                    Evidence.suggests("the run's own wall time"))
                            .offers().stream();
                }).toList();
    }

    private List<Offer> tests(ProjectTree tree, List<String> own) {
        String command = guard(tree);
        if (command.isEmpty()) {
            return List.of();
        }
        return usual(tree, own, "", "").apply(new OfferDraft(name(), "time of the tests", 38))
                .goal("Make the tests run faster by making the code faster", Evidence.suggests("the tests"))
                .command(command, Evidence.suggests("the tests"))
                .metric("test_seconds", Direction.LOWER, new Extractor.WallTime(),
                        Evidence.suggests("the run's own wall time"))
                .offers();
    }

    private static UnaryOperator<OfferDraft> usual(ProjectTree tree, List<String> own, String harness, String text) {
        List<String> code = own.stream().filter(file -> !file.equals(harness)).toList();
        List<String> named = Mentions.in(text, code);
        List<String> modify = Sources.globs(named.isEmpty() ? code : named);
        List<String> measures = harness.isEmpty() ? List.of() : List.of(harness);
        return draft -> draft
                .modify(modify, Evidence.suggests(named.isEmpty() ? "the project's code" : "what it imports"))
                .read(Stream.concat(Stream.of("README.md").filter(tree::has), measures.stream()).toList(),
                        Evidence.suggests("what is measured"))
                .protect(Sources.protect(tree, modify, measures), Evidence.suggests("what measures and tests"))
                .guard(guard(tree), Evidence.suggests("the tests"))
                .environment("PYTHONDONTWRITEBYTECODE", "1",
                        Evidence.suggests("nothing may be written beside the tests, and no compiled file is stale"))
                .broad(named.isEmpty() && !harness.isEmpty() && code.size() > Sources.SINGLE)
                .share(Disk.ignored(tree, ".venv"), Evidence.suggests(".venv lies in the checkout"))
                .needs(Python.program(tree, text)).hints(HINTS);
    }

    private static String guard(ProjectTree tree) {
        List<String> tests = Sources.tests(tree).stream().filter(file -> Texts.name(file).matches("test_.*\\.py"))
                .filter(file -> !BENCHMARK.matcher(tree.text(file).orElse("")).find()).toList();
        if (tests.isEmpty()) {
            return "";
        }
        String all = tests.stream().map(file -> tree.text(file).orElse("")).reduce("", String::concat);
        if (!all.contains("pytest") && all.contains("unittest")) {
            String folder = Texts.folder(tests.getFirst());
            return path(tree) + String.join(" ", Python.interpreter(tree)) + " -m unittest discover -q"
                    + (folder.isEmpty() ? "" : " -s " + folder + " -t .");
        }
        return pytest(tree) + " -q -p no:cacheprovider " + String.join(" ", Sources.globs(tests));
    }

    private static String pytest(ProjectTree tree) {
        return path(tree) + String.join(" ", Python.interpreter(tree)) + " -m pytest";
    }

    /// Packages below `src` are found without being installed.
    private static String path(ProjectTree tree) {
        boolean below = tree.files().stream().anyMatch(file -> file.matches("src/\\w+/__init__\\.py"));
        return below ? "PYTHONPATH=src " : "";
    }
}
