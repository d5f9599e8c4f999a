package dev.autoresearch.setup.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.setup.ProjectTree;
import dev.autoresearch.setup.kind.Fixtures;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the two explorers report, and how offers are put in order.
class ExplorerTest {
    @TempDir
    Path folder;

    @Test
    void structureTellsLanguagesBuildAndPurpose() {
        Exploration found = Explorer.explore(Fixtures.tree("cmake"));

        assertThat(found.structure()).contains(new Observation("C++, 4 files", ""),
                new Observation("built by CMake", "CMakeLists.txt"),
                new Observation("Conway's game of life on a torus.", "README.md"));
    }

    @Test
    void metricsTellBenchmarksTestsScriptsAndWhatIsPrinted() {
        Exploration found = Explorer.explore(Fixtures.tree("node-bench"));

        assertThat(found.metrics()).contains(new Observation("measures, by its name", "bench/parse.js"),
                new Observation("prints parse_ms", "bench/parse.js"),
                new Observation("1 test file", "test/parse.test.js"),
                new Observation("npm run bench", "package.json"));
    }

    @Test
    void measuringToolsAreNamedWhereTheyAreUsed() {
        assertThat(uses("maven-jmh")).contains("uses JMH");
        assertThat(uses("pytest-benchmark")).contains("uses pytest-benchmark", "uses pytest");
        assertThat(uses("rust-criterion")).contains("uses Criterion");
        assertThat(uses("go")).contains("uses go test -bench");
        assertThat(uses("google-benchmark")).contains("uses Google Benchmark");
        assertThat(uses("dotnet")).contains("uses BenchmarkDotNet");
    }

    @Test
    void workflowsOfContinuousIntegrationAreSeen() {
        ProjectTree tree = Fixtures.made(folder, Map.of(".github/workflows/ci.yml",
                "jobs: {speed: {steps: [{run: 'hyperfine --export-json out.json ./prog'}]}}\n"));

        assertThat(Explorer.explore(tree).metrics()).contains(new Observation("runs in CI", ".github/workflows/ci.yml"),
                new Observation("uses hyperfine", ".github/workflows/ci.yml"));
    }

    @Test
    void twoBenchmarksThatAreAsLikelyAreBothOffered() {
        List<Offer> offers = Explorer.explore(Fixtures.tree("two-benches")).offers();

        assertThat(Wish.equallyLikely(offers))
                .extracting(offer -> offer.setup().configuration().primary().name())
                .containsExactly("search_ms", "wrap_ms");
    }

    @Test
    void anEmptyProjectOffersNothing() {
        Exploration found = Explorer.explore(new ProjectTree(folder, List.of()));

        assertThat(found.structure()).isEmpty();
        assertThat(found.metrics()).isEmpty();
        assertThat(found.offers()).isEmpty();
    }

    @Test
    void brokenManifestsAreNoReasonToFail() {
        ProjectTree tree = Fixtures.made(folder,
                Map.of("package.json", "{ not json", "pom.xml", "<project", "Cargo.toml",
                        "[[bench]", "Makefile", "\t\n:::\n=", "CMakeLists.txt", "add_executable(", "go.mod", "",
                        "Dockerfile", "", "bench.py", "\u0000"));

        assertThat(Explorer.explore(tree).offers()).extracting(Offer::kind).doesNotContain("node", "rust", "go");
    }

    private static List<String> uses(String fixture) {
        return Explorer.explore(Fixtures.tree(fixture)).metrics().stream().map(Observation::what).toList();
    }
}
