package dev.autoresearch.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.ConfigurationReader;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.journal.Status;
import dev.autoresearch.proposer.Proposal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The look at the files before a run: what was changed before it and the run changes back must not count.
final class ChecksBeforeTheRunTest {
    @TempDir
    private Path folder;

    @Test
    void aPreparationThatChangesFilesIsFoundAlthoughTheRunChangesThemBack() throws Exception {
        Path project = TestRepository.with(folder.resolve("project"),
                Map.of("value.txt", "7\n", "bench.sh", "echo METRIC score=$(cat value.txt)\n")).folder();
        Files.writeString(project.resolve("autoresearch.yaml"), """
                scope: {modify: [value.txt]}
                run:
                  prepare: echo 'echo METRIC score=1' > bench.sh
                  command: sh bench.sh && echo 'echo METRIC score=$(cat value.txt)' > bench.sh
                metrics: [{name: score, direction: lower}]
                repeats: 1
                budget: {experiments: 1}
                """);
        Configuration configuration = ConfigurationReader.read(project.resolve("autoresearch.yaml"));

        assertThatThrownBy(() -> Autoresearch.in(project).configuration(configuration)
                .environment(Map.of("PATH", "/usr/bin:/bin")).proposer((_, _, _) -> Proposal.edited("nothing")).start())
                .isInstanceOf(Refusal.class).hasMessageContaining("bench.sh");
        assertThat(project.resolve("results.tsv")).doesNotExist();
    }

    @Test
    void protectedDataThatAProposerChangesIsFoundAlthoughTheRunChangesItBack() throws Exception {
        Path project = TestRepository
                .with(folder.resolve("project"), Map.of("value.txt", "7\n", ".gitignore", "data\n"))
                .folder();
        Files.createDirectories(project.resolve("data"));
        Files.writeString(project.resolve("data/input.txt"), "5\n");
        Files.writeString(project.resolve("autoresearch.yaml"), """
                scope: {modify: [value.txt], protect: [data/**]}
                run: {command: 'echo METRIC score=$(cat data/input.txt); echo 5 > data/input.txt'}
                metrics: [{name: score, direction: lower}]
                repeats: 1
                budget: {experiments: 1}
                workspace: {kind: worktree, copy: [data]}
                """);
        Configuration configuration = ConfigurationReader.read(project.resolve("autoresearch.yaml"));

        Outcome outcome = Autoresearch.in(project).configuration(configuration)
                .environment(Map.of("PATH", "/usr/bin:/bin")).proposer((_, desk, _) -> {
                    change(desk.resolve("value.txt"));
                    change(desk.resolveSibling("run1").resolve("data/input.txt"));
                    return Proposal.edited("less to read");
                }).start();

        assertThat(outcome.state().count(Status.VIOLATION)).isEqualTo(1);
        assertThat(outcome.state().recent().getLast().reason()).contains("data/input.txt");
    }

    private static void change(Path file) {
        try {
            Files.writeString(file, "1\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
