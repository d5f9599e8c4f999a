package dev.autoresearch.setup.explore;

import dev.autoresearch.setup.ProjectTree;
import dev.autoresearch.setup.kind.Existing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The explorer of metrics and benchmarks: what is measured and tested already, and where it is run.
final class MetricsExplorer {
    private static final int MOST_OF_A_KIND = 6;
    private static final Pattern WORKFLOW = Pattern.compile("\\.github/workflows/[^/]+\\.ya?ml|\\.gitlab-ci\\.yml"
            + "|Jenkinsfile|\\.circleci/config\\.yml|azure-pipelines\\.yml|bitbucket-pipelines\\.yml|\\.woodpecker\\.yml");
    private static final Map<String, String> TOOLS = tools();

    private MetricsExplorer() {}

    static List<Observation> look(ProjectTree tree) {
        var found = new ArrayList<Observation>();
        List<String> harnesses = Existing.harnesses(tree);
        harnesses.stream().limit(MOST_OF_A_KIND)
                .forEach(file -> found.add(new Observation("measures, by its name", file)));
        for (String file : harnesses.stream().limit(MOST_OF_A_KIND).toList()) {
            List<String> names = Existing.printed(tree, file);
            if (!names.isEmpty()) {
                found.add(new Observation("prints " + String.join(", ", names), file));
            }
        }
        List<String> tests = Existing.tests(tree);
        if (!tests.isEmpty()) {
            found.add(new Observation(tests.size() == 1 ? "1 test file" : tests.size() + " test files",
                    tests.getFirst()));
        }
        tree.files().stream().filter(file -> WORKFLOW.matcher(file).matches()).limit(MOST_OF_A_KIND)
                .forEach(file -> found.add(new Observation("runs in CI", file)));
        Existing.commands(tree).forEach((command, file) -> found.add(new Observation(command, file)));
        tools(tree, harnesses, tests, found);
        return List.copyOf(found);
    }

    /// Measuring tools by the words that give them away, each once.
    private static void tools(ProjectTree tree, List<String> harnesses, List<String> tests, List<Observation> found) {
        var places = new ArrayList<String>(List.of("pom.xml", "build.gradle", "build.gradle.kts", "pyproject.toml",
                "requirements.txt", "requirements-dev.txt", "tox.ini", "noxfile.py", "Cargo.toml", "package.json",
                "Makefile", "CMakeLists.txt"));
        places.addAll(harnesses);
        tests.stream().filter(file -> file.endsWith("_test.go") || file.endsWith(".py")).forEach(places::add);
        tree.files().stream().filter(file -> WORKFLOW.matcher(file).matches() || file.endsWith("proj")
                || file.contains("lighthouse")).forEach(places::add);
        var open = new LinkedHashMap<>(TOOLS);
        for (String place : places) {
            String text = tree.text(place).orElse("");
            open.entrySet().removeIf(tool -> {
                boolean there = Pattern.compile(tool.getKey()).matcher(text).find();
                if (there) {
                    found.add(new Observation("uses " + tool.getValue(), place));
                }
                return there;
            });
        }
    }

    private static Map<String, String> tools() {
        var all = new LinkedHashMap<String, String>();
        all.put("jmh-core|me\\.champeau\\.jmh|org\\.openjdk\\.jmh", "JMH");
        all.put("pytest-benchmark|\\bdef test_\\w+\\([^)]*\\bbenchmark\\b", "pytest-benchmark");
        all.put("(?m)^\\s*criterion\\b|use criterion", "Criterion");
        all.put("testing\\.B\\)", "go test -bench");
        all.put("benchmark/benchmark\\.h|benchmark::benchmark", "Google Benchmark");
        all.put("BenchmarkDotNet", "BenchmarkDotNet");
        all.put("\\bhyperfine\\b", "hyperfine");
        all.put("(?m)(^|[\\s;|&])wrk2? ", "wrk");
        all.put("\\bk6 run\\b|from ['\"]k6", "k6");
        all.put("(?i)\\blighthouse\\b", "Lighthouse");
        all.put("\\btinybench\\b|\\bbenchmark\\.js\\b|\\bmitata\\b", "a JavaScript benchmark library");
        all.put("\\[tool\\.pytest|\\[pytest\\]|\\bimport pytest\\b", "pytest");
        all.put("\\[tox\\]|\\[testenv", "tox");
        all.put("\\bcriterion::async_executor\\b|\\bdivan::", "divan");
        return all;
    }
}
