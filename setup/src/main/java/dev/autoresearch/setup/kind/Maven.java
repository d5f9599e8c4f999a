package dev.autoresearch.setup.kind;

import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.ReportFormat;
import dev.autoresearch.setup.ProjectTree;
import dev.autoresearch.setup.explore.Kind;
import dev.autoresearch.setup.explore.Offer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Java and Kotlin built by Maven: JMH benchmarks, benchmark programs, the time of the build and of the tests.
final class Maven implements Kind {
    private static final String POM = "pom.xml";
    private static final Pattern FINAL_NAME = Pattern.compile("<finalName>([\\w.-]+)</finalName>");
    private static final Pattern DEPENDENCY = Pattern.compile("(?s)<dependency>.*?</dependency>");
    private static final String REPORT = "target/jmh-result.json";

    @Override
    public String name() {
        return "maven";
    }

    @Override
    public List<Offer> offers(ProjectTree tree) {
        if (!tree.has(POM)) {
            return List.of();
        }
        String pom = tree.text(POM).orElse("");
        var offers = new ArrayList<Offer>();
        offers.addAll(jmh(tree));
        offers.addAll(programs(tree, pom));
        offers.addAll(build(tree));
        offers.addAll(tests(tree));
        return offers;
    }

    /// JMH as its archetype sets it up, in the project itself or in a module: one jar that holds everything.
    private List<Offer> jmh(ProjectTree tree) {
        return tree.files().stream().filter(file -> Texts.name(file).equals(POM) && Existing.own(file))
                .flatMap(file -> jmh(tree, file, tree.text(file).orElse("")).stream()).toList();
    }

    private List<Offer> jmh(ProjectTree tree, String file, String pom) {
        if (!pom.contains("jmh-core") || pom.contains("<packaging>pom</packaging>")
                || !(pom.contains("shade-plugin") || pom.contains("jar-with-dependencies"))) {
            return List.of();
        }
        String module = Texts.folder(file);
        String within = module.isEmpty() ? "" : module + "/";
        Matcher named = FINAL_NAME.matcher(pom);
        String jar = within + "target/" + (named.find() ? named.group(1) : "benchmarks") + ".jar";
        String report = within + REPORT;
        return JmhBenchmark.in(tree, within).stream().flatMap(benchmark -> Jvm.jmh(name(), tree, benchmark)
                .prepare(mvn(tree) + " -q -B -DskipTests" + (module.isEmpty() ? "" : " -pl " + module + " -am")
                        + " package", Evidence.suggests(file))
                .command("java -jar " + jar + " '" + benchmark.filter() + "'" + benchmark.parameters()
                        + " -rf json -rff " + report, Evidence.suggests(file + " makes " + jar))
                .purge(List.of(report), Evidence.suggests("the report of the run before"))
                .metric(benchmark.metric(), benchmark.better(), new Extractor.Report(ReportFormat.JMH, report, ""),
                        Evidence.stands(benchmark.place()))
                .guard(guard(tree), Evidence.suggests("the tests under src/test"))
                .needs("java").needs(needs(tree)).offers().stream()).toList();
    }

    /// Programs that measure by themselves: a class by that name with a `main`, where nothing else must be on its path.
    private List<Offer> programs(ProjectTree tree, String pom) {
        long others = DEPENDENCY.matcher(pom).results().filter(found -> !found.group().contains("<scope>test")).count();
        return (others > 0 ? List.<Jvm.Program>of() : Jvm.programs(tree)).stream()
                .flatMap(program -> Jvm.measuring(name(), tree, program,
                        draft -> draft.prepare(mvn(tree) + " -q -B -DskipTests -Dmaven.test.skip=false test-compile",
                                Evidence.suggests(POM))
                                .command("java -cp target/classes" + (program.test() ? ":target/test-classes " : " ")
                                        + program.className(),
                                        Evidence.suggests(program.path() + " has a main method"))
                                .guard(guard(tree), Evidence.suggests("the tests under src/test"))
                                .needs("java").needs(needs(tree)))
                        .stream())
                .toList();
    }

    private List<Offer> build(ProjectTree tree) {
        List<String> sources = tree.files().stream().filter(file -> file.startsWith("src/") || file.contains("/src/"))
                .map(file -> file.startsWith("src/") ? "src/**" : file.substring(0, file.indexOf("/src/")) + "/src/**")
                .distinct().limit(Sources.SINGLE).toList();
        return new OfferDraft(name(), "time of the build", 66)
                .goal("Make the build faster with the same result", Evidence.suggests("a Maven project"))
                .modify(List.of(POM, ".mvn/maven.config", ".mvn/jvm.config"),
                        Evidence.suggests("what says how the build goes"))
                .read(Stream.of("README.md").filter(tree::has).toList(), Evidence.suggests("what the project is"))
                .protect(sources, Evidence.suggests("a build gets faster by other ways than less code"))
                .command(mvn(tree) + " -q -B -DskipTests -Dmaven.main.skip=false package", Evidence.suggests(POM))
                .purge(List.of("target", "**/target"), Evidence.suggests("each run builds everything"))
                .metric("build_seconds", Direction.LOWER, new Extractor.WallTime(),
                        Evidence.suggests("the run's own wall time"))
                .guard(guard(tree), Evidence.suggests("the tests under src/test"))
                .needs("java").needs(needs(tree)).hints(Jvm.BUILD_HINTS).offers();
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
                .command(guard(tree), Evidence.suggests(POM))
                .metric("test_seconds", Direction.LOWER, new Extractor.WallTime(),
                        Evidence.suggests("the run's own wall time"))
                .needs("java").needs(needs(tree)).hints(Jvm.HINTS).offers();
    }

    /// The tests, whatever a candidate wrote into `.mvn/maven.config`.
    private static String guard(ProjectTree tree) {
        boolean tests = tree.files().stream().anyMatch(file -> file.contains("src/test/"));
        return tests ? mvn(tree) + " -q -B -DskipTests=false -Dmaven.test.skip=false test" : "";
    }

    private static String mvn(ProjectTree tree) {
        return tree.has("mvnw") ? "./mvnw" : "mvn";
    }

    private static List<String> needs(ProjectTree tree) {
        return tree.has("mvnw") ? List.of() : List.of("mvn");
    }
}
