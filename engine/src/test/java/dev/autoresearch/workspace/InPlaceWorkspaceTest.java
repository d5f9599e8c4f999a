package dev.autoresearch.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autoresearch.config.Refusal;
import dev.autoresearch.journal.SessionFolder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The seeds' way: experiments right in the user's checkout.
class InPlaceWorkspaceTest {
    @TempDir
    Path folder;

    private static GitWorkspace open(Scratch scratch, String base, String incumbent) {
        Project project = scratch.project();
        Excludes.ensure(project, false);
        return InPlaceWorkspace.open(project, new SessionFolder(project.folder(), "t"), Scratch.modify("src/**"),
                "autoresearch/t", base, incumbent);
    }

    private static String candidate(GitWorkspace workspace, String incumbent, String content) {
        Scratch.writeTo(workspace.desk().resolve("src/main.txt"), content);
        Edit edit = workspace.inspect(incumbent);
        assertThat(edit).isEqualTo(new Edit.Allowed(List.of("src/main.txt")));
        String commit = workspace.commit((Edit.Allowed) edit, incumbent, "try").commit();
        workspace.bench().lay(commit);
        assertThat(workspace.bench().tampered()).isEmpty();
        return commit;
    }

    @Test
    void aDirtyCheckoutIsRefusedAndNothingIsChanged() {
        Scratch scratch = Scratch.small(folder);
        scratch.write("notes.txt", "mine");
        String base = scratch.head();
        assertThatThrownBy(() -> open(scratch, base, base)).isInstanceOf(Refusal.class)
                .hasMessageContaining("has changes");
        assertThat(scratch.git("for-each-ref", "--format=%(refname)")).isEqualTo("refs/heads/main");
    }

    @Test
    void theOriginalBranchComesBackAtTheEndAndIgnoredFilesStay() {
        Scratch scratch = Scratch.small(folder);
        scratch.write("build/out.o", "mine");
        String base = scratch.head();
        try (GitWorkspace workspace = open(scratch, base, base)) {
            assertThat(scratch.git("branch", "--show-current")).isEqualTo("autoresearch/t");
            String kept = candidate(workspace, base, "kept\n");
            assertThat(workspace.advance(kept)).isEmpty();
            assertThat(scratch.git("status", "--porcelain")).isEmpty();
            candidate(workspace, kept, "discarded\n");
            workspace.resetDesk(kept);
            assertThat(scratch.git("status", "--porcelain")).isEmpty();
        }
        assertThat(scratch.git("branch", "--show-current")).isEqualTo("main");
        assertThat(scratch.head()).isEqualTo(base);
        assertThat(scratch.git("status", "--porcelain")).isEmpty();
        assertThat(scratch.root.resolve("src/main.txt")).hasContent("one\ntwo\nthree\n");
        assertThat(scratch.root.resolve("build/out.o")).hasContent("mine");
        assertThat(scratch.git("show", "autoresearch/t:src/main.txt")).isEqualTo("kept");
    }

    @Test
    void untrackedFilesThatAppearAndEditsOfTheUsersAreMovedAsideNotLost() {
        Scratch scratch = Scratch.small(folder);
        String base = scratch.head();
        try (GitWorkspace workspace = open(scratch, base, base)) {
            scratch.write("report/my notes.txt", "mine");
            scratch.write("README.md", "edited meanwhile\n");
            assertThat(workspace.inspect(base)).isInstanceOf(Edit.Outside.class);
            workspace.resetDesk(base);
            assertThat(scratch.git("status", "--porcelain")).isEmpty();
        }
        Path swept = scratch.root.resolve(".autoresearch/t/swept/1");
        assertThat(swept.resolve("report/my notes.txt")).hasContent("mine");
        assertThat(swept.resolve("README.md")).hasContent("edited meanwhile\n");
        assertThat(scratch.root.resolve("report")).doesNotExist();
    }

    @Test
    void afterAKillTheNextProcessGoesOnOrGivesTheCheckoutBack() {
        Scratch scratch = Scratch.small(folder);
        scratch.git("checkout", "-q", "--detach");
        String base = scratch.head();
        GitWorkspace killed = open(scratch, base, base);
        candidate(killed, base, "unfinished\n");
        try (GitWorkspace resumed = open(scratch, base, base)) {
            resumed.reconcile(base);
            assertThat(scratch.git("status", "--porcelain")).isEmpty();
            candidate(resumed, base, "again\n");
        }
        assertThat(scratch.git("rev-parse", "--abbrev-ref", "HEAD")).isEqualTo("HEAD");
        GitWorkspace killedAgain = open(scratch, base, base);
        candidate(killedAgain, base, "unfinished\n");
        Project project = scratch.project();
        assertThat(InPlaceWorkspace.restore(project, new SessionFolder(project.folder(), "t"))).isTrue();
        assertThat(scratch.head()).isEqualTo(base);
        assertThat(scratch.git("rev-parse", "--abbrev-ref", "HEAD")).isEqualTo("HEAD");
        assertThat(scratch.git("status", "--porcelain")).isEmpty();
    }
}
