package dev.autoresearch.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autoresearch.config.Refusal;
import dev.autoresearch.journal.SessionFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The session's branch, its refs, and what happens when others move them.
class SessionBranchTest {
    @TempDir
    Path folder;

    private static String candidate(GitWorkspace workspace, String incumbent, String content) {
        Scratch.writeTo(workspace.desk().resolve("src/main.txt"), content);
        return workspace.commit((Edit.Allowed) workspace.inspect(incumbent), incumbent, "try").commit();
    }

    @Test
    void aTakenTagGetsANumber() {
        Scratch scratch = Scratch.small(folder);
        var branches = new Branches(scratch.project());
        assertThat(branches.free("autoresearch", "mar26")).isEqualTo("mar26");
        scratch.git("branch", "autoresearch/mar26");
        assertThat(branches.free("autoresearch", "mar26")).isEqualTo("mar26-2");
        Scratch.writeTo(scratch.root.resolve(".autoresearch/mar26-2/journal.jsonl"), "");
        scratch.git("branch", "autoresearch/mar26-3/deeper");
        assertThat(branches.free("autoresearch", "mar26")).isEqualTo("mar26-4");
        assertThatThrownBy(() -> branches.free("autoresearch", "a..b")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> branches.free("main", "x")).isInstanceOf(Refusal.class)
                .hasMessageContaining("A branch named main exists");
    }

    @Test
    void aBranchOfSomebodyElseIsNeverTakenOver() {
        Scratch scratch = Scratch.small(folder);
        scratch.git("branch", "autoresearch/t");
        assertThatThrownBy(() -> scratch.open(Scratch.modify("src/**"))).isInstanceOf(Refusal.class)
                .hasMessageContaining("exists already");
    }

    @Test
    void aBranchThatIsCheckedOutOrMovedOrDeletedIsHandledWithANote() {
        Scratch scratch = Scratch.small(folder);
        String base = scratch.head();
        try (GitWorkspace workspace = scratch.open(Scratch.modify("src/**"))) {
            String first = candidate(workspace, base, "1\n");
            scratch.git("checkout", "-q", "autoresearch/t");
            assertThat(workspace.advance(first)).contains("is checked out in");
            assertThat(scratch.git("status", "--porcelain")).isEmpty();
            assertThat(scratch.git("rev-parse", "refs/autoresearch/t/incumbent")).isEqualTo(first);
            scratch.git("checkout", "-q", "main");
            String second = candidate(workspace, first, "2\n");
            assertThat(workspace.advance(second)).isEmpty();
            assertThat(scratch.git("rev-parse", "autoresearch/t")).isEqualTo(second);
            scratch.git("branch", "-D", "autoresearch/t");
            String third = candidate(workspace, second, "3\n");
            assertThat(workspace.advance(third)).contains("made again");
            String foreign = scratch.git("commit-tree", "-m", "foreign", "HEAD^{tree}");
            scratch.git("branch", "-f", "autoresearch/t", foreign);
            String fourth = candidate(workspace, third, "4\n");
            assertThat(workspace.advance(fourth)).contains("by somebody else");
            assertThat(scratch.git("rev-parse", "autoresearch/t")).isEqualTo(foreign);
            assertThat(scratch.git("rev-parse", "refs/autoresearch/t/incumbent")).isEqualTo(fourth);
        }
    }

    @Test
    void resumingBringsBranchDeskAndRunFolderToTheJournalsIncumbent() {
        Scratch scratch = Scratch.small(folder);
        Project project = scratch.project();
        String base = scratch.head();
        var session = new SessionFolder(project.folder(), "t");
        String kept;
        try (GitWorkspace killed = scratch.open(Scratch.modify("src/**"))) {
            kept = candidate(killed, base, "kept\n");
            killed.publish("1", kept);
            Scratch.writeTo(killed.bench().folder().resolve("src/stray.txt"), "x");
        }
        try (GitWorkspace resumed = WorktreeWorkspace.open(project, session, Scratch.modify("src/**"), "autoresearch/t",
                base, kept)) {
            assertThat(resumed.reconcile(kept)).singleElement().asString().contains("is now at the incumbent");
            assertThat(scratch.git("rev-parse", "autoresearch/t")).isEqualTo(kept);
            assertThat(resumed.inspect(kept)).isEqualTo(new Edit.None());
            assertThat(resumed.bench().folder().resolve("src/stray.txt")).doesNotExist();
            assertThat(resumed.reconcile(kept)).isEmpty();
            assertThat(resumed.reconcile(base)).hasSize(1);
            assertThat(scratch.git("rev-parse", "autoresearch/t")).isEqualTo(base);
        }
    }

    @Test
    void damagedWorktreesAreMadeAgainAndThoseOfTheUserStay() throws Exception {
        Scratch scratch = Scratch.small(folder);
        String base = scratch.head();
        Path theirs = folder.resolve("theirs");
        scratch.git("worktree", "add", "-q", "--detach", theirs.toString());
        Folders.delete(theirs);
        try (GitWorkspace first = scratch.open(Scratch.modify("src/**"))) {
            assertThat(first.has(base)).isTrue();
        }
        Files.delete(scratch.root.resolve(".autoresearch/worktrees/t/desk/.git"));
        Folders.delete(scratch.root.resolve(".autoresearch/worktrees/t/run1"));
        try (GitWorkspace again = scratch.open(Scratch.modify("src/**"))) {
            assertThat(again.inspect(base)).isEqualTo(new Edit.None());
            assertThat(again.bench().tampered()).isEmpty();
            assertThat(again.has("0".repeat(40))).isFalse();
            again.remove();
        }
        assertThat(scratch.git("worktree", "list", "--porcelain")).contains(theirs.toString());
        assertThat(scratch.root.resolve(".autoresearch/worktrees/t")).doesNotExist();
    }

    @Test
    void manyCandidatesArePackedAndStayReachable() {
        Scratch scratch = Scratch.small(folder);
        String base = scratch.head();
        scratch.git("tag", "mine");
        try (GitWorkspace workspace = scratch.open(Scratch.modify("src/**"))) {
            for (int n = 1; n <= 1005; n++) {
                workspace.publish(Integer.toString(n), base);
            }
            assertThat(Folders.names(scratch.root.resolve(".git/refs/autoresearch/t"))).hasSize(6);
        }
        assertThat(scratch.git("for-each-ref", "refs/autoresearch/t").lines().count()).isEqualTo(1006);
        assertThat(scratch.root.resolve(".git/refs/tags/mine")).exists();
        assertThat(scratch.git("fsck", "--strict")).isEmpty();
    }

    @Test
    void notesOfEarlierSessionsStayBelowNewOnes() {
        Scratch scratch = Scratch.small(folder);
        String base = scratch.head();
        scratch.git("notes", "--ref=autoresearch", "add", "-m", "earlier", base);
        try (GitWorkspace workspace = scratch.open(Scratch.modify("src/**"))) {
            workspace.note(base, "baseline 1.0");
        }
        assertThat(scratch.git("notes", "--ref=autoresearch", "show", base)).isEqualTo("earlier\n\nbaseline 1.0");
    }

    @Test
    void excludesAreAddedOnceAndKeepWhatStandsThere() {
        Scratch scratch = Scratch.small(folder);
        scratch.write(".git/info/exclude", "mine\nanother");
        Project project = Project.discover(scratch.root.resolve("src"), scratch.environment());
        assertThat(Excludes.ensure(project, false)).isTrue();
        assertThat(Excludes.ensure(project, false)).isFalse();
        assertThat(Scratch.read(scratch.root.resolve(".git/info/exclude"))).isEqualTo(
                "mine\nanother\n/src/.autoresearch/\n/src/results.tsv\n/src/experiments.jsonl\n/src/run.log\n/src/budget.log\n");
        assertThat(Excludes.ensure(scratch.project(), true)).isTrue();
        assertThat(List.of(Scratch.read(scratch.root.resolve(".gitignore")).split("\n"))).contains("build/",
                "/results.tsv");
    }
}
