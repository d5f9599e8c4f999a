package dev.autoresearch.journal.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autoresearch.config.ResultsProfile;
import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.JournalClock;
import dev.autoresearch.journal.JournalFile;
import dev.autoresearch.journal.Samples;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.journal.SessionState;
import dev.autoresearch.journal.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewsTest {
    @TempDir
    Path project;
    private final Random random = new Random(1);
    private final List<JournalFile> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(JournalFile::close);
    }

    private JournalFile session(String tag) {
        var folder = new SessionFolder(project, tag);
        var journal = Files.exists(folder.journal())
                ? JournalFile.open(folder, JournalClock.SYSTEM)
                : JournalFile.create(folder, JournalClock.SYSTEM, Samples.start(tag));
        open.add(journal);
        return journal;
    }

    private Views views(String tag, JournalFile journal, String... reserved) {
        return new Views(new SessionFolder(project, tag), Samples.configuration(ResultsProfile.KARPATHY),
                journal.state().start(), Set.of(reserved));
    }

    private List<String> judge(JournalFile journal, Views views, int number, Status status) {
        var notes = new ArrayList<String>();
        for (Event event : Samples.experiment(number, status, random)) {
            journal.append(event);
            if (event instanceof Event.RunFinished finished) {
                notes.addAll(views.ran(finished));
            } else if (event instanceof Event.Judged(var row)) {
                notes.addAll(views.judged(row, journal.state()));
            }
        }
        return notes;
    }

    private List<String> results() throws IOException {
        return Files.readAllLines(project.resolve("results.tsv"));
    }

    private void matchJournal(Views views, SessionState state) throws IOException {
        String results = Files.readString(project.resolve("results.tsv"));
        String experiments = Files.readString(project.resolve("experiments.jsonl"));
        assertThat(views.regenerate(state)).isEmpty();
        assertThat(Files.readString(project.resolve("results.tsv"))).isEqualTo(results);
        assertThat(Files.readString(project.resolve("experiments.jsonl"))).isEqualTo(experiments);
    }

    @Test
    void appendedRowsEqualRegeneratedOnes() throws IOException {
        var journal = session("a");
        var views = views("a", journal);
        for (int i = 0; i < 25; i++) {
            assertThat(judge(journal, views, i, i % 5 == 0 ? Status.KEEP : Status.DISCARD)).isEmpty();
        }
        assertThat(results()).hasSize(26).first().isEqualTo("commit\tval_bpb\tmemory_gb\tstatus\tdescription");
        assertThat(results().get(1)).endsWith("\t44.0\tkeep\tbaseline");
        matchJournal(views, journal.state());
        assertThat(Files.readSymbolicLink(project.resolve("run.log"))).hasToString(".autoresearch/a/runs/24/run-1.log");
        assertThat(project.resolve(".autoresearch/a/autoresearch.md")).content().contains("24 experiments: 4 kept");
        try (var files = Files.list(project)) {
            assertThat(files.map(file -> file.getFileName().toString()).toList()).containsExactlyInAnyOrder(
                    ".autoresearch", "results.tsv", "experiments.jsonl", "budget.log", "run.log");
        }
    }

    @Test
    void aResumedSessionGoesOnInTheSameFileEvenAfterALostOrHalfRow() throws IOException {
        var journal = session("a");
        for (int i = 0; i < 3; i++) {
            judge(journal, views("a", journal), i, Status.KEEP);
        }
        Object before = Files.getAttribute(project.resolve("results.tsv"), "unix:ino");
        judge(journal, views("a", journal), 3, Status.DISCARD);
        assertThat(Files.getAttribute(project.resolve("results.tsv"), "unix:ino")).isEqualTo(before);
        for (Event event : Samples.experiment(4, Status.DISCARD, random)) {
            journal.append(event);
        }
        judge(journal, views("a", journal), 5, Status.DISCARD);
        assertThat(results()).hasSize(7);
        Files.writeString(project.resolve("results.tsv"), "deadbee\t0.1", StandardOpenOption.APPEND);
        assertThat(judge(journal, views("a", journal), 6, Status.DISCARD)).isEmpty();
        assertThat(results()).hasSize(8).noneMatch(line -> line.contains("deadbee"));
        matchJournal(views("a", journal), journal.state());
    }

    @Test
    void aMissingViewIsMadeAgain() throws IOException {
        var journal = session("a");
        var views = views("a", journal);
        judge(journal, views, 0, Status.KEEP);
        Files.delete(project.resolve("results.tsv"));
        Files.delete(project.resolve("experiments.jsonl"));
        assertThat(judge(journal, views, 1, Status.DISCARD)).isEmpty();
        assertThat(results()).hasSize(3);
        assertThat(Files.readAllLines(project.resolve("experiments.jsonl"))).hasSize(2);
    }

    @Test
    void theUsersOwnFilesAreMovedAsideOnceAndNeverLost() throws IOException {
        Files.writeString(project.resolve("results.tsv"), "commit\tval_bpb\tmemory_gb\tstatus\tdescription\nmine\n");
        Files.writeString(project.resolve("run.log"), "my log\n");
        var journal = session("a");
        var views = views("a", journal);
        assertThat(judge(journal, views, 0, Status.KEEP)).hasSize(2)
                .anyMatch(note -> note.contains("results.tsv.before-a"));
        assertThat(judge(journal, views, 1, Status.KEEP)).isEmpty();
        assertThat(judge(journal, views("a", journal), 2, Status.KEEP)).isEmpty();
        assertThat(project.resolve("results.tsv.before-a")).content().endsWith("mine\n");
        assertThat(project.resolve("run.log.before-a")).hasContent("my log");
        assertThat(results()).hasSize(4);
    }

    @Test
    void anotherSessionsTableIsReplacedByThisOnes() throws IOException {
        var first = session("a");
        var views = views("a", first);
        for (int i = 0; i < 5; i++) {
            judge(first, views, i, Status.KEEP);
        }
        var second = session("b");
        assertThat(judge(second, views("b", second), 0, Status.KEEP)).isEmpty();
        assertThat(results()).hasSize(2);
        assertThat(project.resolve("results.tsv.before-b")).doesNotExist();
        assertThat(judge(first, views("a", first), 5, Status.KEEP)).isEmpty();
        assertThat(results()).hasSize(7);
    }

    @Test
    void reservedNamesAreLeftAloneWithOneNote() throws IOException {
        Files.writeString(project.resolve("results.tsv"), "tracked\n");
        var journal = session("a");
        var views = views("a", journal, "results.tsv", "run.log");
        assertThat(judge(journal, views, 0, Status.KEEP)).hasSize(2).allMatch(note -> note.contains("left alone"));
        assertThat(judge(journal, views, 1, Status.KEEP)).isEmpty();
        assertThat(project.resolve("results.tsv")).hasContent("tracked");
        assertThat(project.resolve("run.log")).doesNotExist();
        assertThat(project.resolve("experiments.jsonl")).exists();
    }

    @Test
    void aViewThatCannotBeWrittenIsANoteAndNoError() throws IOException {
        Files.createDirectories(project.resolve("experiments.jsonl.d"));
        var journal = session("a");
        Files.createDirectories(project.resolve(".autoresearch/views.json/in-the-way"));
        var views = views("a", journal);
        assertThat(judge(journal, views, 0, Status.KEEP)).isNotEmpty()
                .anyMatch(note -> note.startsWith("results.tsv could not be written"));
        Files.delete(project.resolve(".autoresearch/views.json/in-the-way"));
        Files.delete(project.resolve(".autoresearch/views.json"));
        judge(journal, views, 1, Status.DISCARD);
        assertThat(results()).hasSize(3);
    }

    @Test
    void aBaselineThatFailedIsNoRow() throws IOException {
        var journal = session("a");
        var views = views("a", journal);
        judge(journal, views, 0, Status.CRASH);
        judge(journal, views, 0, Status.KEEP);
        assertThat(results()).hasSize(2);
        assertThat(results().get(1)).endsWith("keep\tbaseline");
    }
}
