package dev.autoresearch.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.autoresearch.config.Exit;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.journal.SessionLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// Whatever is wrong: a clear message with the next step, the documented exit code, and nothing lost.
class BadInputTest {
    @TempDir
    private Path temporary;

    @Test
    void aFolderOutsideARepositoryIsRefused() throws IOException {
        Sandbox sandbox = Sandbox.empty(temporary.resolve("project"));
        sandbox.configure();
        unchanged(sandbox, Exit.REPOSITORY, "is not in a git repository", "git init");
    }

    @Test
    void aRepositoryWithoutCommitsIsRefused() throws IOException {
        Sandbox sandbox = Sandbox.empty(temporary.resolve("project"));
        sandbox.configure();
        sandbox.git("init", "-q");
        unchanged(sandbox, Exit.REPOSITORY, "has no commits yet", "git commit");
    }

    @Test
    void aBareRepositoryIsRefused() throws IOException {
        Sandbox sandbox = Sandbox.empty(temporary.resolve("project.git"));
        sandbox.git("init", "-q", "--bare");
        sandbox.configure();
        Map<String, String> before = sandbox.belongings();
        sandbox.run("run").refused(Exit.REPOSITORY, "bare repository", "git clone");
        assertThat(sandbox.belongings()).isEqualTo(before);
    }

    @Test
    void aProjectWithoutConfigurationIsSentToInit() throws IOException {
        Sandbox sandbox = Sandbox.project(temporary.resolve("project"));
        sandbox.git("rm", "-q", "autoresearch.yaml");
        for (String verb : List.of("run", "status", "results", "resume", "stop", "export")) {
            unchanged(sandbox, verb, Exit.CONFIGURATION, "no autoresearch.yaml", "autoresearch init");
        }
    }

    @Test
    void aWrongConfigurationNamesLineKeyAndWhatWasExpected() throws IOException {
        Sandbox sandbox = Sandbox.project(temporary.resolve("project"), "bugdet: {experiments: 3}",
                "repeats: often");
        unchanged(sandbox, Exit.CONFIGURATION, "autoresearch.yaml:1: bugdet", "did you mean budget", "repeats",
                "auto or a number", "expected");
    }

    @Test
    void aFileThatIsNoYamlNamesTheLine() throws IOException {
        Sandbox sandbox = Sandbox.project(temporary.resolve("project"));
        sandbox.write("autoresearch.yaml", "goal: x\nscope: [unclosed\n");
        unchanged(sandbox, Exit.CONFIGURATION, "autoresearch.yaml:");
    }

    @Test
    void aCommandThatIsNotFoundIsNamedAndTheTagStaysFree() throws IOException {
        Sandbox sandbox = Sandbox.project(temporary.resolve("project"), "run: {command: no-such-program --fast}");
        Map<String, String> own = sandbox.own();
        for (int attempt = 0; attempt < 2; attempt++) {
            sandbox.run("run", "--tag", "t").refused(Exit.SETUP, "no-such-program", "not found");
            assertThat(sandbox.own()).isEqualTo(own);
            assertThat(sandbox.git("branch", "--list", "autoresearch/t-2")).isEmpty();
        }
        sandbox.configure("budget: {experiments: 1}");
        sandbox.run("run", "--tag", "t").done();
        assertThat(sandbox.git("branch", "--list", "--format=%(refname:short)", "autoresearch/*"))
                .isEqualTo("autoresearch/t");
    }

    @Test
    void anOutputWithoutTheMetricIsShown() throws IOException {
        Sandbox sandbox = Sandbox.project(temporary.resolve("project"), "run: {command: echo it works}");
        Map<String, String> own = sandbox.own();
        Sandbox.Ran ran = sandbox.run("run");
        ran.refused(Exit.SETUP, "score", "gives no measurement");
        assertThat(ran.err()).contains("  it works");
        assertThat(sandbox.own()).isEqualTo(own);
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws IOException {
        Sandbox sandbox = Sandbox.project(temporary.resolve("project"));
        sandbox.write(".autoresearch", "a file where the folder should be\n");
        sandbox.write(".git/info/exclude", ".autoresearch\n");
        unchanged(sandbox, Exit.STORAGE, ".autoresearch", "writ");
    }

    @Test
    void aFullDiskEndsTheRunAndLosesNothing() throws Exception {
        Sandbox sandbox = Sandbox.project(temporary.resolve("project"), "budget: {experiments: 400}");
        sandbox.run("run", "--tag", "t", "--experiments", "2").done();
        Path journal = sandbox.folder().resolve(".autoresearch/t/journal.jsonl");
        String before = Files.readString(journal);
        Map<String, String> own = sandbox.own();
        // No file may grow beyond this, which is what a full disk does to the journal first; needs no rights.
        List<String> command = new ArrayList<>(List.of("bash", "-c", "ulimit -f $0; exec \"$@\"",
                Long.toString(before.length() / 1024 + 5)));
        command.addAll(Sandbox.program("resume"));
        command.add(5, "-XX:-UsePerfData");
        assertThat(ended(sandbox.start("full", command))).as(sandbox.printed("full.err"))
                .isEqualTo(Exit.STORAGE.code());
        new Sandbox.Ran(Exit.STORAGE.code(), "", sandbox.printed("full.err")).refused(Exit.STORAGE,
                "journal.jsonl cannot be written", "Make room");
        continued(sandbox, journal, before, own);
    }

    @Test
    void aFullFileSystemEndsTheRunAndLosesNothing() throws Exception {
        Path folder = Files.createDirectories(temporary.resolve("small"));
        assumeTrue(ended(new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder.toString())
                .start()) == 0, "mounting needs rights");
        try {
            Sandbox sandbox = Sandbox.project(folder.resolve("project"), "budget: {experiments: 10000}");
            sandbox.run("run", "--tag", "t", "--experiments", "2").done();
            Path journal = sandbox.folder().resolve(".autoresearch/t/journal.jsonl");
            String before = Files.readString(journal);
            Map<String, String> own = sandbox.own();
            Path filler = folder.resolve("filler");
            Files.write(filler, new byte[(int) Files.getFileStore(folder).getUsableSpace() - 60_000]);
            sandbox.run("resume").refused(Exit.STORAGE, "No space left on device", "next: ");
            Files.delete(filler);
            continued(sandbox, journal, before, own);
        } finally {
            assertThat(ended(new ProcessBuilder("umount", "-l", folder.toString()).start())).isZero();
        }
    }

    @Test
    void aJournalOfANewerVersionIsLeftAlone() throws IOException {
        Sandbox sandbox = Sandbox.project(temporary.resolve("project"));
        sandbox.run("run", "--tag", "t", "--experiments", "1").done();
        Path journal = sandbox.folder().resolve(".autoresearch/t/journal.jsonl");
        String newer = Files.readString(journal).replaceFirst("\"schema\":\\d+", "\"schema\":99");
        Files.writeString(journal, newer);
        Files.delete(sandbox.folder().resolve(".autoresearch/t/state.json"));
        for (String verb : List.of("run", "resume", "status", "results", "export")) {
            unchanged(sandbox, verb, Exit.JOURNAL, "newer version", "schema 99", "version that wrote it");
        }
        assertThat(journal).hasContent(newer);
    }

    @Test
    void aSessionThatAnotherEngineHoldsIsNotTouched() throws IOException {
        Sandbox sandbox = Sandbox.project(temporary.resolve("project"));
        sandbox.run("run", "--tag", "t", "--experiments", "1").done();
        try (var _ = SessionLock.take(new SessionFolder(sandbox.folder(), "t"), Instant.now())) {
            unchanged(sandbox, Exit.LOCKED, "Session t is running", "process " + ProcessHandle.current().pid());
            Map<String, String> before = sandbox.belongings();
            sandbox.run("rewind", "0").refused(Exit.LOCKED, "Session t is running", "autoresearch stop");
            sandbox.run("run", "--tag", "t").refused(Exit.LOCKED, "Session t is held by process");
            sandbox.run("export").refused(Exit.LOCKED, "Session t is running");
            assertThat(sandbox.belongings()).isEqualTo(before);
            sandbox.run("status").done();
        }
    }

    @Test
    void aBranchDeletedBetweenStopAndResumeIsMadeAgain() throws IOException {
        Sandbox sandbox = Sandbox.project(temporary.resolve("project"));
        sandbox.run("run", "--tag", "t", "--experiments", "2").done();
        String tip = sandbox.git("rev-parse", "autoresearch/t");
        sandbox.git("branch", "-D", "autoresearch/t");
        Sandbox.Ran ran = sandbox.run("resume", "--experiments", "1").done();
        assertThat(ran.out()).contains("The branch autoresearch/t was gone and was made again");
        assertThat(sandbox.git("rev-parse", "autoresearch/t^")).isEqualTo(tip);
    }

    @Test
    void aBranchDeletedDuringARunIsMadeAgainWithTheNextKeep() throws IOException {
        Sandbox sandbox = Sandbox.project(temporary.resolve("project"));
        sandbox.write("bench.sh",
                Sandbox.BENCH + "[ $AUTORESEARCH_EXPERIMENT != 2 ] || git branch -D autoresearch/t || true\n");
        sandbox.git("commit", "-qam", "bench");
        Sandbox.Ran ran = sandbox.run("run", "--tag", "t", "--experiments", "3").done();
        assertThat(ran.out()).contains("The branch autoresearch/t was gone and was made again");
        assertThat(sandbox.git("rev-list", "--count", "main..autoresearch/t")).isEqualTo("3");
    }

    @Test
    void aClockThatWentBackIsSaidAndNoTimeRunsBackwards() throws IOException {
        Sandbox sandbox = Sandbox.project(temporary.resolve("project")).atNoon();
        sandbox.run("run", "--tag", "t", "--experiments", "1").done();
        sandbox.clock(() -> Instant.parse("2026-03-25T12:00:00Z"));
        Sandbox.Ran ran = sandbox.run("resume", "--experiments", "1").done();
        assertThat(ran.out()).contains("The clock went back");
        List<Instant> times = Files.readAllLines(sandbox.folder().resolve(".autoresearch/t/journal.jsonl")).stream()
                .map(line -> Instant.parse(JsonMapper.shared().readTree(line).path("at").asString())).toList();
        assertThat(times).isSorted();
        assertThat(sandbox.git("log", "-1", "--format=%s", "autoresearch/t")).isEqualTo("one more than 51");
    }

    private static void continued(Sandbox sandbox, Path journal, String before, Map<String, String> own)
            throws IOException {
        assertThat(Files.readString(journal)).startsWith(before);
        assertThat(sandbox.own()).isEqualTo(own);
        sandbox.run("run", "--experiments", "1").done();
        assertThat(sandbox.git("branch", "--list", "--format=%(refname:short)", "autoresearch/*"))
                .as("the same session goes on").isEqualTo("autoresearch/t");
        List<Integer> numbers = sandbox.run("results", "--all", "--json").done().out().lines()
                .map(line -> JsonMapper.shared().readTree(line).path("number").asInt()).toList();
        assertThat(numbers).isEqualTo(IntStream.range(0, numbers.size()).boxed().toList()).hasSizeGreaterThan(3);
        assertThat(sandbox.git("fsck", "--strict", "--no-dangling")).isEmpty();
        assertThat(sandbox.own()).isEqualTo(own);
    }

    private static int ended(Process process) throws InterruptedException {
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends").isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    private static void unchanged(Sandbox sandbox, Exit exit, String... says) throws IOException {
        unchanged(sandbox, "run", exit, says);
    }

    private static void unchanged(Sandbox sandbox, String verb, Exit exit, String... says) throws IOException {
        Map<String, String> before = sandbox.belongings();
        sandbox.run(verb).refused(exit, says);
        assertThat(sandbox.belongings()).as("everything after " + verb).isEqualTo(before);
    }
}
