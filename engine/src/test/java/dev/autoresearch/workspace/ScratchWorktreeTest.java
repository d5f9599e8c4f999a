package dev.autoresearch.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autoresearch.config.Refusal;
import dev.autoresearch.config.WorkspaceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A commit laid out outside the project, for what happens before a session.
class ScratchWorktreeTest {
    @TempDir
    private Path temporary;

    private Scratch scratch;
    private Path place;

    @BeforeEach
    void repository() throws IOException {
        scratch = Scratch.small(temporary.resolve("project"));
        place = temporary.toRealPath().resolve("elsewhere/checkout");
    }

    @Test
    void itHoldsTheLastCommitAndTellsWhatARunChanged() {
        scratch.write("src/main.txt", "not committed\n");
        try (var worktree = ScratchWorktree.make(scratch.project(), WorkspaceSettings.DEFAULT, place)) {
            assertThat(worktree.folder().resolve("src/main.txt")).hasContent("one\ntwo\nthree\n");
            assertThat(scratch.gitIn(worktree.folder(), "rev-parse", "HEAD")).isEqualTo(scratch.head());
            assertThat(worktree.changed()).isEmpty();
            Scratch.writeTo(worktree.folder().resolve("build/out.txt"), "output\n");
            Scratch.writeTo(worktree.folder().resolve("README.md"), "changed\n");
            assertThat(worktree.changed()).containsExactly("README.md");
        }
        assertThat(scratch.root.resolve("src/main.txt")).hasContent("not committed\n");
    }

    @Test
    void nothingOfItStays() throws IOException {
        String refs = scratch.git("for-each-ref");
        String exclude = Files.readString(scratch.root.resolve(".git/info/exclude"));
        try (var worktree = ScratchWorktree.make(scratch.project(), WorkspaceSettings.DEFAULT, place)) {
            Scratch.writeTo(worktree.folder().resolve("build/out.txt"), "output\n");
        }
        assertThat(place).doesNotExist();
        assertThat(scratch.git("worktree", "list").lines()).hasSize(1);
        assertThat(scratch.root.resolve(".git/worktrees")).doesNotExist();
        assertThat(scratch.git("for-each-ref")).isEqualTo(refs);
        assertThat(scratch.git("status", "--porcelain")).isEmpty();
        assertThat(Files.readString(scratch.root.resolve(".git/info/exclude"))).isEqualTo(exclude);
    }

    @Test
    void whatIsSharedWithTheCheckoutIsThereAndSurvives() {
        scratch.write("build/big.bin", "big\n");
        var settings = WorkspaceSettings.DEFAULT;
        var shared = new WorkspaceSettings(settings.kind(), List.of("build"), List.of(), List.of(),
                settings.branchPrefix());
        try (var worktree = ScratchWorktree.make(scratch.project(), shared, place)) {
            assertThat(worktree.folder().resolve("build/big.bin")).hasContent("big\n");
        }
        assertThat(scratch.root.resolve("build/big.bin")).hasContent("big\n");
        var nothing = new WorkspaceSettings(settings.kind(), List.of("not-there"), List.of(), List.of(),
                settings.branchPrefix());
        assertThatThrownBy(() -> ScratchWorktree.make(scratch.project(), nothing, place)).isInstanceOf(Refusal.class);
        assertThat(scratch.git("worktree", "list").lines()).hasSize(1);
    }
}
