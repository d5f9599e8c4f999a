package dev.autoresearch.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorktreeWorkspaceTest {
    @TempDir
    Path folder;

    @Test
    void anExperimentGoesFromTheDeskThroughACommitIntoTheRunFolderAndTheBranch() {
        Scratch scratch = Scratch.small(folder);
        String base = scratch.head();
        try (GitWorkspace workspace = scratch.open(Scratch.modify("src/**"))) {
            assertThat(workspace.inspect(base)).isEqualTo(new Edit.None());
            Scratch.writeTo(workspace.desk().resolve("src/main.txt"), "one\n2\nthree\nfour\n");
            Edit edit = workspace.inspect(base);
            assertThat(edit).isEqualTo(new Edit.Allowed(java.util.List.of("src/main.txt")));
            var candidate = workspace.commit((Edit.Allowed) edit, base, "try\u0007 two\n");
            assertThat(candidate.diff().added()).isEqualTo(2);
            assertThat(candidate.diff().removed()).isEqualTo(1);
            workspace.publish("1", candidate.commit());
            workspace.bench().lay(candidate.commit());
            assertThat(workspace.bench().folder().resolve("src/main.txt")).hasContent("one\n2\nthree\nfour\n");
            assertThat(workspace.bench().tampered()).isEmpty();
            assertThat(scratch.gitIn(workspace.bench().folder(), "status", "--porcelain")).isEmpty();
            assertThat(scratch.gitIn(workspace.bench().folder(), "rev-parse", "HEAD")).isEqualTo(candidate.commit());
            assertThat(workspace.advance(candidate.commit())).isEmpty();
            assertThat(scratch.git("rev-parse", "autoresearch/t")).isEqualTo(candidate.commit());
            assertThat(scratch.gitIn(workspace.desk(), "status", "--porcelain")).isEmpty();
            assertThat(workspace.inspect(candidate.commit())).isEqualTo(new Edit.None());
            workspace.note(candidate.commit(), "keep");
            assertThat(workspace.diff(base, candidate.commit())).contains("+four");
            workspace.resetDesk(base);
            assertThat(workspace.desk().resolve("src/main.txt")).hasContent("one\ntwo\nthree\n");
        }
        assertThat(scratch.git("status", "--porcelain")).isEmpty();
        assertThat(scratch.git("fsck", "--strict")).isEmpty();
        assertThat(scratch.git("notes", "--ref=autoresearch", "show", "autoresearch/t")).isEqualTo("keep");
        assertThat(scratch.git("log", "-1", "--format=%an %ae %s", "autoresearch/t"))
                .isEqualTo("Ada Löwe ada@example.org try\\x07 two");
        assertThat(scratch.home.resolve(".config")).doesNotExist();
        assertThat(Files.exists(scratch.root.resolve(".autoresearch/worktrees/t/desk"))).isTrue();
    }
}
