package dev.autoresearch.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.autoresearch.journal.Ending;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every way to hold process trees keeps the same promises.
@ParameterizedClass(name = "{0}")
@MethodSource("tiers")
@Timeout(60)
class ExecutorContractTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("PATH", Shell.DEFAULT_PATH, "LANG", "C.UTF-8");

    /// A tier and whether this machine has it; the name of the test says so.
    record Candidate(String tier, LocalExecutor.Options options, String problem) {
        @Override
        public String toString() {
            return problem.isEmpty() ? tier : tier + " (not available here: " + problem + ")";
        }
    }

    static Stream<Candidate> tiers() {
        return Stream.of(candidate("cgroup2", true, false), candidate("subreaper", false, true),
                candidate("group", false, false));
    }

    @TempDir
    Path folder;

    private final Candidate candidate;
    private final LocalExecutor executor;

    ExecutorContractTest(Candidate candidate) {
        this.candidate = candidate;
        this.executor = LocalExecutor.open(candidate.options());
    }

    private static Candidate candidate(String tier, boolean cgroup, boolean subreaper) {
        LocalExecutor.Options options = new LocalExecutor.Options(cgroup, subreaper, null, Duration.ofMillis(300));
        try (LocalExecutor probe = LocalExecutor.open(options)) {
            String problem = probe.tiers().stream().filter(found -> found.name().equals(tier)).findFirst().orElseThrow()
                    .problem();
            return new Candidate(tier, options, problem);
        }
    }

    @BeforeEach
    void checkTier() {
        Assumptions.assumeTrue(candidate.problem().isEmpty(), candidate::problem);
        assertThat(executor.tier()).isEqualTo(candidate.tier());
    }

    @AfterEach
    void close() {
        executor.close();
    }

    @Test
    void aCommandReturnsItsExitCodeAndItsOutput() {
        Execution done = run("echo out; echo err >&2; exit 3");
        assertThat(done.ending()).isEqualTo(new Ending.Exited(3));
        assertThat(log()).isEqualTo("out\nerr\n");
        assertThat(done.tier()).isEqualTo(candidate.tier());
        assertThat(done.survivors()).isZero();
        assertThat(done.logBytes()).isEqualTo(8);
        assertThat(done.wall()).isPositive();
    }

    @Test
    void aSignalIsToldFromAnExitCode() {
        assertThat(run("kill -SEGV $$").ending()).isEqualTo(new Ending.Signalled(11));
        assertThat(run("sh -c 'kill -KILL $$'; exit $?").ending()).isEqualTo(new Ending.Signalled(9));
        assertThat(run("exit 129").ending()).isEqualTo(new Ending.Exited(129));
    }

    @Test
    void aCommandThatDoesNotExistIsNotStarted() {
        assertThat(run("no-such-program --now").ending())
                .isEqualTo(new Ending.NotStarted("command not found: no-such-program"));
        assertThat(run("no-such-program | cat").ending())
                .isEqualTo(new Ending.NotStarted("command not found: no-such-program"));
        assertThat(run("./missing.sh 'a b'").ending())
                .isEqualTo(new Ending.NotStarted("command not found: ./missing.sh"));
        assertThat(run("no-such-program || exit 4").ending()).isEqualTo(new Ending.Exited(4));
    }

    @Test
    void aScriptsOwn127IsAnExitCode() throws IOException {
        script("inner.sh", "#!/bin/sh\nno-such-program\n");
        assertThat(run("./inner.sh").ending()).isEqualTo(new Ending.Exited(127));
        assertThat(run("sh -c 'exit 127'").ending()).isEqualTo(new Ending.Exited(127));
    }

    @Test
    void aScriptThatMayNotRunOrHasNoInterpreterIsNotStarted() throws IOException {
        Files.writeString(folder.resolve("plain.sh"), "exit 0\n");
        assertThat(run("./plain.sh").ending())
                .isEqualTo(new Ending.NotStarted("permission denied: ./plain.sh is not executable"));
        script("odd.sh", "#!/no/such/interpreter\n");
        assertThat(run("./odd.sh").ending()).isInstanceOf(Ending.NotStarted.class)
                .extracting(Ending::phrase).asString().contains("/no/such/interpreter");
    }

    @Test
    void aScriptWithoutAnInterpreterLineIsRunByTheShell() throws IOException {
        script("bare.sh", "echo bare $1; exit 5\n");
        assertThat(run("./bare.sh arg").ending()).isEqualTo(new Ending.Exited(5));
        assertThat(log()).isEqualTo("bare arg\n");
    }

    @Test
    void aFolderThatDoesNotExistIsNotStarted() {
        Task task = new Task("true", folder.resolve("none"), ENVIRONMENT, Duration.ofSeconds(9), Duration.ZERO,
                folder.resolve("log"), 1000, null, null);
        assertThat(executor.run(task, new Stop()).ending()).isInstanceOf(Ending.NotStarted.class);
    }

    @Test
    void aPipelineFailsWithAnyOfItsParts() {
        Assumptions.assumeTrue(executor.shell(ENVIRONMENT, folder).pipefail(), "no shell with pipefail here");
        assertThat(run("(exit 3) | cat").ending()).isEqualTo(new Ending.Exited(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"env", "env && true", "env | cat", "env > out; cat out"})
    void aVariableOfAnyNameReachesTheCommand(String line) {
        Assumptions.assumeTrue(executor.shell(ENVIRONMENT, folder).program().endsWith("bash"),
                "other shells drop them");
        Map<String, String> variables = new TreeMap<>(ENVIRONMENT);
        variables.put("my.option", "1");
        variables.put("with-dash", "2");
        Task task = new Task(line, folder, variables, Duration.ofSeconds(20), Duration.ZERO, folder.resolve("log"),
                100_000, null, null);
        assertThat(executor.run(task, new Stop()).ending().success()).isTrue();
        assertThat(log().lines()).contains("my.option=1", "with-dash=2");
    }

    @Test
    void theEnvironmentIsTheTasksAndNothingElse() throws IOException {
        Map<String, String> variables = new TreeMap<>(ENVIRONMENT);
        variables.put("ODD", "a b\n=c 'ü'");
        Task task = new Task("env -0", folder, variables, Duration.ofSeconds(20), Duration.ZERO, folder.resolve("log"),
                100_000, null, null);
        assertThat(executor.run(task, new Stop()).ending().success()).isTrue();
        List<String> seen = new ArrayList<>(List.of(log().split("\0", -1)));
        seen.removeIf(line -> line.isEmpty() || line.startsWith("AUTORESEARCH_RUN=") || line.startsWith("PWD=")
                || line.startsWith("OLDPWD=") || line.startsWith("_=") || line.startsWith("SHLVL="));
        assertThat(seen).containsExactlyInAnyOrder("PATH=" + Shell.DEFAULT_PATH, "LANG=C.UTF-8", "ODD=a b\n=c 'ü'");
    }

    @Test
    void itRunsInItsFolderWithNothingOnStandardInputAndNoForeignDescriptor() throws IOException {
        Path odd = Files.createDirectory(folder.resolve("a b ü"));
        try (var kept = Files.newOutputStream(folder.resolve("open-in-the-engine"))) {
            kept.write(1);
            Task task = new Task("pwd; cat; ls /proc/self/fd | wc -w", odd, ENVIRONMENT, Duration.ofSeconds(20),
                    Duration.ZERO, folder.resolve("log"), 100_000, null, null);
            assertThat(executor.run(task, new Stop()).ending().success()).isTrue();
        }
        assertThat(log().lines().toList()).first().isEqualTo(odd.toString());
        // 0, 1, 2 and the listed folder itself
        assertThat(log().lines().toList()).last().isEqualTo("4");
    }

    @Test
    void inputComesFromAFileAndOutputGoesToOne() throws IOException {
        Path input = Files.writeString(folder.resolve("in"), "hello\n");
        Path output = folder.resolve("out");
        Task task = new Task("cat; echo note >&2", folder, ENVIRONMENT, Duration.ofSeconds(20), Duration.ZERO,
                folder.resolve("log"), 1000, input, output);
        assertThat(executor.run(task, new Stop()).ending().success()).isTrue();
        assertThat(output).hasContent("hello");
        assertThat(log()).isEqualTo("note\n");
    }

    @Test
    void aTimeoutEndsTheWholeTreeEvenWhatIgnoresTerm() throws IOException {
        script("stubborn.sh", "#!/bin/sh\ntrap '' TERM\necho $$ > pids\nsetsid sh -c 'trap \"\" TERM; echo $$ >> pids; "
                + "while :; do sleep 0.1; done' &\nwhile :; do sleep 0.1; done\n");
        Execution done = run("./stubborn.sh", Duration.ofMillis(400), Duration.ZERO, new Stop());
        assertThat(done.ending()).isEqualTo(new Ending.TimedOut(Duration.ofMillis(400)));
        assertThat(done.wall()).isBetween(Duration.ofMillis(690), Duration.ofSeconds(10));
        assertThat(pids()).hasSize(2);
        assertAllGone();
    }

    @Test
    void aCommandThatEndsOnTermIsNotKilled() {
        Execution done = run("trap 'echo tidy; exit 0' TERM; sleep 30 & wait", Duration.ofMillis(200), Duration.ZERO,
                new Stop());
        assertThat(done.ending()).isInstanceOf(Ending.TimedOut.class);
        assertThat(log()).contains("tidy");
        assertThat(done.wall()).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void silenceForTooLongEndsIt() {
        Execution done = run("echo a; sleep 0.2; echo b; sleep 30", Duration.ofSeconds(30), Duration.ofMillis(500),
                new Stop());
        assertThat(done.ending()).isEqualTo(new Ending.Idle(Duration.ofMillis(500)));
        assertThat(log()).startsWith("a\nb\n");
    }

    @Test
    void outputToAFileOfItsOwnIsNotSilence() {
        Task task = new Task("for i in 1 2 3 4 5 6 7 8; do echo $i; sleep 0.1; done", folder, ENVIRONMENT,
                Duration.ofSeconds(20), Duration.ofMillis(500), folder.resolve("log"), 1000, null,
                folder.resolve("out"));
        assertThat(executor.run(task, new Stop()).ending().success()).isTrue();
    }

    @Test
    void aStopFromAnotherThreadEndsIt() throws Exception {
        for (ExecutorService threads : List.of(Executors.newCachedThreadPool(),
                Executors.newVirtualThreadPerTaskExecutor())) {
            try (threads) {
                Stop stop = new Stop();
                Future<Execution> run = threads
                        .submit(() -> run("echo up > ready; sleep 30", Duration.ofSeconds(40), Duration.ZERO, stop));
                await().until(() -> Files.exists(folder.resolve("ready")));
                stop.request();
                assertThat(run.get(20, TimeUnit.SECONDS).ending()).isEqualTo(new Ending.Stopped());
                Files.delete(folder.resolve("ready"));
            }
        }
    }

    @Test
    void aStopBeforeTheStartStartsNothing() {
        Stop stop = new Stop();
        stop.request();
        assertThat(run("echo > ran", Duration.ofSeconds(9), Duration.ZERO, stop).ending())
                .isEqualTo(new Ending.Stopped());
        assertThat(folder.resolve("ran")).doesNotExist();
    }

    @Test
    void aDaemonThatForkedTwiceDoesNotOutliveTheCommand() {
        Execution done = run(
                "(setsid sh -c 'echo $$ >> pids; exec sleep 30' &) ; while [ ! -s pids ]; do sleep 0.02; done");
        assertThat(done.ending()).isEqualTo(new Ending.Exited(0));
        assertThat(done.survivors()).isEqualTo(1);
        assertThat(pids()).hasSize(1);
        assertAllGone();
    }

    @Test
    void aProcessThatForksItselfAnewForEverIsEnded() throws IOException {
        script("hydra.sh", "#!/bin/sh\necho $$ >> pids\nsleep 0.01\n[ -e stop ] || setsid ./hydra.sh &\nexit 0\n");
        Execution done = run("./hydra.sh; sleep 0.3");
        long count = pids().size();
        assertThat(done.ending()).isEqualTo(new Ending.Exited(0));
        assertThat(count).isGreaterThan(2);
        assertAllGone();
        await().during(Duration.ofMillis(150)).until(() -> pids().size() == count);
    }

    @Test
    void aShortEchoOfTheCommandIsNotASurvivor() {
        Assumptions.assumeTrue(executor.shell(ENVIRONMENT, folder).program().endsWith("bash"));
        Execution done = run("echo metric 1 > >(sleep 0.01; cat)");
        assertThat(done.survivors()).isZero();
        // The JDK stops reading a pipe when its process has ended, so that this tier can lose what comes later.
        if (!candidate.tier().equals("group")) {
            assertThat(log()).isEqualTo("metric 1\n");
        }
    }

    @Test
    void concurrentRunsAndOtherChildrenOfThisProcessAreLeftAlone() throws Exception {
        Process other = new ProcessBuilder("sleep", "60").start();
        Process orphaning = new ProcessBuilder("sh", "-c", "setsid sleep 60 > /dev/null 2>&1 & echo $!").start();
        long orphan = Long
                .parseLong(new String(orphaning.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip());
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            Future<Execution> longer = threads.submit(() -> executor.run(
                    new Task("echo > up; sleep 1; echo whole", folder,
                            ENVIRONMENT, Duration.ofSeconds(30), Duration.ZERO, folder.resolve("longer.log"), 1000,
                            null, null),
                    new Stop()));
            await().until(() -> Files.exists(folder.resolve("up")));
            for (int i = 0; i < 3; i++) {
                assertThat(run("sleep 30 & sleep 30", Duration.ofMillis(50), Duration.ZERO, new Stop()).ending())
                        .isInstanceOf(Ending.TimedOut.class);
            }
            assertThat(longer.get().ending().success()).isTrue();
            assertThat(folder.resolve("longer.log")).hasContent("whole");
            assertThat(other.isAlive()).isTrue();
            assertThat(ProcessHandle.of(orphan)).hasValueSatisfying(handle -> assertThat(handle.isAlive()).isTrue());
        } finally {
            other.destroyForcibly().waitFor();
            ProcessHandle.of(orphan).ifPresent(ProcessHandle::destroyForcibly);
        }
        assertThat(other.exitValue()).isEqualTo(137);
    }

    @Test
    void timeUsedByAllProcessesIsCounted() {
        Execution done = run("sh -c 'i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done' & wait");
        assertThat(done.cpu()).isBetween(Duration.ofMillis(100), done.wall().multipliedBy(2));
        if (!candidate.tier().equals("group")) {
            // Long enough to be seen alive, also on a busy machine: who ended unseen cannot be told from a stranger.
            Execution daemon = run(
                    "(setsid sh -c 'i=0; while [ $i -lt 2000000 ]; do i=$((i+1)); done; echo > done' &); "
                            + "while [ ! -e done ]; do sleep 0.05; done; sleep 0.1");
            assertThat(daemon.cpu()).isGreaterThan(done.cpu().dividedBy(3));
        }
    }

    @Test
    void peakMemoryOfTheWholeTreeIsFound() {
        Execution done = run("head -c 150000000 /dev/zero | tail | sleep 2 & "
                + "head -c 100000000 /dev/zero | tail | sleep 2 & wait");
        assertThat(done.peakMemory()).isBetween(235_000_000L, 300_000_000L);
    }

    @Test
    void lackOfMemorySaidByTheProgramIsRecognised() {
        assertThat(run("echo 'java.lang.OutOfMemoryError: Java heap space'; exit 1").ending())
                .isEqualTo(new Ending.OutOfMemory("java.lang.OutOfMemoryError: Java heap space"));
        assertThat(run("echo 'MemoryError handled'; exit 0").ending()).isEqualTo(new Ending.Exited(0));
    }

    @Test
    void aFloodOfOutputIsCutOnDiskAndNeverHeld() {
        long before = used();
        Execution done = run("head -c 200000000 /dev/zero | tr '\\0' x; echo; echo the end");
        assertThat(done.ending()).isEqualTo(new Ending.Exited(0));
        assertThat(done.logBytes()).isEqualTo(200_000_009);
        assertThat(done.cutBytes()).isEqualTo(200_000_009 - 1_000_000);
        assertThat(folder.resolve("log").toFile().length()).isBetween(1_000_000L, 1_000_100L);
        assertThat(log()).endsWith("the end\n").contains("[… 199,000,009 bytes cut by run.log-limit …]");
        assertThat(used() - before).isLessThan(20_000_000);
    }

    @Test
    void nothingIsLeftInTheFolderOfTheLog() throws IOException {
        run("echo a");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("log"));
        }
    }

    private Execution run(String command) {
        return run(command, Duration.ofSeconds(30), Duration.ZERO, new Stop());
    }

    private Execution run(String command, Duration timeout, Duration idle, Stop stop) {
        return executor.run(new Task(command, folder, ENVIRONMENT, timeout, idle, folder.resolve("log"), 1_000_000,
                null, null), stop);
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void script(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
        if (text.startsWith("#!") || name.equals("bare.sh")) {
            assertThat(folder.resolve(name).toFile().setExecutable(true)).isTrue();
        }
    }

    private List<Long> pids() {
        try {
            return Files.readAllLines(folder.resolve("pids")).stream().map(Long::valueOf).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertAllGone() {
        for (long pid : pids()) {
            ProcFs.Stat stat = ProcFs.stat((int) pid);
            assertThat(stat == null || stat.ended()).as("process %d is gone", pid).isTrue();
        }
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
