package dev.autoresearch.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.autoresearch.config.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A session in a process of its own: signals, kills, and verbs from beside it.
@Timeout(120)
class SignalsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path temporary;

    private @Nullable Process started;

    @AfterEach
    void nothingOfTheTestRunsOn() throws InterruptedException {
        if (started != null) {
            started.destroyForcibly().waitFor();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "HUP"})
    void aSignalEndsTheRunAndSaysHowToResumeWhichFinishesTheSameExperiment(String signal) throws Exception {
        Sandbox sandbox = running();
        signal(signal);
        assertThat(exit()).as(sandbox.printed("run.err")).isEqualTo(Exit.INTERRUPTED.code());
        assertThat(alive(sandbox)).as("processes of the run").isEmpty();
        assertThat(sandbox.printed("run.out")).contains("ended: interrupted", "autoresearch resume --tag t");
        assertThat(sandbox.printed("run.err")).contains("Stopping").doesNotContain("Exception", "defect");
        JsonNode status = status(sandbox);
        assertThat(status.path("ended").asString()).isEqualToIgnoringCase("interrupted");
        assertThat(status.path("running").asBoolean()).isFalse();
        assertThat(status.path("pending").asInt()).isEqualTo(2);
        resumed(sandbox);
    }

    @Test
    void aSecondSignalEndsAtOnceAndIsStillSafe() throws Exception {
        Sandbox sandbox = running();
        signal("INT");
        signal("INT");
        assertThat(exit()).isEqualTo(Exit.INTERRUPTED.code());
        assertThat(alive(sandbox)).as("processes of the run").isEmpty();
        assertThat(sandbox.git("fsck", "--strict", "--no-dangling")).isEmpty();
        resumed(sandbox);
    }

    @Test
    void afterAKillResumeEndsWhatRanOnAndLosesNothing() throws Exception {
        Sandbox sandbox = running();
        engine().destroyForcibly().waitFor();
        assertThat(status(sandbox).path("running").asBoolean()).isFalse();
        assertThat(sandbox.run("status").done().out()).contains("broken off", "autoresearch resume");
        Optional<ProcessHandle> orphan = alive(sandbox);
        String out = resumed(sandbox);
        assertThat(alive(sandbox)).as("processes of the killed engine's run").isEmpty();
        if (orphan.isPresent()) {
            assertThat(out).contains("of a killed engine's run");
        }
        assertThat(sandbox.git("fsck", "--strict", "--no-dangling")).isEmpty();
    }

    @Test
    void stopNowEndsTheRunUnderWayInOrder() throws Exception {
        Sandbox sandbox = running();
        assertThat(sandbox.run("stop", "--now").done().out()).contains("stops now", "autoresearch resume");
        assertThat(exit()).as(sandbox.printed("run.err")).isEqualTo(Exit.OK.code());
        assertThat(alive(sandbox)).as("processes of the run").isEmpty();
        assertThat(sandbox.printed("run.out")).contains("ended: stopped on request", "autoresearch resume --tag t");
        assertThat(status(sandbox).path("ended").asString()).isEqualToIgnoringCase("stopped");
        resumed(sandbox);
    }

    @Test
    void pauseStatusTellResumeAndStopWorkBesideARunningSession() throws Exception {
        Sandbox sandbox = running();
        JsonNode status = status(sandbox);
        assertThat(status.path("running").asBoolean()).isTrue();
        assertThat(status.path("pid").asLong()).isEqualTo(engine().pid());
        sandbox.run("run").refused(Exit.LOCKED, "Session t is running", "autoresearch status");
        sandbox.run("pause").done();
        sandbox.run("tell", "hurry").done();
        ProcessHandle.of(Long.parseLong(sandbox.printed("pid").strip())).orElseThrow().destroy();
        await().atMost(PATIENCE).until(() -> sandbox.printed("run.out").contains("Paused"));
        assertThat(status(sandbox).path("experiments").asInt()).isEqualTo(2);
        assertThat(engine().isAlive()).isTrue();
        sandbox.run("resume").done();
        await().atMost(PATIENCE).until(() -> status(sandbox).path("experiments").asInt() > 2);
        assertThat(sandbox.printed("brief-3-1.json")).contains("hurry");
        sandbox.run("stop").done();
        assertThat(exit()).isEqualTo(Exit.OK.code());
        assertThat(status(sandbox).path("ended").asString()).isEqualToIgnoringCase("stopped");
    }

    /// A session whose second experiment does not end its run by itself.
    private Sandbox running() throws IOException {
        Sandbox sandbox = Sandbox.project(temporary.resolve("project"));
        sandbox.write("bench.sh", Sandbox.BENCH + """
                if [ "$AUTORESEARCH_EXPERIMENT" = 2 ] && [ ! -e "$RECORD/open" ]; then
                    sh -c 'echo $$ > "$RECORD/pid.new"; mv "$RECORD/pid.new" "$RECORD/pid"; exec sleep 1000' &
                    wait $! || true
                fi
                """);
        sandbox.git("commit", "-qam", "bench");
        Process engine = sandbox.start("run", Sandbox.program("run", "--tag", "t"));
        started = engine;
        await().atMost(PATIENCE).until(() -> {
            assertThat(engine.isAlive()).as("the engine").isTrue();
            return Files.exists(sandbox.home().resolve("pid"));
        });
        return sandbox;
    }

    private static String resumed(Sandbox sandbox) throws IOException {
        Files.writeString(sandbox.home().resolve("open"), "");
        Sandbox.Ran ran = sandbox.run("resume", "--tag", "t", "--experiments", "2").done();
        List<JsonNode> rows = sandbox.run("results", "--all", "--json").done().out().lines()
                .map(line -> JsonMapper.shared().readTree(line)).toList();
        assertThat(rows.stream().map(row -> row.path("number").asInt() + " " + row.path("status").asString()))
                .containsExactly("0 keep", "1 keep", "2 keep", "3 keep");
        assertThat(sandbox.git("show", "autoresearch/t:value.txt")).isEqualTo("53");
        assertThat(Files.readAllLines(sandbox.folder().resolve("results.tsv"))).hasSize(5);
        assertThat(sandbox.git("status", "--porcelain")).isEmpty();
        return ran.out();
    }

    private static Optional<ProcessHandle> alive(Sandbox sandbox) throws IOException {
        return ProcessHandle.of(Long.parseLong(sandbox.printed("pid").strip())).filter(SignalsTest::runs);
    }

    // A process that nobody waits for stays in the table after its end where process 1 does not reap.
    static boolean runs(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            return process.isAlive() && !stat.substring(stat.lastIndexOf(')')).startsWith(") Z");
        } catch (IOException ended) {
            return false;
        }
    }

    private static JsonNode status(Sandbox sandbox) {
        return JsonMapper.shared().readTree(sandbox.run("status", "--json").done().out());
    }

    private Process engine() {
        return Objects.requireNonNull(started, "no engine runs");
    }

    private void signal(String name) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(engine().pid())).start().waitFor()).isZero();
    }

    private int exit() throws InterruptedException {
        assertThat(engine().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("the engine ends").isTrue();
        return engine().exitValue();
    }
}
