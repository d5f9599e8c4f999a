package dev.autoresearch.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Globs;
import dev.autoresearch.config.Scope;
import dev.autoresearch.config.WorkspaceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a candidate may and may not contain.
class ScopeTest {
    @TempDir
    Path folder;

    @FunctionalInterface
    private interface Act {
        void on(Path desk) throws IOException;
    }

    private void outside(Configuration configuration, Act act, String... breaches) throws IOException {
        Scratch scratch = Scratch.small(folder.resolve(Integer.toString(counter++)));
        String base = scratch.head();
        try (GitWorkspace workspace = scratch.open(configuration)) {
            act.on(workspace.desk());
            assertThat(workspace.inspect(base)).isInstanceOfSatisfying(Edit.Outside.class,
                    outside -> assertThat(outside.breaches()).containsExactly(breaches));
            workspace.resetDesk(base);
            assertThat(workspace.inspect(base)).isEqualTo(new Edit.None());
            assertThat(scratch.gitIn(workspace.desk(), "status", "--porcelain", "--ignored")).isEmpty();
        }
        assertThat(scratch.git("status", "--porcelain")).isEmpty();
    }

    private int counter;

    private static Configuration everything() {
        return Scratch.modify("**");
    }

    @Test
    void aRenameOutOfScopeIsSeenAtBothEnds() throws IOException {
        outside(Scratch.modify("src/**"),
                desk -> Files.move(desk.resolve("bench/run.sh"), desk.resolve("bench/moved.sh")),
                "bench/moved.sh: outside scope.modify", "bench/run.sh: outside scope.modify");
    }

    @Test
    void aModeChangeOutOfScopeIsSeen() throws IOException {
        outside(Scratch.modify("src/**"),
                desk -> assertThat(desk.resolve("README.md").toFile().setExecutable(true)).isTrue(),
                "README.md: outside scope.modify");
    }

    @Test
    void aFolderSwappedForASymlinkIsSeenAndNothingIsWrittenThroughIt() throws IOException {
        Path victim = Files.createDirectories(folder.resolve("victim"));
        Scratch.writeTo(victim.resolve("run.sh"), "mine");
        outside(Scratch.modify("src/**"), desk -> {
            Folders.delete(desk.resolve("bench"));
            Files.createSymbolicLink(desk.resolve("bench"), victim);
        }, "bench: outside scope.modify", "bench/run.sh: outside scope.modify");
        assertThat(victim.resolve("run.sh")).hasContent("mine");
    }

    @Test
    void aFileSwappedForASymlinkThatLeavesTheRepositoryIsRefused() throws IOException {
        outside(everything(), desk -> {
            Files.delete(desk.resolve("src/main.txt"));
            Files.createSymbolicLink(desk.resolve("src/main.txt"), Path.of("../../../../secret"));
            Files.createSymbolicLink(desk.resolve("src/absolute"), Path.of("/etc/passwd"));
        }, "src/absolute: a symlink to an absolute path", "src/main.txt: a symlink that leaves the repository");
    }

    @Test
    void aFileSwappedForAFolderIsSeen() throws IOException {
        outside(Scratch.modify("src/**"), desk -> {
            Files.delete(desk.resolve("README.md"));
            Scratch.writeTo(desk.resolve("README.md/inside.txt"), "x");
        }, "README.md: outside scope.modify", "README.md/inside.txt: outside scope.modify");
    }

    @Test
    void newFilesOutsideTheScopeAreSeen() throws IOException {
        outside(Scratch.modify("src/*.txt"), desk -> {
            Scratch.writeTo(desk.resolve("conftest.py"), "x");
            Scratch.writeTo(desk.resolve("src/new/deep.txt"), "x");
        }, "conftest.py: outside scope.modify", "src/new/deep.txt: outside scope.modify");
    }

    @Test
    void hardLinksAndPipesAndTwinsAndNestedRepositoriesAreRefused() throws IOException {
        Path other = folder.resolve("other");
        Scratch.writeTo(other, "x");
        outside(everything(), desk -> {
            Files.createLink(desk.resolve("src/hard.txt"), other);
            Scratch.writeTo(desk.resolve("src/MAIN.txt"), "x");
            Scratch.writeTo(desk.resolve("SRC/y.txt"), "x");
            Scratch.writeTo(desk.resolve("src/nested/.git/config"), "x");
            Scratch.writeTo(desk.resolve("src/be\u0007ll"), "x");
        }, "SRC/y.txt: differs from src only in letter case or Unicode form",
                "src/MAIN.txt: differs from src/main.txt only in letter case or Unicode form",
                "src/be\\x07ll: control characters in the name", "src/hard.txt: a hard link to another file",
                "src/nested/.git: a repository inside the repository");
        assertThat(other).hasContent("x");
    }

    @Test
    void filesThatChangeHowTheProjectIsReadMustBeNamedLiterally() throws IOException {
        outside(everything(), desk -> {
            Scratch.writeTo(desk.resolve(".gitattributes"), "* -text\n");
            Scratch.writeTo(desk.resolve("autoresearch.yaml"), "goal: x\n");
            Scratch.writeTo(desk.resolve("src/.gitignore"), "x\n");
        }, ".gitattributes: changes how the project is read; only allowed when scope.modify names this very file",
                "autoresearch.yaml: changes how the project is read; only allowed when scope.modify names this very file",
                "src/.gitignore: changes how the project is read; only allowed when scope.modify names this very file");
    }

    @Test
    void dependencyManifestsAreAllowedOnlyWhenNamedOrWhenDependenciesAreAllowed() throws IOException {
        String phrase = ": declares dependencies, and no-new-dependencies is set; only allowed when scope.modify names"
                + " this very file";
        outside(everything(), desk -> {
            Scratch.writeTo(desk.resolve("package.json"), "{}");
            Scratch.writeTo(desk.resolve("src/requirements-dev.txt"), "x");
        }, "package.json" + phrase, "src/requirements-dev.txt" + phrase);
        for (Configuration allowed : List.of(Scratch.modify("package.json", "src/**"),
                Scratch.configuration(everything().scope(), WorkspaceSettings.DEFAULT, false))) {
            Scratch scratch = Scratch.small(folder.resolve("allowed" + counter++));
            try (GitWorkspace workspace = scratch.open(allowed)) {
                Scratch.writeTo(workspace.desk().resolve("package.json"), "{}");
                assertThat(workspace.inspect(scratch.head()))
                        .isEqualTo(new Edit.Allowed(List.of("package.json")));
            }
        }
    }

    @Test
    void protectedAndHiddenPathsMayNotChangeAndHiddenOnesDoNotLieAtTheDesk() throws IOException {
        var scope = new Scope(Globs.of("**"), Globs.of(), Globs.of("conf/**"), Globs.of("bench/**"));
        Scratch scratch = Scratch.small(folder);
        String base = scratch.head();
        try (GitWorkspace workspace = scratch.open(Scratch.configuration(scope, WorkspaceSettings.DEFAULT, true))) {
            assertThat(workspace.desk().resolve("bench/run.sh")).doesNotExist();
            assertThat(workspace.bench().folder().resolve("bench/run.sh")).exists();
            assertThat(workspace.inspect(base)).isEqualTo(new Edit.None());
            Scratch.writeTo(workspace.desk().resolve("conf/settings.json"), "{}");
            Scratch.writeTo(workspace.desk().resolve("bench/run.sh"), "cheat");
            assertThat(workspace.inspect(base)).isEqualTo(new Edit.Outside(
                    List.of("bench/run.sh: in scope.hidden", "conf/settings.json: in scope.protect")));
            workspace.resetDesk(base);
            assertThat(workspace.desk().resolve("bench/run.sh")).doesNotExist();
            assertThat(workspace.inspect(base)).isEqualTo(new Edit.None());
        }
    }

    @Test
    void ignoredNewFilesAreNoPartOfTheCandidateAndGoWithTheReset() {
        Scratch scratch = Scratch.small(folder);
        String base = scratch.head();
        try (GitWorkspace workspace = scratch.open(Scratch.modify("src/**"))) {
            Scratch.writeTo(workspace.desk().resolve("build/x.o"), "x");
            Scratch.writeTo(workspace.desk().resolve("src/trace.log"), "x");
            assertThat(workspace.inspect(base)).isEqualTo(new Edit.None());
            workspace.resetDesk(base);
            assertThat(workspace.desk().resolve("build")).doesNotExist();
            assertThat(workspace.desk().resolve("src/trace.log")).doesNotExist();
        }
    }

    @Test
    void aChangeOfTheSameSizeWithTheOldTimePutBackIsSeen() throws IOException {
        Scratch scratch = Scratch.small(folder);
        String base = scratch.head();
        try (GitWorkspace workspace = scratch.open(Scratch.modify("src/**"))) {
            workspace.bench().lay(base);
            Path file = workspace.bench().folder().resolve("README.md");
            FileTime time = Files.getLastModifiedTime(file);
            Files.writeString(file, "jello\n");
            Files.setLastModifiedTime(file, time);
            assertThat(workspace.bench().tampered()).singleElement().asString().startsWith("README.md: differs from");
            workspace.bench().lay(base);
            assertThat(file).hasContent("hello\n");
            assertThat(workspace.bench().tampered()).isEmpty();
        }
    }
}
