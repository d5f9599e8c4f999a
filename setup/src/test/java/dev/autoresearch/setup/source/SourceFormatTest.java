package dev.autoresearch.setup.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.Budget;
import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.ConfigurationBuilder;
import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.Globs;
import dev.autoresearch.config.Take;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is written in another tool's words says the same when it is read back.
class SourceFormatTest {
    private static final int MADE = 60;
    private static final List<String> COMMANDS = List.of("sh bench.sh", "make -s bench", "./run --fast 'a b' \"c\"",
            "uv run train.py > run.log 2>&1", "FOO=1 python3 -m x | tail -5", "printf '%s\\n' \"#1: * _x_\"");
    private static final List<String> GLOBS = List.of("src/a.py", "conf/*.json", "src/**/B.java", "x-1_y.c", "data/");

    @TempDir
    private Path temporary;

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIsReadBackForTheKeysOfTheFormat(SourceFormat format) throws IOException {
        long seed = new SplittableRandom().nextLong();
        var random = new SplittableRandom(seed);
        for (int made = 0; made < MADE; made++) {
            Configuration c = configuration(random);
            Written written = format.write(c);
            Fixtures.with(temporary, written.file(), written.text());
            Found found = Sources.in(temporary).together();
            Configuration back = found.configuration();
            assertThat(seen(format, back)).as("seed " + seed + ", configuration " + made + "\n" + written.text())
                    .isEqualTo(seen(format, c));
            assertThat(found.leftOut()).as("seed " + seed).isEmpty();
        }
    }

    @Test
    void whatAFormatCannotSayIsToldKeyByKey() {
        Configuration c = Configuration.builder().goal("x").modify("a").command("./run").guard("make test")
                .metric("ms", Direction.LOWER, new Extractor.WallTime()).metric("mb", Direction.LOWER)
                .budget(new Budget(10, Budget.UNLIMITED, Duration.ofHours(1), 0, Budget.UNLIMITED, 10)).build();
        assertThat(SourceFormat.NEUROLINK.write(c).leftOut()).containsExactly(
                "How ms is read cannot be said in .autoresearch/config.json.",
                "goal cannot be said in .autoresearch/config.json.",
                "guard cannot be said in .autoresearch/config.json.",
                "budget cannot be said in .autoresearch/config.json.",
                "metrics: .autoresearch/config.json has only the one that decides, ms.");
        Configuration plain = Configuration.builder().modify("a").command("./run")
                .metric("ms", Direction.LOWER, new Extractor.Shell("grep ms run.log")).build();
        assertThat(SourceFormat.RESEARCH_JSON.write(plain).leftOut()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"research-json", "claude-md", "crucible", "neurolink"})
    void aFixtureWrittenInItsOwnFormatComesToTheSame(String name) throws IOException {
        Configuration c = Fixtures.found(name).configuration();
        SourceFormat format = SourceFormat.of(name).orElseThrow();
        Written written = format.write(c);
        Fixtures.with(temporary, written.file(), written.text());
        assertThat(seen(format, Sources.in(temporary).together().configuration())).isEqualTo(seen(format, c));
    }

    private static Configuration configuration(SplittableRandom random) {
        String name = List.of("p99_ms", "score", "val.bpb", "x-1").get(random.nextInt(4));
        ConfigurationBuilder builder = Configuration.builder().command(one(random, COMMANDS))
                .modify(one(random, GLOBS)).metric(name, random.nextBoolean() ? Direction.LOWER : Direction.HIGHER,
                        extractor(random, name));
        if (random.nextBoolean()) {
            builder.goal("Make it better: faster, smaller");
        }
        if (random.nextBoolean()) {
            builder.timeout(Duration.ofSeconds(1 + random.nextInt(5000)));
        }
        if (random.nextBoolean()) {
            builder.protect(Globs.of("eval/harness.py", "fixed/**")).read(Globs.of("README.md"));
        }
        if (random.nextBoolean()) {
            builder.check("test -f data && echo ok").experiments(1 + random.nextInt(500));
        }
        if (random.nextBoolean()) {
            builder.hidden(Globs.of("secret/**")).repeats(1 + random.nextInt(5));
        }
        return builder.noNewDependencies(random.nextBoolean()).build();
    }

    private static Extractor extractor(SplittableRandom random, String name) {
        return switch (random.nextInt(4)) {
            case 0 -> new Extractor.Shell("grep '" + name + ":' run.log | tail -1 | awk '{print $2}'");
            case 1 -> new Extractor.Regex("^x\\s*=\\s*([0-9.]+)$", Take.FIRST);
            case 2 -> new Extractor.Regex("^\"x\": (\\S+)", Take.ONLY);
            default -> new Extractor.MetricLines(Take.ONLY);
        };
    }

    private static String one(SplittableRandom random, List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    /// What both must say alike: the format's own keys, and the metric's way where the format has a word for it.
    private static List<Object> seen(SourceFormat format, Configuration c) {
        List<Object> common = List.of(c.run().command(), c.scope().modify(), c.primary().name(),
                c.primary().direction());
        List<Object> own = switch (format) {
            case RESEARCH_JSON -> List.of(c.scope().read(), c.run().timeout(), c.run().check(), c.noNewDependencies());
            case CLAUDE_MD -> List.of(c.scope().protect(),
                    c.run().timeout() instanceof dev.autoresearch.config.TimeLimit.Fixed fixed
                            ? fixed
                            : new dev.autoresearch.config.TimeLimit.Fixed(Duration.ofMinutes(5)));
            case PI -> List.of(c.scope().protect(), c.noNewDependencies());
            case CRUCIBLE -> List.of(c.scope().read(), c.scope().hidden(), c.run().timeout(), c.run().check(),
                    c.noNewDependencies(), c.repeats(), c.workspace());
            case NEUROLINK -> List.of(c.scope().protect(), c.run().timeout(), c.budget().experiments(), c.workspace());
        };
        Object extractor = switch (format) {
            case RESEARCH_JSON, CLAUDE_MD, CRUCIBLE ->
                c.primary().extractor() instanceof Extractor.Shell shell && shell.command().contains("awk")
                        ? shell
                        : "";
            case NEUROLINK -> c.primary().extractor() instanceof Extractor.Regex regex
                    && regex.pattern().contains("0-9.") ? regex : "";
            case PI -> "";
        };
        return List.of(common, own, extractor);
    }
}
