package dev.autoresearch.setup.kind;

import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.ReportFormat;
import dev.autoresearch.config.Take;
import dev.autoresearch.setup.ProjectTree;
import dev.autoresearch.setup.explore.Kind;
import dev.autoresearch.setup.explore.Offer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Java and Kotlin built by Gradle: JMH benchmarks, benchmark programs, the time of the build and of the tests.
final class Gradle implements Kind {
    private static final List<String> BUILDS = List.of("build.gradle.kts", "build.gradle");
    // What must be on the path of a program beside its own classes.
    private static final Pattern DEPENDENCY = Pattern.compile("(?m)^\\s*(implementation|api|runtimeOnly)\\b");
    private static final String REPORT = "build/results/jmh/results.json";

    @Override
    public String name() {
        return "gradle";
    }

    @Override
    public List<Offer> offers(ProjectTree tree) {
        Optional<String> file = BUILDS.stream().filter(tree::has).findFirst();
        if (file.isEmpty() || tree.has("pubspec.yaml")) {
            return List.of();
        }
        String build = tree.text(file.get()).orElse("");
        var offers = new ArrayList<Offer>();
        offers.addAll(jmh(tree, file.get(), build));
        offers.addAll(programs(tree, file.get(), build));
        offers.addAll(time(tree, file.get(), build));
        offers.addAll(tests(tree));
        return offers;
    }

    /// JMH by its Gradle plugin; its report is JSON where the build says so, else its table is read.
    private List<Offer> jmh(ProjectTree tree, String file, String build) {
        if (!build.contains("me.champeau.jmh")) {
            return List.of();
        }
        boolean json = build.contains("resultFormat") && build.toUpperCase(Locale.ROOT).contains("JSON");
        return JmhBenchmark.in(tree, "").stream().flatMap(benchmark -> {
            String row = "^\\S*" + benchmark.name().replace(".", "\\.")
                    + "(?:\\s+\\S+)*?\\s+(?:thrpt|avgt|sample|ss)\\s+(?:[0-9]+\\s+)?([0-9.]+)";
            return Jvm.jmh(name(), tree, benchmark)
                    .command(gradle(tree).replace(" -q", "") + " jmh --rerun-tasks",
                            Evidence.stands(Texts.place(file, build, "jmh")))
                    .purge(List.of("build/results/jmh"), Evidence.suggests("the report of the run before"))
                    .metric(benchmark.metric(), benchmark.better(), json
                            ? new Extractor.Report(ReportFormat.JMH, REPORT, benchmark.name())
                            : new Extractor.Regex(row, Take.LAST),
                            Evidence.stands(benchmark.place()))
                    .guard(guard(tree), Evidence.suggests("the tests under src/test"))
                    .needs(needs(tree)).offers().stream();
        }).toList();
    }

    private List<Offer> programs(ProjectTree tree, String file, String build) {
        return Jvm.programs(tree).stream().filter(
                program -> !DEPENDENCY.matcher(build).find() && !program.test() && program.path().endsWith(".java"))
                .flatMap(program -> Jvm.measuring(name(), tree, program,
                        draft -> draft.prepare(gradle(tree) + " classes", Evidence.suggests(file))
                                .command("java -cp build/classes/java/main:build/resources/main " + program.className(),
                                        Evidence.suggests(program.path() + " has a main method"))
                                .guard(guard(tree), Evidence.suggests("the tests under src/test"))
                                .needs("java").needs(needs(tree)))
                        .stream())
                .toList();
    }

    private List<Offer> time(ProjectTree tree, String file, String build) {
        String language = build.contains("kotlin(") || build.contains("org.jetbrains.kotlin") ? "Kotlin" : "Java";
        return new OfferDraft(name(), "time of the build", 66)
                .goal("Make the build faster with the same result", Evidence.suggests("a " + language
                        + " project built by Gradle"))
                .modify(List.of(file, "gradle.properties"), Evidence.suggests("what says how the build goes"))
                .read(Stream.of("README.md", "settings.gradle.kts", "settings.gradle").filter(tree::has).toList(),
                        Evidence.suggests("what the project is"))
                .protect(tree.files().stream().anyMatch(one -> one.startsWith("src/")) ? List.of("src/**") : List.of(),
                        Evidence.suggests("a build gets faster by other ways than less code"))
                .command(gradle(tree) + " --no-build-cache --rerun-tasks assemble", Evidence.suggests(file))
                .purge(List.of("build", "**/build"), Evidence.suggests("each run builds everything"))
                .metric("build_seconds", Direction.LOWER, new Extractor.WallTime(),
                        Evidence.suggests("the run's own wall time"))
                .guard(guard(tree), Evidence.suggests("the tests under src/test"))
                .needs(needs(tree)).hints(Jvm.BUILD_HINTS).offers();
    }

    private List<Offer> tests(ProjectTree tree) {
        if (guard(tree).isEmpty()) {
            return List.of();
        }
        List<String> modify = Sources.globs(Sources.own(tree, Code.JVM));
        return new OfferDraft(name(), "time of the tests", 40)
                .goal("Make the tests run faster by making the code faster", Evidence.suggests("src/test"))
                .modify(modify, Evidence.suggests("the code under test"))
                .protect(Sources.protect(tree, modify, Set.of()), Evidence.suggests("the tests"))
                .command(gradle(tree) + " --rerun-tasks test", Evidence.suggests("src/test"))
                .metric("test_seconds", Direction.LOWER, new Extractor.WallTime(),
                        Evidence.suggests("the run's own wall time"))
                .needs(needs(tree)).hints(Jvm.HINTS).offers();
    }

    private static String guard(ProjectTree tree) {
        return tree.files().stream().anyMatch(file -> file.contains("src/test/")) ? gradle(tree) + " test" : "";
    }

    private static String gradle(ProjectTree tree) {
        return (tree.has("gradlew") ? "./gradlew" : "gradle") + " --no-daemon -q";
    }

    private static List<String> needs(ProjectTree tree) {
        return tree.has("gradlew") ? List.of("java") : List.of("java", "gradle");
    }
}
