package dev.autoresearch.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Globs;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.config.Scope;
import dev.autoresearch.config.WorkspaceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sessions in every kind of repository that people have.
class RepositoryKindsTest {
    @TempDir
    Path folder;

    private static String experiment(GitWorkspace workspace, String incumbent, String path, String content) {
        Scratch.writeTo(workspace.desk().resolve(path), content);
        Edit edit = workspace.inspect(incumbent);
        assertThat(edit).isEqualTo(new Edit.Allowed(List.of(path)));
        String commit = workspace.commit((Edit.Allowed) edit, incumbent, "try").commit();
        workspace.publish("1", commit);
        workspace.bench().lay(commit);
        assertThat(workspace.bench().tampered()).isEmpty();
        assertThat(workspace.bench().folder().resolve(path)).hasContent(content);
        assertThat(workspace.advance(commit)).isEmpty();
        return commit;
    }

    @Test
    void aSubFolderOfABiggerRepositoryIsAProjectAndTheRestIsOutsideItsScope() {
        Scratch scratch = Scratch.small(folder);
        String base = scratch.head();
        Project project = Project.discover(scratch.root.resolve("src"), scratch.environment());
        assertThat(project.prefix()).isEqualTo("src/");
        try (GitWorkspace workspace = Scratch.open(project, Scratch.modify("**"), "sub")) {
            assertThat(workspace.desk().endsWith("desk/src")).isTrue();
            String kept = experiment(workspace, base, "main.txt", "changed\n");
            Scratch.writeTo(workspace.desk().resolve("../README.md"), "changed\n");
            assertThat(workspace.inspect(kept))
                    .isEqualTo(new Edit.Outside(List.of("README.md: outside the project folder")));
        }
        assertThat(scratch.git("status", "--porcelain")).isEmpty();
    }

    @Test
    void aDetachedHeadStaysDetached() {
        Scratch scratch = Scratch.small(folder);
        scratch.git("checkout", "-q", "--detach");
        try (GitWorkspace workspace = scratch.open(Scratch.modify("src/**"))) {
            experiment(workspace, scratch.head(), "src/main.txt", "x\n");
        }
        assertThat(scratch.project().branch()).isEmpty();
        assertThat(scratch.git("rev-parse", "--abbrev-ref", "HEAD")).isEqualTo("HEAD");
    }

    @Test
    void aShallowCloneIsEnough() {
        Scratch origin = Scratch.small(folder);
        origin.write("src/main.txt", "second\n");
        origin.commitAll("second");
        Path clone = folder.resolve("clone");
        origin.git("clone", "-q", "--depth=1", "file://" + origin.root, clone.toString());
        Scratch scratch = origin.at(clone);
        assertThat(scratch.project().shallow()).isTrue();
        try (GitWorkspace workspace = scratch.open(Scratch.modify("src/**"))) {
            String kept = experiment(workspace, scratch.head(), "src/main.txt", "third\n");
            assertThat(workspace.reconcile(kept)).isEmpty();
        }
        assertThat(scratch.git("fsck", "--strict")).isEmpty();
    }

    @Test
    void aLinkedWorktreeOfTheUsersIsAProjectToo() {
        Scratch scratch = Scratch.small(folder);
        scratch.git("worktree", "add", "-q", "-b", "side", folder.resolve("side").toString());
        Scratch side = scratch.at(folder.resolve("side"));
        try (GitWorkspace workspace = side.open(Scratch.modify("src/**"))) {
            experiment(workspace, side.head(), "src/main.txt", "x\n");
            workspace.remove();
        }
        assertThat(side.git("status", "--porcelain")).isEmpty();
        assertThat(scratch.git("worktree", "list").lines().count()).isEqualTo(2);
    }

    @Test
    void hooksAndSigningOfTheUserDoNotRunForCandidates() {
        Scratch scratch = Scratch.small(folder);
        for (String hook : List.of("pre-commit", "commit-msg", "post-checkout", "post-commit", "reference-transaction",
                "post-index-change")) {
            scratch.write(".git/hooks/" + hook, "#!/bin/sh\ntouch " + folder.resolve("hook-ran") + "\nexit 1\n");
            assertThat(scratch.root.resolve(".git/hooks/" + hook).toFile().setExecutable(true)).isTrue();
        }
        scratch.git("config", "commit.gpgSign", "true");
        scratch.git("config", "user.signingKey", "nobody");
        scratch.git("config", "gpg.program", "/bin/false");
        try (GitWorkspace workspace = scratch.open(Scratch.modify("src/**"))) {
            String kept = experiment(workspace, scratch.head(), "src/main.txt", "x\n");
            assertThat(scratch.git("cat-file", "commit", kept)).doesNotContain("gpgsig");
        }
        assertThat(folder.resolve("hook-ran")).doesNotExist();
    }

    @Test
    void namesWithSpacesAndOtherScriptsAndSymlinksAndModesArriveInTheRunFolder() throws IOException {
        Scratch scratch = Scratch.small(folder);
        scratch.write("src/mit Leerzeichen/größe ß.txt", "a\n");
        scratch.write("src/日本/ファイル.txt", "b\n");
        Files.createSymbolicLink(scratch.root.resolve("src/link"), Path.of("main.txt"));
        String base = scratch.commitAll("names");
        try (GitWorkspace workspace = scratch.open(Scratch.modify("src/**"))) {
            Path desk = workspace.desk();
            Scratch.writeTo(desk.resolve("src/日本/ファイル.txt"), "c\n");
            Scratch.writeTo(desk.resolve("src/neu und schön.txt"), "d\n");
            assertThat(desk.resolve("src/main.txt").toFile().setExecutable(true)).isTrue();
            Files.delete(desk.resolve("src/link"));
            Files.createSymbolicLink(desk.resolve("src/link"), Path.of("deep/er/leaf.txt"));
            Edit edit = workspace.inspect(base);
            assertThat(edit).isEqualTo(new Edit.Allowed(
                    List.of("src/link", "src/main.txt", "src/neu und schön.txt", "src/日本/ファイル.txt")));
            String commit = workspace.commit((Edit.Allowed) edit, base, "many").commit();
            workspace.bench().lay(commit);
            Path run = workspace.bench().folder();
            assertThat(run.resolve("src/日本/ファイル.txt")).hasContent("c\n");
            assertThat(run.resolve("src/neu und schön.txt")).hasContent("d\n");
            assertThat(Files.isExecutable(run.resolve("src/main.txt"))).isTrue();
            assertThat(Files.readSymbolicLink(run.resolve("src/link"))).isEqualTo(Path.of("deep/er/leaf.txt"));
            assertThat(scratch.gitIn(run, "status", "--porcelain")).isEmpty();
            workspace.bench().lay(base);
            assertThat(run.resolve("src/neu und schön.txt")).doesNotExist();
            assertThat(Files.isExecutable(run.resolve("src/main.txt"))).isFalse();
            assertThat(scratch.gitIn(run, "status", "--porcelain")).isEmpty();
        }
        assertThat(scratch.git("fsck", "--strict")).doesNotContain("error");
    }

    @Test
    void submodulesAreFilledFromTheCheckoutAndMayNotChange() {
        Scratch library = new ScratchLibrary(folder).scratch();
        Scratch scratch = Scratch.small(folder);
        scratch.git("submodule", "--quiet", "add", library.root.toString(), "src/library");
        String base = scratch.commitAll("with a submodule");
        try (GitWorkspace workspace = scratch.open(Scratch.modify("src/**"))) {
            assertThat(workspace.bench().folder().resolve("src/library/src/main.txt")).exists();
            assertThat(workspace.inspect(base)).isEqualTo(new Edit.None());
            Scratch.writeTo(workspace.desk().resolve("src/library/src/main.txt"), "cheat\n");
            assertThat(workspace.inspect(base)).isInstanceOfSatisfying(Edit.Outside.class,
                    outside -> assertThat(outside.breaches()).containsExactly(
                            "src/library/src/main.txt: in a submodule, which candidates do not change"));
            workspace.resetDesk(base);
            assertThat(workspace.inspect(base)).isEqualTo(new Edit.None());
            Scratch.writeTo(workspace.bench().folder().resolve("src/library/src/main.txt"), "cheat\n");
            assertThat(workspace.bench().tampered()).hasSize(1);
            workspace.bench().lay(base);
            assertThat(workspace.bench().tampered()).isEmpty();
            Folders.delete(workspace.desk().resolve("src/library"));
            assertThat(workspace.inspect(base)).isInstanceOf(Edit.Outside.class);
        }
        assertThat(scratch.git("status", "--porcelain")).isEmpty();
    }

    @Test
    void lineEndsAndFiltersAreAppliedAsGitDoes() {
        Scratch scratch = Scratch.small(folder);
        scratch.write(".gitattributes", "*.crlf text eol=crlf\n*.up filter=up\n*.bin binary\n* text=auto\n");
        scratch.git("config", "filter.up.clean", "tr A-Z a-z");
        scratch.git("config", "filter.up.smudge", "tr a-z A-Z");
        scratch.write("src/dos.crlf", "one\r\ntwo\r\n");
        scratch.write("src/loud.up", "SHOUT\n");
        scratch.write("src/raw.bin", "a\r\nb\n");
        String base = scratch.commitAll("attributes");
        try (GitWorkspace workspace = scratch.open(Scratch.modify("src/**"))) {
            assertThat(workspace.inspect(base)).isEqualTo(new Edit.None());
            Scratch.writeTo(workspace.desk().resolve("src/dos.crlf"), "one\r\n2\r\n");
            Scratch.writeTo(workspace.desk().resolve("src/loud.up"), "LOUDER\n");
            Scratch.writeTo(workspace.desk().resolve("src/main.txt"), "from\r\nwindows\r\n");
            Edit edit = workspace.inspect(base);
            String commit = workspace.commit((Edit.Allowed) edit, base, "x").commit();
            assertThat(scratch.git("show", commit + ":src/dos.crlf")).isEqualTo("one\n2");
            assertThat(scratch.git("show", commit + ":src/loud.up")).isEqualTo("louder");
            assertThat(scratch.git("show", commit + ":src/main.txt")).isEqualTo("from\nwindows");
            workspace.bench().lay(commit);
            assertThat(Scratch.read(workspace.bench().folder().resolve("src/dos.crlf"))).isEqualTo("one\r\n2\r\n");
            assertThat(Scratch.read(workspace.bench().folder().resolve("src/loud.up"))).isEqualTo("LOUDER\n");
            assertThat(workspace.bench().tampered()).isEmpty();
            assertThat(scratch.gitIn(workspace.bench().folder(), "status", "--porcelain")).isEmpty();
        }
    }

    @Test
    void sharedFoldersAreLinkedAndCopiesAreMadeOnce() {
        Scratch scratch = Scratch.small(folder);
        scratch.write("build/cache/x", "cached\n");
        scratch.write("build/data/y", "data\n");
        String base = scratch.head();
        var settings = new WorkspaceSettings(WorkspaceSettings.Kind.WORKTREE, List.of("build/cache"),
                List.of("build/data/"), List.of("build/out"), "autoresearch");
        var configuration = Scratch.configuration(
                new Scope(Globs.of("src/**"), Globs.of(), Globs.of("build/data/**"), Globs.of()), settings, true);
        try (GitWorkspace workspace = scratch.open(configuration)) {
            Path run = workspace.bench().folder();
            assertThat(run.resolve("build/cache/x")).hasContent("cached\n");
            assertThat(Files.isSymbolicLink(run.resolve("build/cache"))).isTrue();
            assertThat(Files.isSymbolicLink(run.resolve("build/data"))).isFalse();
            Scratch.writeTo(run.resolve("build/out/kept.o"), "kept");
            Scratch.writeTo(run.resolve("build/other/stray.o"), "stray");
            workspace.bench().lay(base);
            assertThat(run.resolve("build/out/kept.o")).exists();
            assertThat(run.resolve("build/other")).doesNotExist();
            assertThat(run.resolve("build/data/y")).hasContent("data\n");
            Scratch.writeTo(run.resolve("build/data/y"), "cheat\n");
            Scratch.writeTo(run.resolve("build/data/z"), "added\n");
            assertThat(workspace.bench().tampered()).containsExactly("build/data/y: is protected and was changed",
                    "build/data/z: was added to what is protected");
            workspace.bench().lay(base);
            assertThat(workspace.bench().tampered()).isEmpty();
            assertThat(run.resolve("build/data/y")).hasContent("data\n");
            assertThat(workspace.inspect(base)).isEqualTo(new Edit.None());
        }
        assertThat(scratch.root.resolve("build/cache/x")).hasContent("cached\n");
    }

    @Test
    void trackedFilesCannotBeShared() {
        Scratch scratch = Scratch.small(folder);
        var settings = new WorkspaceSettings(WorkspaceSettings.Kind.WORKTREE, List.of("src"), List.of(), List.of(),
                "a");
        var configuration = Scratch.configuration(Scratch.modify("src/**").scope(), settings, true);
        assertThatThrownBy(() -> scratch.open(configuration)).isInstanceOf(Refusal.class)
                .hasMessageContaining("committed to git");
    }

    @Test
    void whatIsNoUsableRepositoryIsRefusedWithTheNextStep() throws IOException {
        var scratch = new Scratch(folder);
        refused(scratch.root, scratch.environment(), "not in a git repository");
        scratch.git("init", "-q");
        refused(scratch.root, scratch.environment(), "no commits");
        Path bare = folder.resolve("bare");
        scratch.git("init", "-q", "--bare", bare.toString());
        refused(bare, scratch.environment(), "bare repository");
        refused(scratch.root, Map.of("PATH", folder.toString()), "git was not found");
        scratch.write("a.txt", "a");
        scratch.commitAll("a");
        Files.createDirectories(scratch.root.resolve("empty"));
        refused(scratch.root.resolve("empty"), scratch.environment(), "no committed file");
        Path sha256 = folder.resolve("sha256");
        scratch.git("init", "-q", "--object-format=sha256", sha256.toString());
        Scratch other = scratch.at(sha256);
        other.write("a", "a");
        other.commitAll("a");
        refused(sha256, scratch.environment(), "sha256");
    }

    private static void refused(Path where, Map<String, String> environment, String what) {
        assertThatThrownBy(() -> Project.discover(where, environment)).isInstanceOfSatisfying(Refusal.class,
                refusal -> {
                    assertThat(refusal.exit()).isEqualTo(Exit.REPOSITORY);
                    assertThat(refusal).hasMessageContaining(what);
                    assertThat(refusal.next()).isNotBlank();
                });
    }

    private record ScratchLibrary(Path folder) {
        Scratch scratch() {
            return Scratch.small(folder.resolve("library"));
        }
    }
}
