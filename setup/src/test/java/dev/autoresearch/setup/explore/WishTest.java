package dev.autoresearch.setup.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.setup.Origin;
import dev.autoresearch.setup.ProjectTree;
import dev.autoresearch.setup.kind.Fixtures;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The answer to the one question puts the offers in order.
class WishTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"cmake, make it faster, steps_ms", "cmake, smaller, program_kb", "cmake, binary size, program_kb",
            "cmake, steps_ms, steps_ms", "maven-jmh, speed, words_us", "maven-jmh, a faster build, build_seconds",
            "maven-jmh, build time, build_seconds", "node, bundle size, bundle_kb", "node, faster tests, test_seconds",
            "config, hit rate, hit_rate", "nginx, more throughput, requests_per_sec",
            "nginx, requests/s, requests_per_sec",
            "karpathy, more accurate, val_bpb", "two-benches, the wrap function, wrap_ms",
            "rust, 'please make the binary smaller', binary_kb"})
    void anAnswerPutsFirstWhatFitsIt(String fixture, String answer, String metric) {
        assertThat(primary(ranked(fixture, answer).getFirst())).isEqualTo(metric);
    }

    @Test
    void withoutAnAnswerTheOrderStays() {
        Exploration found = Explorer.explore(Fixtures.tree("cmake"));

        assertThat(Wish.ranked(found, "  ")).isEqualTo(found.offers());
    }

    @Test
    void aFileIsWhatMayChange() {
        Offer first = ranked("python", "wordcount/report.py").getFirst();

        assertThat(first.setup().configuration().scope().modify().patterns()).containsExactly("wordcount/report.py");
        assertThat(first.setup().origins()).contains(Origin.read("scope.modify", "your answer"));
    }

    @Test
    void theFileOfATrainingIsEnough() {
        Offer first = ranked("karpathy", "train.py").getFirst();

        assertThat(first.kind()).isEqualTo("karpathy");
        assertThat(first.setup().configuration().scope().modify().patterns()).containsExactly("train.py");
    }

    @Test
    void aFileThatMeasuresChoosesTheOfferAndStaysProtected() {
        Offer first = ranked("two-benches", "bench_wrap.py").getFirst();

        assertThat(primary(first)).isEqualTo("wrap_ms");
        assertThat(first.setup().configuration().scope().modify().patterns()).containsExactly("wrap.py");
    }

    @Test
    void aFolderNarrowsWhatMayChange() {
        Offer first = ranked("cmake", "src/ faster").getFirst();

        assertThat(first.setup().configuration().scope().modify().patterns()).containsExactly("src/**");
        assertThat(primary(first)).isEqualTo("steps_ms");
    }

    @Test
    void aRecordedMetricThatIsNamedDecides() {
        ProjectTree tree = Fixtures.made(folder, Map.of("bench.py", """
                from solver import solve
                print(f"METRIC p99_ms={solve()}")
                print(f"METRIC throughput_rps={solve()}")
                """, "solver.py", "def solve(): return 1\n"));
        List<Offer> ranked = Wish.ranked(Explorer.explore(tree), "throughput_rps");

        Configuration first = ranked.getFirst().setup().configuration();
        assertThat(first.primary().name()).isEqualTo("throughput_rps");
        assertThat(first.metrics()).hasSize(2);
        assertThat(first.goal()).isEqualTo("Raise throughput_rps");
    }

    @Test
    void whatNobodyOffersIsUnlikelyWhateverComesFirst() {
        assertThat(ranked("sql", "prettier colours").getFirst().confidence()).isLessThan(50);
    }

    private static List<Offer> ranked(String fixture, String answer) {
        return Wish.ranked(Explorer.explore(Fixtures.tree(fixture)), answer);
    }

    private static String primary(Offer offer) {
        return offer.setup().configuration().primary().name();
    }
}
