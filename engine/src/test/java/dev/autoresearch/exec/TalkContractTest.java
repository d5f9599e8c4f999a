package dev.autoresearch.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.autoresearch.journal.Ending;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// A command can be talked with in every way of holding process trees, and however the two behave, the run ends.
@ParameterizedClass(name = "{0}")
@MethodSource("dev.autoresearch.exec.ExecutorContractTest#tiers")
@Timeout(60)
class TalkContractTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("PATH", Shell.DEFAULT_PATH, "LANG", "C.UTF-8");
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String ECHO = "while read -r line; do echo \"echo $line\"; done";
    private static final byte[] MEGABYTE = "0123456789abcde\n".repeat(65_536).getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    private final ExecutorContractTest.Candidate candidate;
    private final LocalExecutor executor;

    TalkContractTest(ExecutorContractTest.Candidate candidate) {
        this.candidate = candidate;
        this.executor = LocalExecutor.open(candidate.options());
    }

    @BeforeEach
    void checkTier() {
        Assumptions.assumeTrue(candidate.problem().isEmpty(), candidate::problem);
    }

    @AfterEach
    void close() {
        executor.close();
    }

    @Test
    void whatIsSaidReachesTheCommandAndItsAnswersComeBackWhileItRuns() {
        var answers = new ArrayList<String>();
        Execution done = run(ECHO + "; echo bye >&2; exit 3", (input, output) -> {
            var lines = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8));
            for (int i = 0; i < 100; i++) {
                input.write(("line " + i + "\n").getBytes(StandardCharsets.UTF_8));
                answers.add(lines.readLine());
            }
            input.close();
            assertThat(lines.readLine()).isNull();
        });
        assertThat(done.ending()).isEqualTo(new Ending.Exited(3));
        assertThat(answers).hasSize(100).startsWith("echo line 0").endsWith("echo line 99");
        assertThat(folder.resolve("log")).as("standard error alone").hasContent("bye");
    }

    @Test
    void aMegabyteEachWayAtOnceArrivesWhole() {
        var back = new AtomicReference<>(new byte[0]);
        Execution done = run("cat", (input, output) -> {
            Thread writer = Thread.ofVirtual().start(() -> {
                try (input) {
                    input.write(MEGABYTE);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            back.set(output.readAllBytes());
            assertThat(writer.isAlive()).isFalse();
        });
        assertThat(done.ending()).isEqualTo(new Ending.Exited(0));
        assertThat(back.get()).isEqualTo(MEGABYTE);
    }

    @Test
    void whatACommandWroteLastIsReadAfterItsEnd() {
        for (int i = 0; i < 20; i++) {
            var back = new AtomicReference<>("");
            run("echo first; echo last", (input, output) -> back
                    .set(new String(output.readAllBytes(), StandardCharsets.UTF_8)));
            assertThat(back.get()).isEqualTo("first\nlast\n");
        }
    }

    @Test
    void aCommandThatNeverReadsCanBeStopped() {
        Stop stop = new Stop();
        var failed = new AtomicBoolean();
        Execution done = run("echo $$ > pids; echo ready; sleep 30", LONG, Duration.ZERO, stop, (input, output) -> {
            int _ = output.read();
            Thread.ofVirtual().start(() -> stopAfter(Duration.ofMillis(200), stop));
            try {
                input.write(MEGABYTE);
            } catch (IOException e) {
                failed.set(true);
                throw e;
            }
        });
        assertThat(done.ending()).isEqualTo(new Ending.Stopped());
        assertThat(failed).isTrue();
        assertAllGone();
    }

    @Test
    void aTalkThatNeverReadsHoldsTheCommandUpUntilItsTimeLimit() {
        var halt = new CountDownLatch(1);
        Execution done = run("head -c 1000000 /dev/zero; echo > written", Duration.ofSeconds(1), Duration.ZERO,
                new Stop(), (input, output) -> {
                    try {
                        halt.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                });
        assertThat(done.ending()).isEqualTo(new Ending.TimedOut(Duration.ofSeconds(1)));
        assertThat(folder.resolve("written")).doesNotExist();
    }

    @Test
    void aTalkThatDoesNotEvenHeedItsInterruptHoldsNothingUp() {
        var release = new Semaphore(0);
        try {
            Execution done = run("echo a", (input, output) -> release.acquireUninterruptibly());
            assertThat(done.ending()).isEqualTo(new Ending.Exited(0));
        } finally {
            release.release();
        }
    }

    @Test
    void aBackgroundChildThatHoldsTheOutputIsEndedAndTheTalkSeesTheEnd() {
        var text = new AtomicReference<>("");
        Execution done = run(
                "sh -c 'echo $$ >> pids; exec sleep 30' & while [ ! -s pids ]; do sleep 0.02; done; echo done",
                (input, output) -> text.set(new String(output.readAllBytes(), StandardCharsets.UTF_8)));
        assertThat(done.ending()).isEqualTo(new Ending.Exited(0));
        assertThat(done.survivors()).isEqualTo(1);
        assertThat(text.get()).isEqualTo("done\n");
        assertAllGone();
    }

    @Test
    void aBugInTheTalkEndsTheTreeAndIsThrown() {
        for (Throwable bug : List.of(new IllegalStateException("a bug"), new AssertionError("a bug"))) {
            assertThatThrownBy(() -> run("echo $$ > pids; echo ready; sleep 30", (input, output) -> {
                int _ = output.read();
                switch (bug) {
                    case RuntimeException e -> throw e;
                    default -> throw (Error) bug;
                }
            })).isSameAs(bug);
            assertAllGone();
        }
    }

    @Test
    void aFailureToReadOrWriteElsewhereIsThrownToo() {
        assertThatThrownBy(() -> run("sleep 30", (input, output) -> {
            try (InputStream none = Files.newInputStream(folder.resolve("none"))) {
                int _ = none.read();
            }
        })).isInstanceOf(UncheckedIOException.class).hasMessageContaining("none");
    }

    @Test
    void aCommandThatIsGoneWhileItIsSpokenToIsNoFailure() {
        Execution done = run("exit 5", (input, output) -> {
            while (true) {
                input.write(MEGABYTE);
            }
        });
        assertThat(done.ending()).isEqualTo(new Ending.Exited(5));
    }

    @Test
    void aTalkThatReturnsGivesTheEndOfFileAndTheCommandGoesOn() {
        Execution done = run("cat > /dev/null; head -c 1000000 /dev/zero; echo > after", (input, output) -> {});
        assertThat(done.ending()).isEqualTo(new Ending.Exited(0));
        assertThat(folder.resolve("after")).exists();
    }

    @Test
    void aCallersStopFromWithinTheTalkEndsTheTree() {
        Stop outer = new Stop();
        Stop money = new Stop();
        try (Stop.Registration _ = outer.onRequest(money::request)) {
            Execution done = run(
                    "trap '' TERM; echo $$ > pids; (setsid sleep 30 &); echo spent 7; while :; do sleep 0.1; done",
                    LONG, Duration.ZERO, money, (input, output) -> {
                        var lines = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8));
                        assertThat(lines.readLine()).isEqualTo("spent 7");
                        money.request();
                        assertThat(lines.readLine()).as("the end").isNull();
                    });
            assertThat(done.ending()).isEqualTo(new Ending.Stopped());
        }
        assertThat(outer.requested()).isFalse();
        assertAllGone();
    }

    @Test
    void onlyOutputCountsAgainstTheLimitOnSilence() {
        Execution silent = run("cat > /dev/null", LONG, Duration.ofMillis(500), new Stop(), (input, output) -> {
            while (true) {
                input.write('x');
                pause(Duration.ofMillis(20));
            }
        });
        assertThat(silent.ending()).isEqualTo(new Ending.Idle(Duration.ofMillis(500)));
        Execution chatty = run("for i in 1 2 3 4 5 6 7 8 9; do echo $i; sleep 0.1; done", LONG, Duration.ofMillis(600),
                new Stop(), (input, output) -> assertThat(output.readAllBytes()).hasSize(18));
        assertThat(chatty.ending()).isEqualTo(new Ending.Exited(0));
    }

    @Test
    void aCommandThatCannotBeStartedIsNotTalkedWith() {
        var talked = new AtomicBoolean();
        assertThat(run("no-such-program", (input, output) -> talked.set(true)).ending())
                .isEqualTo(new Ending.NotStarted("command not found: no-such-program"));
        assertThat(talked).isFalse();
    }

    @Test
    void theCommandHasNoDescriptorOfTheTalkButItsTwo() {
        var listing = new AtomicReference<>("");
        run("ls /proc/self/fd | wc -w",
                (input, output) -> listing.set(new String(output.readAllBytes(), StandardCharsets.UTF_8).strip()));
        // 0, 1, 2 and the listed folder itself
        assertThat(listing.get()).isEqualTo("4");
    }

    @Test
    void twoHundredTalksLeaveNoDescriptorAndNoThread() {
        Assumptions.assumeTrue(ProcFs.available());
        run("cat", (input, output) -> {});
        var answered = new AtomicInteger();
        long before = descriptors();
        for (int i = 0; i < 200; i++) {
            run("read -r line; echo \"$line\"", (input, output) -> {
                input.write("a\n".getBytes(StandardCharsets.UTF_8));
                answered.addAndGet(output.readAllBytes().length);
            });
        }
        assertThat(answered).hasValue(400);
        await().untilAsserted(() -> assertThat(descriptors()).isLessThanOrEqualTo(before + 2));
        assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName).doesNotContain("run-input",
                "run-output");
    }

    @Test
    void filesAndATalkExcludeEachOther() {
        assertThatThrownBy(() -> new Task("cat", folder, ENVIRONMENT, LONG, Duration.ZERO, folder.resolve("log"), 1000,
                folder.resolve("in"), null, (input, output) -> {})).isInstanceOf(IllegalArgumentException.class);
    }

    private Execution run(String command, Talk talk) {
        return run(command, LONG, Duration.ZERO, new Stop(), talk);
    }

    private Execution run(String command, Duration timeout, Duration idle, Stop stop, Talk talk) {
        return executor.run(new Task(command, folder, ENVIRONMENT, timeout, idle, folder.resolve("log"), 1_000_000,
                null, null, talk), stop);
    }

    private static void stopAfter(Duration time, Stop stop) {
        pause(time);
        stop.request();
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void assertAllGone() {
        try {
            for (String line : Files.readAllLines(folder.resolve("pids"))) {
                ProcFs.Stat stat = ProcFs.stat(Integer.parseInt(line));
                assertThat(stat == null || stat.ended()).as("process %s is gone", line).isTrue();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long descriptors() {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
