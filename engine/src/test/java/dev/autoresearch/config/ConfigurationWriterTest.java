package dev.autoresearch.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationWriterTest {

    @ParameterizedTest
    @ValueSource(strings = {"design.yaml", "everything.yaml", "short.yaml", "agents.yaml", "rules.yaml", "stages.yaml"})
    void theReaderReadsBackWhatIsWritten(String fixture) throws IOException {
        Configuration configuration = ConfigurationReader.parse(ConfigurationReaderTest.fixture(fixture), fixture);
        String yaml = ConfigurationWriter.yaml(configuration);
        assertThat(ConfigurationReader.parse(yaml, "written")).as(yaml).isEqualTo(configuration);
    }

    @Test
    void theSmallestAnswersGiveAFileThatShowsWhatElseThereIs() {
        Configuration small = Configuration.builder().modify("conf.json").command("./bench.sh")
                .metric("p99_ms", Direction.LOWER).build();
        String yaml = ConfigurationWriter.yaml(small);
        assertThat(yaml).contains("  modify: [conf.json]   # globs", "  command: ./bench.sh   # the experiment",
                "  - {name: p99_ms, direction: lower}\n", "# guard: {command: make test, timeout: 5m}",
                "proposer: search");
        assertThat(ConfigurationReader.parse(yaml, "written")).isEqualTo(small);
    }

    @Test
    void theCommentedExamplesCanBeUsedAsTheyStand() {
        String yaml = ConfigurationWriter.yaml(Configuration.builder().modify("conf.json").command("./bench.sh")
                .metric("p99_ms", Direction.LOWER).build());
        String used = yaml.replaceAll("(?m)^( *)# ([a-z-]+: )", "$1$2");
        assertThat(used).isNotEqualTo(yaml);
        Configuration read = ConfigurationReader.parse(used, "uncommented");
        assertThat(read.guard()).isEqualTo(new Guard("make test", Duration.ofMinutes(5)));
        assertThat(read.budget().experiments()).isEqualTo(100);
    }

    @Test
    void anyTextSurvivesBeingWrittenAndRead() {
        List<String> pieces = List.of("a", " ", ": ", " #", "'", "\"", "\\", "{", "}", "[", "]", ",", "&x", "*", "!",
                "|",
                ">", "%", "@", "`", "- ", "? ", "~", "null", "true", "1", "1e3", "\n", "\t", "é", "💥", "\u2028",
                "\u0085",
                "$(x)", "<<", "=", "---", "...", "\u0007");
        for (long seed = 1; seed <= 2_000; seed++) {
            var random = new Random(seed);
            Configuration configuration = Configuration.builder().goal("g").modify("src/" + random.nextInt())
                    .command(text(random, pieces)).check(text(random, pieces)).environment("A", text(random, pieces))
                    .metric("a", Direction.LOWER, new Extractor.Shell(text(random, pieces)))
                    .metric("b", Direction.LOWER, new Extractor.Line(text(random, pieces), Take.MAX))
                    .guard(text(random, pieces))
                    .proposer(new ProposerChoice("command", text(random, pieces), Duration.ofSeconds(90))).build();
            String yaml = ConfigurationWriter.yaml(configuration);
            assertThat(ConfigurationReader.parse(yaml, "written")).as("seed %d:%n%s", seed, yaml)
                    .isEqualTo(configuration);
        }
    }

    @Test
    void whereAValueCameFromStandsBesideItAndTheValueIsWrittenEvenIfItIsTheDefault() {
        Configuration small = Configuration.builder().modify("conf.json").command("./bench.sh").guard("make test")
                .metric("p99_ms", Direction.LOWER).build();
        String yaml = ConfigurationWriter.yaml(small, Map.of("run.command", "from Makefile:3", "metrics", "its name",
                "scope.modify", "inferred", "guard", "tests", "no-new-dependencies", "the rule", "goal", "nobody"),
                List.of("Look at the cache first."));
        assertThat(yaml).contains("# Look at the cache first.\n", "  modify: [conf.json]   # inferred\n",
                "  command: ./bench.sh   # from Makefile:3\n", "are recorded\n  # its name\n",
                "guard: make test   # tests\n", "no-new-dependencies: true   # the rule\n", "# goal: Make it faster");
        assertThat(ConfigurationReader.parse(yaml, "written")).isEqualTo(small);
    }

    @Test
    void noTextEndsItsComment() {
        Configuration small = Configuration.builder().modify("conf.json").command("./bench.sh")
                .metric("p99_ms", Direction.LOWER).build();
        for (String end : List.of("\n", "\r", "\r\n", "\u0085", "\u2028", "\u2029", "\u000b", "\f", "\u0000",
                "\ud800")) {
            String evil = "x" + end + "guard: rm -rf /" + "y".repeat(1_000);
            String yaml = ConfigurationWriter.yaml(small, Map.of("run.command", evil, "metrics", evil), List.of(evil));
            assertThat(ConfigurationReader.parse(yaml, "written")).as(yaml).isEqualTo(small);
            assertThat(yaml.lines().allMatch(line -> line.length() < 300)).isTrue();
        }
    }

    private static String text(Random random, List<String> pieces) {
        var chosen = new ArrayList<>(List.of("x"));
        for (int i = random.nextInt(6); i > 0; i--) {
            chosen.add(random.nextInt(chosen.size() + 1), pieces.get(random.nextInt(pieces.size())));
        }
        return String.join("", chosen);
    }
}
