package dev.autoresearch.proposers.acp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.Globs;
import dev.autoresearch.config.Scope;
import dev.autoresearch.proposers.acp.FilePolicy.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// An agent reads what lies at the desk and is not hidden, and writes what the scope lets it modify.
class ScopePolicyTest {
    private static final Scope SCOPE = new Scope(Globs.of("src/**", "conf.json", ".gitignore"), Globs.NONE,
            Globs.of("src/fixed/**"), Globs.of("src/secret/**", "holdout.csv"));

    @TempDir
    Path folder;

    private Path desk = Path.of("");
    private Path outside = Path.of("");

    @BeforeEach
    void desk() throws IOException {
        desk = Files.createDirectories(folder.resolve("desk"));
        outside = Files.createDirectories(folder.resolve("outside"));
        Files.createDirectories(desk.resolve("src/fixed"));
        Files.createDirectories(desk.resolve("src/secret"));
        Files.writeString(desk.resolve("src/a.txt"), "a");
        Files.writeString(desk.resolve("score.py"), "print(1)");
        Files.writeString(outside.resolve("b.txt"), "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/a.txt", "src/new/deep/b.txt", "./src/../src/a.txt", "conf.json", ".gitignore"})
    void whatTheScopeModifiesMayBeWritten(String path) throws IOException {
        assertThat(policy().writing(path)).isInstanceOf(Verdict.Allowed.class);
        assertThat(policy().writing(desk.resolve(path).toString())).isInstanceOf(Verdict.Allowed.class);
        assertThat(policy().writing(desk.toUri() + path)).isInstanceOf(Verdict.Allowed.class);
    }

    @ParameterizedTest
    @CsvSource({"score.py, score.py must not change; only", "src/fixed/x.bin, scope.protect",
            "src/secret/x, scope.hidden",
            "holdout.csv, scope.hidden", "'', cannot be reached", "., project folder must not change",
            "src, must not change", "../outside/b.txt, outside the project folder",
            "/etc/passwd, outside the project folder",
            "src/../../outside/b.txt, outside the project folder", "src/.git/hooks/x, belongs to git",
            ".GIT/config, belongs to git", ".autoresearch/t/journal.jsonl, belongs to autoresearch",
            "src/.gitattributes, changes how the project is read", "src/a.txt/below, cannot be reached",
            "nowhere/../src/a.txt, cannot be reached"})
    void everythingElseMayNotBeWrittenAndTheReasonIsSaid(String path, String why) throws IOException {
        assertThat(policy().writing(path)).isInstanceOfSatisfying(Verdict.Refused.class,
                refused -> assertThat(refused.reason()).contains(why));
    }

    @ParameterizedTest
    @CsvSource({"score.py, true", "src/fixed/x, true", "'.', true", "src/secret/x, false", "holdout.csv, false",
            "../outside/b.txt, false", ".git/config, false"})
    void whatLiesAtTheDeskAndIsNotHiddenMayBeRead(String path, boolean allowed) throws IOException {
        assertThat(policy().reading(path) instanceof Verdict.Allowed).isEqualTo(allowed);
    }

    @Test
    void aLinkCountsWhereItLeads() throws IOException {
        Files.createSymbolicLink(desk.resolve("src/out"), outside);
        Files.createSymbolicLink(desk.resolve("src/score"), desk.resolve("score.py"));
        Files.createSymbolicLink(desk.resolve("src/hidden"), desk.resolve("src/secret"));
        Files.createSymbolicLink(desk.resolve("src/nowhere"), outside.resolve("not-yet.txt"));
        Files.createSymbolicLink(desk.resolve("src/loop"), desk.resolve("src/loop"));
        Files.createSymbolicLink(desk.resolve("door"), desk.resolve("src"));
        for (String path : new String[]{"src/out/b.txt", "src/out/new.txt", "src/score", "src/hidden/x", "src/nowhere",
                "src/loop", "src/out/../outside/b.txt"}) {
            assertThat(policy().writing(path)).as(path).isInstanceOf(Verdict.Refused.class);
        }
        assertThat(policy().reading("src/hidden/x")).isInstanceOf(Verdict.Refused.class);
        assertThat(policy().reading("src/out/b.txt")).isInstanceOf(Verdict.Refused.class);
        assertThat(policy().writing("door/a.txt"))
                .isEqualTo(new Verdict.Allowed(desk.toRealPath().resolve("src/a.txt")));
    }

    @Test
    void aHardLinkIsNotWrittenThrough() throws IOException {
        Files.createLink(desk.resolve("src/hard"), outside.resolve("b.txt"));
        assertThat(policy().writing("src/hard")).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void aPathThatIsNoneIsRefused() throws IOException {
        for (String path : new String[]{"src/\0", "a".repeat(10_000), "file:///%zz", "file:x", "\n",
                "src/" + "../".repeat(900)}) {
            assertThat(policy().writing(path)).isInstanceOf(Verdict.Refused.class);
        }
    }

    private ScopePolicy policy() throws IOException {
        return new ScopePolicy(desk, SCOPE, SCOPE.hidden());
    }
}
