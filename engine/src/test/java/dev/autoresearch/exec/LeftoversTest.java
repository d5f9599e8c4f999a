package dev.autoresearch.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An engine that was killed leaves a run behind, and the next one ends it.
@Timeout(60)
class LeftoversTest {
    @TempDir
    Path folder;

    /// The engine that gets killed: `<folder> <allow cgroup> <allow subreaper>`.
    static final class Engine {
        private Engine() {}

        public static void main(String[] args) {
            Path folder = Path.of(args[0]);
            LocalExecutor executor = LocalExecutor.open(new LocalExecutor.Options(Boolean.parseBoolean(args[1]),
                    Boolean.parseBoolean(args[2]), folder.resolve("state"), Duration.ofSeconds(1)));
            String command = "echo $$ >> pids; (setsid sh -c 'echo $$ >> pids; exec sleep 60' &); sleep 60";
            executor.run(new Task(command, folder, Map.of("PATH", Shell.DEFAULT_PATH), Duration.ofSeconds(50),
                    Duration.ZERO, folder.resolve("log"), 1000, null, null), new Stop());
        }
    }

    @ParameterizedTest(name = "best tier allowed: cgroup {0}, subreaper {1}")
    @CsvSource({"true,true", "false,true", "false,false"})
    void theRunOfAKilledEngineIsEndedByTheNext(boolean cgroup, boolean subreaper) throws Exception {
        Process engine = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                Engine.class.getName(), folder.toString(), Boolean.toString(cgroup), Boolean.toString(subreaper))
                .redirectErrorStream(true).redirectOutput(folder.resolve("engine.log").toFile()).start();
        List<Long> pids;
        try {
            await().atMost(Duration.ofSeconds(30)).until(() -> pids().size() == 2 && theRunIsNoted());
            assertThat(LocalExecutor.endLeftovers(folder.resolve("state"))).as("while its engine lives").isZero();
            pids = pids();
            assertThat(pids).allMatch(LeftoversTest::runs);
        } finally {
            engine.destroyForcibly().waitFor();
        }
        assertThat(pids).allMatch(LeftoversTest::runs);
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            assertThat(LocalExecutor.endLeftovers(folder.resolve("state"))).isGreaterThanOrEqualTo(2);
            assertThat(pids).noneMatch(LeftoversTest::runs);
            assertThat(stranger.isAlive()).isTrue();
            assertThat(LocalExecutor.endLeftovers(folder.resolve("state"))).isZero();
        } finally {
            stranger.destroyForcibly().waitFor();
        }
        try (Stream<Path> files = Files.list(folder.resolve("state"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aNumberThatNowBelongsToAStrangerIsLeftAlone() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            String boot = ProcFs.boot();
            Files.writeString(folder.resolve("a.run"), "boot " + boot + "\nmark 0123456789abcdef0123456789abcdef\n"
                    + "engine 999999999 1\nmain " + stranger.pid() + " 1\n");
            Files.writeString(folder.resolve("b.run"), "boot of-yesterday\nmark x\nengine 999999999 1\nmain "
                    + stranger.pid() + " " + startOf(stranger.pid()) + "\n");
            Files.writeString(folder.resolve("torn.run"), "boo");
            assertThat(LocalExecutor.endLeftovers(folder)).isZero();
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly().waitFor();
        }
        assertThat(LocalExecutor.endLeftovers(folder.resolve("none"))).isZero();
    }

    private static long startOf(long pid) {
        ProcFs.Stat stat = ProcFs.stat((int) pid);
        return stat == null ? 0 : stat.start();
    }

    private static boolean runs(long pid) {
        ProcFs.Stat stat = ProcFs.stat((int) pid);
        return stat != null && !stat.ended();
    }

    private boolean theRunIsNoted() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("state"))) {
            for (Path file : files.toList()) {
                String notes = Files.readString(file);
                return notes.contains("\nmain ") || notes.contains("\ncgroup ");
            }
        }
        return false;
    }

    private List<Long> pids() throws IOException {
        Path file = folder.resolve("pids");
        return Files.exists(file) ? Files.readAllLines(file).stream().map(Long::valueOf).toList() : List.of();
    }
}
