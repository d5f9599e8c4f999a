package dev.autoresearch.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autoresearch.config.Configuration;
import dev.autoresearch.config.Direction;
import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.journal.Idea;
import dev.autoresearch.journal.JournalFile;
import dev.autoresearch.journal.Lesson;
import dev.autoresearch.journal.Remarks;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.journal.SessionState;
import dev.autoresearch.journal.Spending;
import dev.autoresearch.journal.view.KnowledgeFile;
import dev.autoresearch.proposer.Proposal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A new session goes on from where another one came to, and knows what that one learnt.
class WarmStartTest {
    @TempDir
    private Path temporary;

    private Path project = Path.of("");

    @BeforeEach
    void aFirstSession() throws IOException {
        project = TestRepository.with(temporary.resolve("project"),
                Map.of("value.txt", "50\n", "bench.sh", "echo METRIC ms=$(cat value.txt)\n")).folder();
        engine("first", WarmStart.COLD).start();
    }

    @Test
    void bySessionItStartsFromTheIncumbentWithIdeasLessonsAndFindings() {
        SessionState first = state("first");
        SessionState second = engine("second", WarmStart.from(project, project, "first")).start().state();
        assertThat(second.base()).isEqualTo(first.incumbentCommit()).isNotEqualTo(first.base());
        assertThat(second.knowledge().ideas()).extracting(Idea::text).contains("idea 1", "idea 2");
        assertThat(second.knowledge().lessons()).extracting(Lesson::text).contains("lower is faster")
                .anySatisfy(text -> assertThat(text).contains("value 48", "keep", "ms 48"));
    }

    @Test
    void byExportItIsTheSameAndByTableAndNotesWhatTheySay() throws IOException {
        SessionState first = state("first");
        Path export = temporary.resolve("knowledge.json");
        Files.writeString(export, KnowledgeFile.of(first).json());
        assertThat(WarmStart.from(project, temporary, "knowledge.json")).satisfies(warm -> {
            assertThat(warm.incumbent()).isEqualTo(first.incumbentCommit());
            assertThat(warm.knowledge()).isEqualTo(WarmStart.from(project, project, "first").knowledge());
        });
        assertThat(WarmStart.from(project, project, "results.tsv")).satisfies(warm -> {
            assertThat(first.incumbentCommit()).startsWith(warm.incumbent());
            assertThat(warm.knowledge().lessons()).extracting(Lesson::text)
                    .contains("value 48: keep, ms 48.000000");
        });
        Files.writeString(temporary.resolve("notes.md"), "- GeLU is worse\n\n* dropout 0.1 helped\n");
        assertThat(WarmStart.from(project, temporary, "notes.md")).satisfies(warm -> {
            assertThat(warm.incumbent()).isEmpty();
            assertThat(warm.knowledge().lessons()).extracting(Lesson::text).containsExactly("GeLU is worse",
                    "dropout 0.1 helped");
        });
    }

    @Test
    void whatIsNeitherSessionNorFileIsRefusedAndSoIsACommitThatIsNotHere() throws IOException {
        assertThatThrownBy(() -> WarmStart.from(project, project, "none")).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.exit()).isEqualTo(Exit.CONFIGURATION));
        Files.writeString(temporary.resolve("other.json"), "{\"schema\":1,\"incumbent\":\"" + "a".repeat(40) + "\"}");
        assertThatThrownBy(() -> engine("third", WarmStart.from(project, temporary, "other.json")).start())
                .isInstanceOf(Refusal.class).hasMessageContaining("not in this repository");
        assertThat(new SessionFolder(project, "third").journal()).doesNotExist();
        Files.writeString(temporary.resolve("broken.json"), "{\"schema\":");
        assertThatThrownBy(() -> WarmStart.from(project, temporary, "broken.json")).isInstanceOf(Refusal.class)
                .hasMessageContaining("broken");
    }

    private SessionState state(String tag) {
        return JournalFile.read(new SessionFolder(project, tag));
    }

    private Autoresearch engine(String tag, WarmStart warm) {
        Configuration configuration = Configuration.builder().modify("value.txt").metric("ms", Direction.LOWER)
                .command("sh bench.sh").experiments(2).build();
        return Autoresearch.in(project).configuration(configuration).tag(tag).seed(1).warm(warm)
                .environment(Map.of("PATH", "/usr/bin:/bin")).proposer((brief, desk, _) -> {
                    Path file = desk.resolve("value.txt");
                    try {
                        int value = Integer.parseInt(Files.readString(file).strip()) - 1;
                        Files.writeString(file, value + "\n");
                        return new Proposal.Edited("value " + value, Spending.NONE, "", new Remarks("",
                                List.of("idea " + brief.experiment()), List.of(new Lesson("lower is faster",
                                        List.of(brief.experiment()))),
                                0));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }
}
