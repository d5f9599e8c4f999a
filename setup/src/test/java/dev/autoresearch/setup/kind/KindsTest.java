package dev.autoresearch.setup.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.ConfigurationReader;
import dev.autoresearch.config.ConfigurationWriter;
import dev.autoresearch.config.Direction;
import dev.autoresearch.setup.Origin;
import dev.autoresearch.setup.ProjectTree;
import dev.autoresearch.setup.explore.Explorer;
import dev.autoresearch.setup.explore.Offer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What is recognised in each of the small projects, and what is offered first.
class KindsTest {
    private static final Direction LOWER = Direction.LOWER;
    private static final Direction HIGHER = Direction.HIGHER;

    /// @param command what the command must contain
    private record Expected(String fixture, String kind, String command, String metric, Direction direction,
            List<String> modify, List<String> protect) {}

    private static final List<Expected> ALL = List.of(
            new Expected("karpathy", "karpathy", "uv run train.py", "val_bpb", LOWER, List.of("train.py"),
                    List.of("prepare.py")),
            new Expected("ml", "ml", "python3 train.py", "val_loss", LOWER, List.of("train.py", "model.py"),
                    List.of("dataset.py")),
            new Expected("python", "python", "python3 bench.py", "count_ms", LOWER, List.of("wordcount/counter.py"),
                    List.of("bench.py", "tests/**")),
            new Expected("pytest-benchmark", "python", "-m pytest -q -p no:cacheprovider --benchmark-only", "primes_us",
                    LOWER, List.of("src/primes/sieve.py"), List.of("tests/**")),
            new Expected("node", "node", "npm run --silent build", "bundle_kb", LOWER,
                    List.of("src/index.js", "src/names.js"), List.of("build.mjs", "test/**")),
            new Expected("node-bench", "node", "npm run --silent bench", "parse_ms", LOWER, List.of("lib/parse.js"),
                    List.of("bench/**", "test/**")),
            new Expected("flutter", "flutter", "flutter build apk --release", "apk_mb", LOWER,
                    List.of("lib/main.dart"), List.of("test/**")),
            new Expected("maven", "maven", "mvn -q -B -DskipTests -Dmaven.main.skip=false package", "build_seconds",
                    LOWER, List.of("pom.xml", ".mvn/maven.config", ".mvn/jvm.config"), List.of("src/**")),
            new Expected("maven-jmh", "maven",
                    "java -jar target/benchmarks.jar '\\.DistanceBenchmark\\.words$' -rf json",
                    "words_us", LOWER, List.of("src/main/java/org/example/Distance.java"),
                    List.of("src/main/java/org/example/DistanceBenchmark.java")),
            new Expected("gradle", "gradle", "gradle --no-daemon -q --no-build-cache --rerun-tasks assemble",
                    "build_seconds", LOWER, List.of("build.gradle", "gradle.properties"), List.of("src/**")),
            new Expected("kotlin", "gradle", "gradle --no-daemon jmh --rerun-tasks", "address_throughput", HIGHER,
                    List.of("src/main/kotlin/org/example/Slug.kt"), List.of("src/jmh/**", "src/test/**")),
            new Expected("rust", "rust", "cargo bench -q --bench encode", "encode_us", LOWER, List.of("src/encode.rs"),
                    List.of("benches/**")),
            new Expected("rust-criterion", "rust", "cargo bench --bench sums -- '^digits/sum$'", "sum_ns", LOWER,
                    List.of("src/lib.rs"), List.of("benches/**")),
            new Expected("go", "go", "go test -run '^$' -bench '^BenchmarkAt$' ./", "at_ns", LOWER, List.of("trim.go"),
                    List.of("**/*_test.go")),
            new Expected("make", "make", "make -s bench", "queens_ms", LOWER,
                    List.of("queens.c", "queens.h", "flags.mk"), List.of("Makefile", "bench.c")),
            new Expected("cmake", "cmake", "./build/bench/life_bench", "steps_ms", LOWER,
                    List.of("src/life.cpp", "src/life.h"), List.of("bench/**", "test/**")),
            new Expected("google-benchmark", "cmake", "./build/bits_bench --benchmark_filter='^BM_Ones/1024$'",
                    "ones_ns", LOWER, List.of("bits.cpp", "bits.h"), List.of("bits_bench.cpp")),
            new Expected("dotnet", "dotnet", "dotnet run -c Release --project bench/Bench/Bench.csproj", "shift_ns",
                    LOWER, List.of("src/Caesar/Cipher.cs"), List.of("bench/**")),
            new Expected("sql", "sql", "sqlite3 query-time.db < query.sql", "query_seconds", LOWER,
                    List.of("query.sql"), List.of("schema.sql", "seed.sql", "expected.txt")),
            new Expected("postgres", "sql", "psql -X -q -A -t -v ON_ERROR_STOP=1", "exec_time_ms", LOWER,
                    List.of("slow_sessions.sql"), List.of()),
            new Expected("dockerfile", "dockerfile", "docker build -q", "image_mb", LOWER,
                    List.of("Dockerfile", ".dockerignore"), List.of()),
            new Expected("nginx", "nginx", "nginx -p \"$PWD\"", "requests_per_sec", HIGHER, List.of("nginx.conf"),
                    List.of()),
            new Expected("web", "web", "lighthouse \"http://127.0.0.1:$p/\"", "lighthouse_score", HIGHER,
                    List.of("index.html", "clock.js", "styles.css"), List.of()),
            new Expected("config", "config", "python3 bench.py", "hit_rate", HIGHER, List.of("cache.json"),
                    List.of("bench.py")),
            new Expected("shell", "shell", "sh bench.sh", "packed_bytes", LOWER, List.of("squeeze.sh"),
                    List.of("bench.sh")),
            new Expected("two-benches", "python", "python3 bench_search.py", "search_ms", LOWER, List.of("search.py"),
                    List.of("bench_search.py", "bench_wrap.py")));

    @TestFactory
    Stream<DynamicTest> eachProjectIsOfferedWhatItsKindUsuallyImproves() {
        return ALL.stream().map(expected -> dynamicTest(expected.fixture(), () -> {
            Offer first = offers(expected.fixture()).getFirst();
            Configuration setup = first.setup().configuration();
            assertThat(first.kind()).isEqualTo(expected.kind());
            assertThat(setup.run().command()).contains(expected.command());
            assertThat(setup.primary().name()).isEqualTo(expected.metric());
            assertThat(setup.primary().direction()).isEqualTo(expected.direction());
            assertThat(setup.scope().modify().patterns()).isEqualTo(expected.modify());
            assertThat(setup.scope().protect().patterns()).isEqualTo(expected.protect());
        }));
    }

    @Test
    void everyFixtureHasItsExpectation() {
        assertThat(ALL.stream().map(Expected::fixture).sorted().toList()).isEqualTo(Fixtures.names());
    }

    @TestFactory
    Stream<DynamicTest> noProjectIsTakenForAnotherKind() {
        return ALL.stream().map(expected -> dynamicTest(expected.fixture(), () -> assertThat(
                offers(expected.fixture())).extracting(Offer::kind).containsOnly(expected.kind())));
    }

    @TestFactory
    Stream<DynamicTest> everyOfferReadsBackAsItWasWritten() {
        return ALL.stream().map(expected -> dynamicTest(expected.fixture(), () -> {
            for (Offer offer : offers(expected.fixture())) {
                Configuration setup = offer.setup().configuration();
                assertThat(ConfigurationReader.parse(ConfigurationWriter.yaml(setup), offer.wish())).isEqualTo(setup);
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> everyValueSaysWhereItComesFrom() {
        return ALL.stream().map(expected -> dynamicTest(expected.fixture(), () -> {
            for (Offer offer : offers(expected.fixture())) {
                List<String> keys = offer.setup().origins().stream().map(Origin::key).toList();
                assertThat(keys).contains("goal", "scope.modify", "run.command", "metrics").doesNotHaveDuplicates();
                assertThat(offer.setup().configuration().guard().present()).isEqualTo(keys.contains("guard"));
                assertThat(offer.setup().configuration().run().prepare().isEmpty())
                        .isNotEqualTo(keys.contains("run.prepare"));
                assertThat(offer.setup().hints()).isNotEmpty();
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> somethingCanBeChangedAndNeverWhatMeasures() {
        return ALL.stream().map(expected -> dynamicTest(expected.fixture(), () -> {
            ProjectTree tree = Fixtures.tree(expected.fixture());
            for (Offer offer : offers(expected.fixture())) {
                var scope = offer.setup().configuration().scope();
                assertThat(tree.matching(scope.modify())).isNotEmpty()
                        .noneMatch(scope.protect()::matches)
                        .noneMatch(file -> Sources.test(file) || Sources.harness(file));
            }
        }));
    }

    private static List<Offer> offers(String fixture) {
        return Explorer.explore(Fixtures.tree(fixture)).offers();
    }
}
