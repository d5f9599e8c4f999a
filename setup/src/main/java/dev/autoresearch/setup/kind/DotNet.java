package dev.autoresearch.setup.kind;

import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.setup.ProjectTree;
import dev.autoresearch.setup.explore.Kind;
import dev.autoresearch.setup.explore.Offer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// .NET: BenchmarkDotNet, the time of the build.
final class DotNet implements Kind {
    private static final Pattern PROJECT = Pattern.compile(".*\\.(cs|fs|vb)proj");
    private static final Pattern METHOD = Pattern.compile("\\[Benchmark[^\\]]*\\]\\s*(?:\\[[^\\]]*\\]\\s*)*public\\s+"
            + "[\\w<>\\[\\], .?]+?\\s+(\\w+)\\s*\\(");
    private static final Pattern NAMESPACE = Pattern.compile("(?m)^\\s*namespace\\s+([\\w.]+)");
    private static final Pattern CLASS = Pattern.compile("\\bclass\\s+(\\w+)");
    private static final List<String> HINTS = List.of(
            "Avoid allocation on the hot path: Span, ArrayPool, structs, no LINQ in inner loops.",
            "Prefer sealed classes and non-virtual calls; keep hot methods small.",
            "Choose the collection by its use and give it its size at once.");
    private static final List<String> BUILD_HINTS = List.of(
            "Leave out analysers and generators that the result does not need.",
            "Turn off what the build makes beside the assembly: documentation, satellite resources, extra targets.");

    @Override
    public String name() {
        return "dotnet";
    }

    @Override
    public List<Offer> offers(ProjectTree tree) {
        List<String> projects = tree.files().stream()
                .filter(file -> PROJECT.matcher(file).matches() && !Sources.foreign(file)
                        && !file.contains("/fixtures/"))
                .toList();
        var offers = new ArrayList<Offer>();
        for (String project : projects) {
            if (tree.text(project).orElse("").contains("BenchmarkDotNet")) {
                String folder = Texts.folder(project).isEmpty() ? "" : Texts.folder(project) + "/";
                tree.files().stream().filter(file -> file.startsWith(folder) && file.endsWith(".cs"))
                        .forEach(file -> offers.addAll(benchmarks(tree, project, file)));
            }
        }
        projects.stream().filter(file -> !Sources.test(file) && !file.contains("Test") && !file.contains("Bench"))
                .findFirst().ifPresent(project -> offers.addAll(build(tree, project)));
        return offers;
    }

    private List<Offer> benchmarks(ProjectTree tree, String project, String file) {
        String text = tree.text(file).orElse("");
        Matcher type = CLASS.matcher(text);
        List<MatchResult> methods = METHOD.matcher(text).results().toList();
        if (methods.isEmpty() || !type.find() || text.contains("[Params(") || text.contains("[Arguments(")) {
            return List.of();
        }
        Matcher space = NAMESPACE.matcher(text);
        String name = (space.find() ? space.group(1) + "." : "") + type.group(1);
        String report = "BenchmarkDotNet.Artifacts/results/" + name + "-report-full-compressed.json";
        List<String> own = Sources.own(tree, Code.DOTNET).stream().filter(one -> !one.equals(file)
                && !one.startsWith(Texts.folder(project) + "/")).toList();
        List<String> named = Mentions.in(text, own);
        List<String> modify = Sources.globs(named.isEmpty() ? own : named);
        return methods.stream().flatMap(found -> {
            String method = found.group(1);
            String place = Texts.place(file, text, found.group());
            return new OfferDraft(name(), "the benchmark " + type.group(1) + "." + method, 90)
                    .goal("Lower the time of " + type.group(1) + "." + method, Evidence.stands(place))
                    .modify(modify, Evidence.suggests("what the benchmark uses"))
                    .read(Stream.of("README.md", file).filter(tree::has).toList(),
                            Evidence.suggests("what is measured"))
                    .protect(Sources.protect(tree, modify, List.of(file)),
                            Evidence.suggests("what measures and tests"))
                    .command("dotnet run -c Release --project " + Texts.quoted(project) + " -- --filter '" + name + "."
                            + method + "' --exporters json", Evidence.stands(project + ": BenchmarkDotNet"))
                    .purge(List.of("BenchmarkDotNet.Artifacts"), Evidence.suggests("the report of the run before"))
                    .metric(method.toLowerCase(Locale.ROOT) + "_ns", Direction.LOWER,
                            new Extractor.Json(report, "/Benchmarks/0/Statistics/Median"), Evidence.stands(place))
                    .guard(guard(tree), Evidence.suggests("a test project"))
                    .needs("dotnet").hints(HINTS).offers().stream();
        }).toList();
    }

    private List<Offer> build(ProjectTree tree, String project) {
        return new OfferDraft(name(), "time of the build", 64)
                .goal("Make the build faster with the same result", Evidence.suggests("a .NET project"))
                .modify(List.of(project), Evidence.suggests("what says how the build goes"))
                .read(Stream.of("README.md").filter(tree::has).toList(), Evidence.suggests("what the project is"))
                .protect(Sources.globs(Sources.own(tree, Code.DOTNET)),
                        Evidence.suggests("a build gets faster by other ways than less code"))
                .prepare("dotnet restore " + Texts.quoted(project), Evidence.suggests("packages are not measured"))
                .command("dotnet build -c Release --no-restore --no-incremental " + Texts.quoted(project),
                        Evidence.suggests(project))
                .metric("build_seconds", Direction.LOWER, new Extractor.WallTime(),
                        Evidence.suggests("the run's own wall time"))
                .guard(guard(tree), Evidence.suggests("a test project"))
                .needs("dotnet").hints(BUILD_HINTS).offers();
    }

    private static String guard(ProjectTree tree) {
        Optional<String> tests = tree.files().stream().filter(file -> PROJECT.matcher(file).matches()
                && file.contains("Test")).findFirst();
        return tests.map(project -> "dotnet test " + Texts.quoted(project)).orElse("");
    }
}
