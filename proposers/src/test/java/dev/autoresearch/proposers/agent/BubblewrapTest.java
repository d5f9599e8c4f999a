package dev.autoresearch.proposers.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The sandbox as the system really holds it, around a shell in a worktree of a real repository.
class BubblewrapTest {
    @TempDir
    Path temporary;

    private Path project;
    private Path desk;
    private Path home;

    @BeforeEach
    void aProjectWithAWorktree() throws IOException, InterruptedException {
        assumeThat(Bubblewrap.find(System.getenv())).isInstanceOf(Bubblewrap.Found.Working.class);
        Path real = temporary.toRealPath();
        project = Files.createDirectory(real.resolve("project"));
        home = Files.createDirectories(real.resolve("home/.agent"));
        for (String file : List.of("target.txt", "score.py", "src/a.txt", "data/in/x.csv", "data/y.csv",
                "eval/secret.txt")) {
            Files.createDirectories(project.resolve(file).getParent());
            Files.writeString(project.resolve(file), "old\n");
        }
        git(project, "init", "-q", "-b", "main");
        git(project, "add", "-A");
        git(project, "-c", "user.name=t", "-c", "user.email=t@example.invalid", "commit", "-qm", "base");
        desk = project.resolve(".autoresearch/worktrees/t/desk");
        git(project, "worktree", "add", "-q", "--detach", desk.toString());
    }

    @Test
    void onlyTheDeskCanBeWritten() throws IOException, InterruptedException {
        String said = inside("echo new > target.txt; echo new > src/a.txt; echo new > src/b.txt; "
                + "for f in score.py data/y.csv data/in/x.csv data/z.csv .git ../other " + project + "/target.txt "
                + project + "/.git/config /etc/x; do (echo bad >> $f) && echo wrote $f; done;"
                + "echo lost > " + home.getParent()
                + "/x; mv score.py s.py && echo moved; git commit -qam x && echo committed; rm -rf data && echo removed; "
                + "true");
        assertThat(said.lines().filter(line -> line.matches("(wrote|moved|committed|removed).*"))).as(said).isEmpty();
        assertThat(desk.resolve("target.txt")).hasContent("new");
        assertThat(desk.resolve("src/b.txt")).hasContent("new");
        for (String file : List.of("score.py", "data/y.csv", "data/in/x.csv")) {
            assertThat(desk.resolve(file)).hasContent("old");
        }
        assertThat(desk.resolve("data/z.csv")).doesNotExist();
        assertThat(project.resolve("target.txt")).hasContent("old");
        assertThat(home.resolveSibling("x")).doesNotExist();
    }

    @Test
    void whatTheProgramNeedsOfTheUsersCanBeWritten() throws IOException, InterruptedException {
        inside("echo kept > " + home + "/session; echo gone > /tmp/scratch");
        assertThat(home.resolve("session")).hasContent("kept");
        assertThat(Path.of("/tmp/scratch")).doesNotExist();
    }

    @Test
    void whatIsHiddenIsFoundNowhere() throws IOException, InterruptedException {
        String said = inside("cat eval/secret.txt; cat " + project + "/eval/secret.txt; git show HEAD:eval/secret.txt; "
                + "ls " + project + "/.autoresearch; cat target.txt", "eval/**");
        assertThat(said.lines().filter(line -> line.equals("old"))).as(said).hasSize(1);
    }

    @Test
    void theHistoryCanBeReadWhereNothingIsHidden() throws IOException, InterruptedException {
        assertThat(inside("git show HEAD:eval/secret.txt; git status --short; git log --oneline")).contains("old",
                "base");
    }

    @Test
    void nothingThatItStartsOutlivesIt() throws IOException, InterruptedException {
        // What it starts holds its output open: the end of the output is the end of all of them.
        assertTimeoutPreemptively(Duration.ofMinutes(1),
                () -> inside("(setsid sh -c 'sleep 3600; echo late > late.txt' &) ; true"));
    }

    @Test
    void aProgramInTheTemporaryFolderFindsWhatItLinksTo() throws IOException, InterruptedException {
        Path place = Files.createTempDirectory(Path.of("/tmp"), "installed");
        try {
            Path script = Files.createDirectories(place.resolve("lib/agent")).resolve("run");
            Files.writeString(script, "#!/bin/sh\necho started\n");
            assertThat(script.toFile().setExecutable(true)).isTrue();
            Path programs = Files.createDirectory(place.resolve("bin"));
            Files.createSymbolicLink(programs.resolve("agent"), Path.of("../lib/agent/run"));
            assertThat(run(List.of(), List.of(programs), programs + "/agent")).isEqualTo("started\n");
        } finally {
            Files.delete(place.resolve("bin/agent"));
            for (String folder : List.of("bin", "lib/agent/run", "lib/agent", "lib", "")) {
                Files.delete(place.resolve(folder));
            }
        }
    }

    @Test
    void aFolderIsGuardedAsOneWhereAllOfItIsProtected() {
        Reach reach = Reach.at(desk, Offices.configuration("eval/secret.txt"));
        assertThat(reach.fixed()).containsExactlyInAnyOrder(desk.resolve(".git"), desk.resolve("score.py"),
                desk.resolve("data"));
        assertThat(reach.masked()).containsExactlyInAnyOrder(desk.resolve("eval/secret.txt"),
                project.resolve("eval/secret.txt"), project.resolve(".git/objects"), project.resolve(".autoresearch"));
        assertThat(reach.around()).containsExactly(project, project.resolve(".git"));
        assertThat(reach.complete()).isTrue();
    }

    @Test
    void aProgramWithTheWholeHomeStillCannotWriteToTheProjectInIt() throws IOException, InterruptedException {
        String said = run(List.of(temporary.toRealPath()), List.of(home),
                "echo new > target.txt; echo x > " + temporary.toRealPath() + "/mine; for f in " + project
                        + "/target.txt " + project + "/.git/config " + project + "/.autoresearch/x; "
                        + "do (echo bad >> $f) && echo wrote $f; done; true");
        assertThat(said).doesNotContain("wrote");
        assertThat(desk.resolve("target.txt")).hasContent("new");
        assertThat(temporary.resolve("mine")).exists();
    }

    @Test
    void aMachineWithoutItSaysSo() {
        assertThat(Bubblewrap.find(Map.of("PATH", temporary.toString())))
                .isEqualTo(new Bubblewrap.Found.Missing("bubblewrap is not installed"));
    }

    private String inside(String command, String... hidden) throws IOException, InterruptedException {
        return run(List.of(home), List.of(home), command, hidden);
    }

    private String run(List<Path> writable, List<Path> needed, String command, String... hidden)
            throws IOException, InterruptedException {
        var found = (Bubblewrap.Found.Working) Bubblewrap.find(System.getenv());
        var words = new ArrayList<>(found.bubblewrap().before(Reach.at(desk, Offices.configuration(hidden)), writable,
                needed));
        words.addAll(List.of("/bin/sh", "-c", command));
        return output(desk, words);
    }

    private static void git(Path folder, String... arguments) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of("git"));
        words.addAll(List.of(arguments));
        output(folder, words);
    }

    private static String output(Path folder, List<String> words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
