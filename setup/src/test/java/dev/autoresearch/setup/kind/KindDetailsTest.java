package dev.autoresearch.setup.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.ReportFormat;
import dev.autoresearch.config.Take;
import dev.autoresearch.setup.explore.Explorer;
import dev.autoresearch.setup.explore.Offer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a kind makes of the variety of real projects.
class KindDetailsTest {
    private static final String JMH_POM = "<project><artifactId>a</artifactId><dependencies><dependency>"
            + "<artifactId>jmh-core</artifactId></dependency></dependencies><artifactId>maven-shade-plugin</artifactId>"
            + "</project>";

    @TempDir
    Path folder;

    @Test
    void aJmhBenchmarkRunsAloneWithOneValueToEachParameter() {
        Configuration setup = first(Map.of("pom.xml", JMH_POM, "src/main/java/a/Work.java", "class Work {}",
                "src/main/java/a/WorkBench.java", """
                        @State(Scope.Thread)
                        public class WorkBench {
                            @Param({"10", "1000"})
                            int size;

                            @Benchmark
                            public int sum() { return new Work().sum(size); }
                        }
                        """));

        assertThat(setup.run().command()).isEqualTo("java -jar target/benchmarks.jar '\\.WorkBench\\.sum$'"
                + " -p size=10 -rf json -rff target/jmh-result.json");
        assertThat(setup.primary().direction()).isEqualTo(Direction.HIGHER);
        assertThat(setup.scope().modify().patterns()).containsExactly("src/main/java/a/Work.java");
    }

    @Test
    void jmhInAModuleIsBuiltAndRunThere() {
        Configuration setup = first(Map.of("pom.xml", "<project><packaging>pom</packaging></project>",
                "bench/pom.xml", JMH_POM, "core/src/main/java/a/Core.java", "class Core {}",
                "bench/src/main/java/a/CoreBenchmark.java",
                "@BenchmarkMode(Mode.AverageTime) class CoreBenchmark { @Benchmark public void go() { new Core(); } }"));

        assertThat(setup.run().prepare()).isEqualTo("mvn -q -B -DskipTests -pl bench -am package");
        assertThat(setup.run().command()).startsWith("java -jar bench/target/benchmarks.jar");
        assertThat(setup.scope().modify().patterns()).containsExactly("core/src/main/java/a/Core.java");
    }

    @Test
    void subBenchmarksOfGoCountByTheirMean() {
        Configuration setup = first(Map.of("go.mod", "module x\n", "a.go", "package x\n", "a_test.go", """
                func BenchmarkAll(b *testing.B) {
                    for _, n := range sizes { b.Run(name(n), func(b *testing.B) {}) }
                }
                """));

        assertThat(setup.primary().extractor()).isEqualTo(
                new Extractor.Regex("^BenchmarkAll\\S*\\s+\\d+\\s+([0-9.]+) ns/op", Take.MEAN));
    }

    @ParameterizedTest
    @CsvSource({"vite build, dist", "react-scripts build, build", "esbuild src/index.js --outdir=public/js, public/js",
            "rollup -i src/index.js -o out/app.js, out"})
    void theBundleIsWhereTheBuildWritesIt(String build, String out) {
        Configuration setup = first(Map.of("src/index.js", "export {};", "package.json",
                "{\"scripts\": {\"build\": \"" + build + "\"}}"));

        assertThat(setup.primary().extractor()).isEqualTo(new Extractor.FileSize(out));
        assertThat(setup.run().purge().patterns()).containsExactly(out);
    }

    @Test
    void installedNodeModulesAreSharedAndMissingOnesInstalled() throws IOException {
        Map<String, String> project = Map.of("src/index.js", "export {};", "package-lock.json", "{}", "package.json",
                "{\"scripts\": {\"build\": \"vite build\"}, \"devDependencies\": {\"vite\": \"5\"}}");

        assertThat(first(project).run().prepare()).isEqualTo("npm ci");
        Files.createDirectory(folder.resolve("node_modules"));
        assertThat(first(project).run().prepare()).isEmpty();
        assertThat(first(project).workspace().share()).containsExactly("node_modules");
    }

    @ParameterizedTest
    @CsvSource({"uv.lock, uv run bench.py", "poetry.lock, poetry run python bench.py",
            "Pipfile.lock, pipenv run python bench.py", "README.md, python3 bench.py"})
    void pythonRunsAsTheProjectRunsIt(String file, String command) {
        Configuration setup = first(Map.of(file, "", "bench.py", "import work\nprint(f\"work_ms: {work.go()}\")\n",
                "work.py", "def go(): return 1\n"));

        assertThat(setup.run().command()).isEqualTo(command);
    }

    @Test
    void severalPytestBenchmarksAreOfferedTogetherAndEach() {
        List<Offer> offers = offers(Map.of("work.py", "x = 1\n", "tests/test_speed.py", """
                def test_one(benchmark):
                    benchmark(one)

                @pytest.mark.parametrize("n", [1, 2])
                def test_many(benchmark, n):
                    benchmark(many, n)
                """));

        assertThat(offers).extracting(offer -> offer.setup().configuration().primary().name())
                .containsExactly("benchmarks_us", "one_us");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"hyperfine -w 1 --export-json out/t.json ./prog | median_s | HYPERFINE",
            "wrk -t1 -d2s http://127.0.0.1:8080/ | requests_per_sec | WRK",
            "k6 run --summary-export=sum.json load.js | p95_ms | K6",
            "npx lighthouse http://127.0.0.1:1/ --output=json --output-path=l.json | lighthouse_score | LIGHTHOUSE"})
    void reportsOfMeasuringProgramsAreRead(String line, String metric, ReportFormat format) {
        Configuration setup = first(Map.of("bench.sh", "#!/bin/sh\ncc -o prog prog.c\n" + line + "\n", "prog.c",
                "int main(void) { return 0; }\n"));

        assertThat(setup.primary().name()).isEqualTo(metric);
        assertThat(setup.primary().extractor())
                .isInstanceOfSatisfying(Extractor.Report.class,
                        report -> assertThat(report.format()).isEqualTo(format));
    }

    @ParameterizedTest
    @CsvSource({"ab -n 100 http://127.0.0.1:1/, '^Requests per second:\\s+([0-9.]+)'",
            "hey -z 3s http://127.0.0.1:1/, 'Requests/sec:\\s+([0-9.]+)'"})
    void loadProgramsWithoutAReportAreReadByLine(String line, String regex) {
        Configuration setup = first(Map.of("bench.sh", "sh server.sh &\n" + line + "\n", "server.sh", "sleep 9\n"));

        assertThat(setup.primary().extractor()).isEqualTo(new Extractor.Regex(regex, Take.ONLY));
        assertThat(setup.primary().direction()).isEqualTo(Direction.HIGHER);
    }

    @Test
    void whatIsTrainedIsMeasuredByTheScriptThatEvaluates() {
        Configuration setup = first(Map.of("train.py", "from model import Model\nprint('train_loss:', 1)\n", "model.py",
                "class Model: pass\n", "eval.py", "print(f\"accuracy: {right}\")\n"));

        assertThat(setup.run().command()).isEqualTo("python3 train.py && python3 eval.py");
        assertThat(setup.primary().name()).isEqualTo("accuracy");
        assertThat(setup.scope().modify().patterns()).containsExactly("train.py", "model.py");
        assertThat(setup.scope().protect().patterns()).containsExactly("eval.py");
    }

    @Test
    void theOnlySettingsBesideTheOnlyScriptAreWhatMayChange() {
        Configuration setup = first(Map.of("bench.sh", "./server -f $1\necho \"METRIC p99_ms=$x\"\n", "server.ini",
                "threads = 4\n"));

        assertThat(setup.scope().modify().patterns()).containsExactly("server.ini");
    }

    @ParameterizedTest
    @CsvSource({"make, program_kb", "cmake, program_kb", "cmake, run_seconds", "rust, binary_kb", "web, page_bytes",
            "maven-jmh, build_seconds", "kotlin, build_seconds", "dotnet, build_seconds", "node, test_seconds",
            "python, test_seconds", "maven, test_seconds", "gradle, test_seconds"})
    void lessLikelyWishesAreOfferedToo(String fixture, String metric) {
        assertThat(Explorer.explore(Fixtures.tree(fixture)).offers())
                .extracting(offer -> offer.setup().configuration().primary().name()).contains(metric);
    }

    @ParameterizedTest
    @CsvSource({"bench.rb, lib.rb, ruby, ruby bench.rb", "bench.pl, lib.pl, perl, perl bench.pl",
            "bench.php, lib.php, php, php bench.php", "bench.lua, lib.lua, lua, lua bench.lua",
            "bench.jl, work.jl, julia, julia bench.jl", "bench.R, work.R, r, Rscript bench.R"})
    void scriptsOfOtherLanguagesMeasureToo(String script, String code, String kind, String command) {
        Offer offer = offers(Map.of(script, "print(\"work_ms: \" , 1) " + code + "\n", code, "1\n")).getFirst();

        assertThat(offer.kind()).isEqualTo(kind);
        assertThat(offer.setup().configuration().run().command()).isEqualTo(command);
        assertThat(offer.setup().configuration().scope().modify().patterns()).containsExactly(code);
    }

    @Test
    void aScriptThatPrintsNoNumberIsTimed() {
        Configuration setup = first(Map.of("bench.sh", "sh work.sh\n", "work.sh", "sleep 1\n"));

        assertThat(setup.primary().extractor()).isEqualTo(new Extractor.WallTime());
    }

    @Test
    void aQueryThatWritesIsNotRunOnADatabaseThatIsNotOurs() {
        assertThat(offers(Map.of("query.sql", "DELETE FROM t WHERE x::int = 1;\n"))).isEmpty();
    }

    @Test
    void aScriptWithNothingThatItMeasuresIsNoOffer() {
        assertThat(offers(Map.of("bench.py", "print(f\"x_ms: {1}\")\n"))).isEmpty();
    }

    @Test
    void aTargetOfMakeThatRunsAProgramIsTheExperiment() {
        Configuration setup = first(Map.of("Makefile", """
                CC ?= cc
                prog: prog.c
                \t$(CC) -O2 -o prog prog.c
                bench: prog
                \t./prog
                """, "prog.c", "int main(void) { printf(\"loop_ns: %d\\n\", 1); }\n"));

        assertThat(setup.run().prepare()).isEqualTo("make prog");
        assertThat(setup.run().command()).isEqualTo("make -s bench");
        assertThat(setup.scope().modify().patterns()).containsExactly("prog.c");
    }

    @Test
    void aDatabaseWithoutExpectedRowsIsSaid() {
        Offer offer = Explorer.explore(Fixtures.tree("postgres")).offers().getFirst();

        assertThat(offer.setup().conflicts()).singleElement().asString().contains("which rows slow_sessions.sql");
    }

    private Configuration first(Map<String, String> project) {
        return offers(project).getFirst().setup().configuration();
    }

    private List<Offer> offers(Map<String, String> project) {
        return Explorer.explore(Fixtures.made(folder, project)).offers();
    }
}
