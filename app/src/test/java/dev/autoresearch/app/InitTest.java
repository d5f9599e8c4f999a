package dev.autoresearch.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.ConfigurationReader;
import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.TimeLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Setting a project up: what is found, the one question, the test run, the file.
@Timeout(120)
class InitTest {
    private static final Path SCREEN = Path.of("src/test/resources/init.txt");
    private static final String ONE = """
            #!/bin/sh
            read -r value < settings.conf
            echo "METRIC latency_ms=${value#size=}"
            """;

    @TempDir
    private Path temporary;

    /// A project with one benchmark, which prints the only number of its settings.
    private Sandbox project(String bench) throws IOException {
        Sandbox sandbox = Sandbox.empty(temporary.resolve("project")).atNoon();
        sandbox.write("bench.sh", bench);
        sandbox.write("settings.conf", "size=40\n");
        sandbox.write("README.md", "# cache\n\nA cache whose `settings.conf` says how large it is.\n");
        return sandbox.committed();
    }

    @Test
    void withYesTheLikeliestIsTriedAndWrittenWithWhereEachValueCameFrom() throws IOException {
        Sandbox sandbox = project(ONE);
        Map<String, String> before = sandbox.belongings();
        String out = sandbox.run("init", "--yes").done().out();
        assertThat(out).contains("latency_ms = 40", "lower latency_ms than 40 is better", "autoresearch/mar26",
                "wrote ");
        Configuration written = written(sandbox);
        assertThat(written.primary().name()).isEqualTo("latency_ms");
        assertThat(written.primary().direction()).isEqualTo(Direction.LOWER);
        assertThat(written.run().timeout()).as("twice the run, at least 10 s")
                .isEqualTo(new TimeLimit.Fixed(Duration.ofSeconds(10)));
        assertThat(written.noNewDependencies()).isTrue();
        String yaml = sandbox.read("autoresearch.yaml");
        assertThat(yaml).contains("timeout: 10s   # inferred: twice the ", "no-new-dependencies: true   # inferred");
        for (String key : List.of("goal", "  modify", "  command", "  timeout", "proposer")) {
            assertThat(yaml.lines().filter(line -> line.startsWith(key + ": ")).toList()).as(key).singleElement()
                    .asString().containsPattern("   # (?:inferred|from)[: ]");
        }
        assertThat(out).as("the whole file is shown").contains(yaml);
        Files.delete(sandbox.folder().resolve("autoresearch.yaml"));
        assertThat(sandbox.belongings()).as("nothing else is left").isEqualTo(before);
    }

    @Test
    void theScreenIsTheOneThatIsOnRecord() throws IOException {
        Sandbox sandbox = project(ONE);
        String screen = sandbox.run("init", "--yes", "--proposer", "./propose.sh").done().out()
                .replace(sandbox.folder().toString(), "/project").replaceAll("\\d+ ms|\\d\\.\\d s", "12 ms");
        assertThat(screen).as("if this change is meant, copy it to " + SCREEN).isEqualTo(Files.readString(SCREEN));
    }

    @Test
    void onATerminalOneQuestionIsAskedAndEnterWrites() throws IOException {
        Sandbox sandbox = project(ONE);
        String out = sandbox.typing("\n\n", "init").done().out();
        assertThat(out.split("What do you want to optimise\\?", -1)).hasSize(2);
        assertThat(out).contains("Write this to autoresearch.yaml? [Y/n]");
        assertThat(written(sandbox).primary().name()).isEqualTo("latency_ms");
    }

    @Test
    void anAnswerMayBeANumberAMetricAGoalOrAFile() throws IOException {
        for (String answer : List.of("1", "latency_ms", "make it faster", "settings.conf")) {
            Sandbox sandbox = project(ONE);
            sandbox.typing(answer + "\ny\n", "init").done();
            Configuration typed = written(sandbox);
            assertThat(typed.primary().name()).as(answer).isEqualTo("latency_ms");
            assertThat(typed.scope().modify().patterns()).as(answer).containsExactly("settings.conf");
            assertThat(typed.goal().startsWith("make it faster: ")).as(answer).isEqualTo(answer.contains(" "));
            sandbox.run("init", "--yes", "--force", answer).done();
            assertThat(written(sandbox)).as("the same without a terminal").isEqualTo(typed);
            delete(sandbox);
        }
    }

    @Test
    void withNoOrTheEndOfTheInputNothingIsWritten() throws IOException {
        Sandbox sandbox = project(ONE);
        Map<String, String> before = sandbox.belongings();
        assertThat(sandbox.typing("\nn\n", "init").done().out()).contains("nothing was written");
        assertThat(sandbox.typing("\nwhat\n", "init").done().out()).contains("Answer y or n.", "nothing was written");
        assertThat(sandbox.typing("", "init").err()).contains("There was no answer, and nothing was written.");
        assertThat(sandbox.typing("9\n\nn\n", "init").done().out()).contains("There is no 9 in the list.");
        assertThat(sandbox.belongings()).isEqualTo(before);
    }

    @Test
    void whereTwoReadingsAreEquallyLikelyItSaysSoAndDoesNotGuess() throws IOException {
        Sandbox sandbox = Sandbox.empty(temporary.resolve("two"));
        copy(Path.of("../setup/src/test/fixtures/two-benches"), sandbox.folder());
        sandbox.committed();
        Map<String, String> before = sandbox.belongings();
        sandbox.run("init", "--yes").refused(Exit.CONFIGURATION, "equally likely", "search_ms", "wrap_ms",
                "autoresearch init --yes 1");
        assertThat(sandbox.belongings()).isEqualTo(before);
        sandbox.run("init", "--yes", "wrap_ms", "--no-test-run").done();
        assertThat(written(sandbox).primary().name()).isEqualTo("wrap_ms");
        sandbox.run("init", "--yes", "--metric", "search_ms", "--no-test-run", "--force").done();
        assertThat(written(sandbox).primary().name()).isEqualTo("search_ms");
        String out = sandbox.typing("\nwrap_ms\n\n", "init", "--no-test-run", "--force").done().out();
        assertThat(out).contains("Nothing in the project says that one of 1 and 2", "Which of them?");
        assertThat(written(sandbox).primary().name()).isEqualTo("wrap_ms");
    }

    @Test
    void aRunWithoutANumberIsSaidWithItsLastLinesAndNothingIsWritten() throws IOException {
        Sandbox sandbox = project(ONE + "echo 'the disk is on fire' >&2\nexit 3\n");
        Map<String, String> before = sandbox.belongings();
        Sandbox.Ran ran = sandbox.run("init", "--yes");
        ran.refused(Exit.SETUP, "no number", "--no-test-run");
        assertThat(ran.out()).contains("no number", "exit code 3", "the disk is on fire", "do ");
        assertThat(sandbox.typing("\n\n", "init").done().out()).contains("all the same? [y/N]", "nothing was written");
        assertThat(sandbox.belongings()).isEqualTo(before);
        sandbox.typing("\ny\n", "init").done();
        assertThat(written(sandbox).run().timeout()).as("nothing was measured")
                .isEqualTo(new TimeLimit.Fixed(Duration.ofMinutes(5)));
        sandbox.run("init", "--yes", "--no-test-run", "--force").done();
        assertThat(sandbox.read("autoresearch.yaml")).contains("timeout: 5m   # inferred: nothing was measured yet");
    }

    @Test
    void aBuildThatFailsAndAGuardThatFailsAreSaid() throws IOException {
        Sandbox sandbox = project(ONE);
        assertThat(sandbox.run("init", "--yes", "--prepare", "echo no compiler; false").out())
                .contains("the preparation `echo no compiler; false` failed", "no compiler");
        assertThat(sandbox.run("init", "--yes", "--guard", "echo two tests fail; false").done().out())
                .contains("warning", "The guard", "two tests fail", "no win could be kept");
        assertThat(written(sandbox).guard().command()).contains("two tests fail");
    }

    @Test
    void aRunThatChangesCommittedFilesIsWarnedAbout() throws IOException {
        Sandbox sandbox = project(ONE + "echo run >> README.md\n");
        assertThat(sandbox.run("init", "--yes").done().out()).contains("changes files that are committed: README.md");
        assertThat(sandbox.git("status", "--porcelain")).isEqualTo("?? autoresearch.yaml");
    }

    @Test
    void whatIsGivenGoesBeforeWhatWasFound() throws IOException {
        Sandbox sandbox = project(ONE);
        String out = sandbox
                .run("init", "--yes", "--command", "echo METRIC points=7", "--metric", "points", "--direction",
                        "higher", "--goal", "More points", "--proposer", "claude")
                .done().out();
        assertThat(out).contains("points = 7", "higher points than 7 is better");
        Configuration written = written(sandbox);
        assertThat(written.goal()).startsWith("More points");
        assertThat(written.run().command()).isEqualTo("echo METRIC points=7");
        assertThat(written.scope().modify().patterns()).as("found").containsExactly("settings.conf");
        assertThat(written.proposer().kind()).isEqualTo("claude");
        assertThat(sandbox.read("autoresearch.yaml")).contains("command: echo METRIC points=7   # from your options",
                "proposer: claude   # from your options");
        sandbox.run("init", "--yes", "--force", "--modify", "src/[").refused(Exit.CONFIGURATION, "is no pattern");
    }

    @Test
    void aProjectInWhichNothingIsFoundIsAskedFor() throws IOException {
        Sandbox sandbox = Sandbox.empty(temporary.resolve("plain"));
        sandbox.write("notes.txt", "nothing to measure\n");
        sandbox.committed();
        sandbox.run("init", "--yes").refused(Exit.CONFIGURATION, "The option --modify is missing");
        sandbox.typing("notes.txt\nwc -c < notes.txt | sed 's/^/METRIC oddity=/'\noddity\nlower\n\n", "init").done();
        assertThat(written(sandbox).primary().name()).isEqualTo("oddity");
        assertThat(written(sandbox).run().command()).startsWith("wc -c");
    }

    @Test
    void withoutATerminalAndWithoutYesNothingIsWritten() throws IOException {
        Sandbox sandbox = project(ONE);
        Map<String, String> before = sandbox.belongings();
        Sandbox.Ran ran = sandbox.run("init");
        ran.refused(Exit.CONFIGURATION, "Nobody is there", "--yes");
        assertThat(ran.out()).contains("structure", "measures", "latency_ms");
        assertThat(sandbox.belongings()).isEqualTo(before);
    }

    @Test
    void outsideOfGitTheFirstCommitIsTold() throws IOException {
        Sandbox sandbox = Sandbox.empty(temporary.resolve("no-git"));
        sandbox.run("init", "--yes").refused(Exit.REPOSITORY, "git init && git add -A && git commit -m start");
    }

    @Test
    void oneCommandGoesFromACloneToAFinishedLoop() throws IOException {
        Sandbox sandbox = project(ONE);
        String out = sandbox.run("init", "--yes", "--run", "-n", "3", "--proposer",
                "echo size=$((40 - AUTORESEARCH_EXPERIMENT)) > settings.conf; echo smaller").done().out();
        assertThat(out).contains("wrote ", "=== Autoresearch Complete (3 iterations) ===", "Keeps: 3");
        assertThat(sandbox.read("results.tsv")).contains("latency_ms");
    }

    @Test
    void ctrlCEndsTheTestRunWithItsTreeAndLeavesNothing() throws Exception {
        Sandbox sandbox = project("""
                #!/bin/sh
                echo METRIC latency_ms=1 > /dev/null
                echo started > "$HOME/started"
                sleep 4711 &
                sleep 4711
                """);
        Map<String, String> before = sandbox.belongings();
        Path scratch = Files.createDirectories(sandbox.home().resolve("scratch"));
        var builder = new ProcessBuilder(Sandbox.program("init", "--yes", "--command", "sh bench.sh", "--metric",
                "latency_ms")).directory(sandbox.folder().toFile())
                .redirectErrorStream(true).redirectOutput(sandbox.home().resolve("init.out").toFile());
        builder.environment().clear();
        builder.environment().putAll(sandbox.environment());
        builder.environment().put("TMPDIR", scratch.toString());
        Process init = builder.start();
        try {
            await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(sandbox.home().resolve("started")));
            List<ProcessHandle> tree = init.descendants().toList();
            assertThat(new ProcessBuilder("kill", "-INT", Long.toString(init.pid())).start().waitFor()).isZero();
            assertThat(init.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(init.exitValue()).as(sandbox.printed("init.out")).isEqualTo(Exit.INTERRUPTED.code());
            assertThat(tree).noneMatch(SignalsTest::runs);
            assertThat(sandbox.printed("init.out")).contains("nothing is written").doesNotContain("defect");
            try (Stream<Path> left = Files.list(scratch)) {
                assertThat(left).isEmpty();
            }
            assertThat(sandbox.belongings()).isEqualTo(before);
        } finally {
            init.destroyForcibly().waitFor();
        }
    }

    private static Configuration written(Sandbox sandbox) {
        return ConfigurationReader.read(sandbox.folder().resolve("autoresearch.yaml"));
    }

    private static void delete(Sandbox sandbox) throws IOException {
        try (Stream<Path> all = Files.walk(sandbox.folder())) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path target = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(each, target);
                }
            }
        }
    }
}
