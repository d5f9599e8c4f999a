package dev.autoresearch.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalFileTest {
    @TempDir
    Path project;
    private final TickingClock time = new TickingClock();
    private SessionFolder folder;

    @BeforeEach
    void aSession() {
        folder = new SessionFolder(project, "mar8");
    }

    private JournalFile created() {
        return JournalFile.create(folder, time.clock(), Samples.start("mar8"));
    }

    private JournalFile opened() {
        return JournalFile.open(folder, time.clock());
    }

    private void written(int experiments) {
        var random = new Random(1);
        try (var journal = created()) {
            for (int i = 0; i <= experiments; i++) {
                Status status = i == 0 ? Status.KEEP : Samples.any(Status.values(), random);
                journal.append(Samples.experiment(i, status, random).toArray(Event[]::new));
            }
        }
    }

    private static Exit exitOf(Throwable thrown) {
        return ((Refusal) thrown).exit();
    }

    @Test
    void everyEventComesBackAsItWasWritten() {
        var events = new ArrayList<Event>();
        for (Status status : Status.values()) {
            events.addAll(Samples.experiment(events.size(), status, new Random(3)));
        }
        int number = 77;
        events.add(new Event.ExperimentStarted(number, Samples.commit(1), "explore"));
        for (Ending ending : List.of(new Ending.Signalled(11), new Ending.OutOfMemory("cgroup"),
                new Ending.NotStarted("x"),
                new Ending.Idle(Duration.ofNanos(1)), new Ending.Stopped(), new Ending.Exited(0))) {
            events.add(new Event.RunFinished(number, 1, Purpose.GUARD, 1, "c", new RunRecord(ending,
                    Duration.ofSeconds(8_000_000, 123_456_789), Duration.ZERO, -1, java.util.Map.of("µ.s", -0.0), "f",
                    "", 9, 1, new Surroundings(0.5, 0, 1200, 3000), "group")));
        }
        events.add(new Event.Told("id", "tab\there \"quoted\" ünïcode 😀 \u0001"));
        events.add(new Event.Rewound(Samples.row(1, Status.KEEP, 0.5, "again")));
        events.add(new Event.SessionEnded(EndReason.STOPPED, "by hand"));
        events.add(new Event.SessionResumed("0.1.0", List.of("moved the branch")));
        try (var journal = created()) {
            events.forEach(journal::append);
        }
        try (var entries = new JournalReader(folder).entries()) {
            assertThat(entries.skip(1).map(Entry::event).toList()).isEqualTo(events);
        }
    }

    @Test
    void theFirstLineNamesTheSchemaAndAllLinesAreFlatJson() throws IOException {
        written(3);
        List<String> lines = Files.readAllLines(folder.journal());
        var first = JsonCodec.mapper().readTree(lines.getFirst());
        assertThat(first.path("schema").asInt()).isEqualTo(Journal.SCHEMA);
        assertThat(first.path("seq").asInt()).isEqualTo(1);
        assertThat(first.path("metrics").path(0).path("direction").asString()).isEqualTo("lower");
        for (String line : lines) {
            var json = JsonCodec.mapper().readTree(line);
            assertThat(json.path("hash").asString()).hasSize(64);
            assertThat(json.path("event").asString()).isNotEmpty();
            assertThat(json.path("elapsed").isNumber()).isTrue();
        }
        assertThat(lines.getLast()).contains("\"peak_memory\":").contains("\"status\":\"");
    }

    @Test
    void stateIsTheSameAfterReopening() {
        written(120);
        SessionState read = JournalFile.read(folder);
        try (var journal = opened()) {
            assertThat(journal.state()).isEqualTo(read);
            assertThat(journal.notes()).isEmpty();
        }
    }

    @Test
    void aLastLineTornAtAnyByteIsDroppedAndTheSessionGoesOn() throws IOException {
        written(0);
        try (var journal = opened()) {
            journal.append(new Event.ExperimentStarted(1, "p", "climb"));
        }
        byte[] whole = Files.readAllBytes(folder.journal());
        int last = lastLine(whole);
        Files.write(folder.journal(), Arrays.copyOf(whole, last));
        Files.delete(folder.snapshot());
        SessionState before = JournalFile.read(folder);
        for (int cut = last + 1; cut < whole.length; cut++) {
            Files.write(folder.journal(), Arrays.copyOf(whole, cut));
            Files.deleteIfExists(folder.snapshot());
            assertThat(JournalFile.read(folder)).as("cut at byte %d", cut).isEqualTo(before);
            try (var entries = new JournalReader(folder).entries()) {
                assertThat(entries.count()).isEqualTo(countLines(whole) - 1);
            }
            try (var journal = opened()) {
                assertThat(journal.state()).isEqualTo(before);
                assertThat(journal.notes()).singleElement(InstanceOfAssertFactories.STRING).contains("unfinished line");
                journal.append(new Event.Told("a", "on we go"));
            }
            assertThat(JournalFile.verify(folder).messages()).contains("on we go");
        }
    }

    @Test
    void aTailOfZeroBytesOrBrokenJsonIsDropped() throws IOException {
        written(2);
        SessionState before = JournalFile.read(folder);
        for (String tail : List.of("\0\0\0\0\0", "{\"seq\":99,\"at\n")) {
            Files.writeString(folder.journal(), tail, StandardOpenOption.APPEND);
            try (var journal = opened()) {
                assertThat(journal.state()).isEqualTo(before);
                assertThat(journal.notes()).hasSize(1);
            }
        }
    }

    @Test
    void anyFlippedByteBeforeTheLastLineIsDetected() throws IOException {
        written(0);
        Files.delete(folder.snapshot());
        byte[] whole = Files.readAllBytes(folder.journal());
        int last = lastLine(whole);
        var random = new Random(5);
        for (int at = 0; at < last; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(folder.journal(), flipped);
            int where = at;
            assertThatThrownBy(() -> JournalFile.read(folder)).as("byte %d", where).isInstanceOf(Refusal.class)
                    .satisfies(thrown -> assertThat(exitOf(thrown)).isEqualTo(Exit.JOURNAL))
                    .hasMessageContaining("line ");
        }
        Files.write(folder.journal(), whole);
        assertThat(JournalFile.verify(folder).lastNumber()).isZero();
    }

    @Test
    void aLineTakenOutOrChangedIsDetectedEvenAtTheEnd() throws IOException {
        written(3);
        Files.delete(folder.snapshot());
        List<String> lines = Files.readAllLines(folder.journal());
        var without = new ArrayList<>(lines);
        without.remove(2);
        Files.write(folder.journal(), without);
        assertThatThrownBy(() -> JournalFile.read(folder)).hasMessageContaining("line 3, is damaged");
        var changed = new ArrayList<>(lines);
        changed.set(lines.size() - 1, lines.getLast().replace("idea 3", "idea 4"));
        Files.write(folder.journal(), changed);
        assertThatThrownBy(this::opened).hasMessageContaining("damaged").hasMessageContaining("hash");
        assertThat(SessionLock.holder(folder)).isEmpty();
    }

    @Test
    void aNewerSchemaOrAnUnknownEventIsRefusedWithTheWayOut() throws IOException {
        written(1);
        Files.delete(folder.snapshot());
        String text = Files.readString(folder.journal());
        Files.writeString(folder.journal(), text.replaceFirst("\"schema\":" + Journal.SCHEMA,
                "\"schema\":" + (Journal.SCHEMA + 1)));
        assertThatThrownBy(() -> JournalFile.read(folder)).isInstanceOf(Refusal.class)
                .hasMessageContaining("newer version").hasMessageContaining("schema " + (Journal.SCHEMA + 1))
                .satisfies(thrown -> assertThat(((Refusal) thrown).next()).contains("version that wrote it"));
        for (String event : List.of("{\"event\":\"teleported\",\"to\":1}",
                "{\"event\":\"told\",\"id\":\"1\",\"text\":\"x\",\"mood\":\"good\"}",
                "{\"event\":\"session-ended\",\"reason\":\"boredom\",\"detail\":\"\"}")) {
            Files.writeString(folder.journal(), text);
            forge(event);
            assertThatThrownBy(() -> JournalFile.read(folder)).as(event).isInstanceOf(Refusal.class)
                    .hasMessageContaining("newer version");
        }
    }

    // Appends a line whose hash is right, as a later program would.
    private void forge(String event) throws IOException {
        List<String> lines = Files.readAllLines(folder.journal());
        String last = lines.getLast();
        String before = last.substring(last.length() - 66, last.length() - 2);
        String body = "{\"seq\":" + (lines.size() + 1) + ",\"at\":\"2027-01-01T00:00:00Z\",\"elapsed\":9.5,"
                + event.substring(1, event.length() - 1);
        var digest = LineCodec.sha256();
        digest.update(before.getBytes(StandardCharsets.US_ASCII));
        digest.update(body.getBytes(StandardCharsets.UTF_8));
        String hash = java.util.HexFormat.of().formatHex(digest.digest());
        Files.writeString(folder.journal(), body + ",\"hash\":\"" + hash + "\"}\n", StandardOpenOption.APPEND);
    }

    @Test
    void timesNeverGoBackwardsWhenTheClockDoes() {
        try (var journal = created()) {
            journal.append(new Event.Told("1", "a"));
            time.jump(Duration.ofHours(-2));
            journal.append(new Event.Told("2", "b"), new Event.Told("3", "c"));
            time.jump(Duration.ofHours(3));
            journal.append(new Event.Told("4", "d"));
            assertThat(journal.clockStepsBack()).isEqualTo(1);
            assertThat(journal.notes()).singleElement(InstanceOfAssertFactories.STRING).contains("clock went back");
        }
        try (var entries = new JournalReader(folder).entries()) {
            List<Entry> all = entries.toList();
            assertThat(all).isSortedAccordingTo(java.util.Comparator.comparing(Entry::at));
            assertThat(all).isSortedAccordingTo(java.util.Comparator.comparing(Entry::elapsed));
        }
    }

    @Test
    void workingTimeIsSummedOverResumesAndNotOverPauses() {
        Duration first;
        try (var journal = created()) {
            journal.append(new Event.Told("1", "a"));
            first = journal.state().elapsed();
        }
        time.jump(Duration.ofDays(3));
        try (var journal = opened()) {
            journal.append(new Event.Told("2", "b"));
            assertThat(journal.state().elapsed()).isGreaterThan(first).isLessThan(first.plusSeconds(1));
        }
    }

    @Test
    void anEventThatCannotFollowNeverReachesTheDisk() throws IOException {
        try (var journal = created()) {
            byte[] before = Files.readAllBytes(folder.journal());
            assertThatThrownBy(() -> journal.append(new Event.CandidateMade(5, 1, "c", DiffStat.NONE)))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(Files.readAllBytes(folder.journal())).isEqualTo(before);
            journal.append(new Event.Told("1", "still fine"));
        }
        assertThat(JournalFile.verify(folder).messages()).containsExactly("still fine");
    }

    @Test
    void anInterruptedThreadWritesItsLineToTheEnd() {
        try (var journal = created()) {
            Thread.currentThread().interrupt();
            journal.append(new Event.Told("1", "written all the same"));
            assertThat(Thread.interrupted()).isTrue();
            journal.append(new Event.Told("2", "and this"));
        }
        assertThat(JournalFile.verify(folder).messages()).containsExactly("written all the same", "and this");
    }

    @Test
    void aSessionThatExistsIsNotBegunAgainButOneWithoutAFirstLineIs() throws IOException {
        written(1);
        assertThatThrownBy(this::created).isInstanceOf(Refusal.class).hasMessageContaining("already");
        Files.writeString(folder.journal(), "{\"seq\":1,\"at\"");
        assertThatThrownBy(this::opened).isInstanceOf(Refusal.class).hasMessageContaining("never began");
        try (var journal = created()) {
            assertThat(journal.state().lastNumber()).isEqualTo(-1);
        }
        assertThat(JournalFile.verify(folder).start().tag()).isEqualTo("mar8");
    }

    @Test
    void openingASessionThatIsNotThereLeavesNothingBehind() {
        assertThatThrownBy(this::opened).isInstanceOf(Refusal.class).hasMessageContaining("no session mar8");
        assertThatThrownBy(() -> JournalFile.read(folder)).isInstanceOf(Refusal.class);
        assertThat(project).isEmptyDirectory();
    }

    @Test
    void aSnapshotOnlySavesTimeWhateverIsWrongWithIt() throws IOException {
        written(110);
        SessionState truth = JournalFile.verify(folder);
        byte[] snapshot = Files.readAllBytes(folder.snapshot());
        assertThat(JournalFile.read(folder)).isEqualTo(truth);
        var random = new Random(7);
        for (int i = 0; i < 80; i++) {
            byte[] damaged = snapshot.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(folder.snapshot(),
                    i % 3 == 0 ? Arrays.copyOf(snapshot, random.nextInt(snapshot.length)) : damaged);
            assertThat(JournalFile.read(folder)).isEqualTo(truth);
        }
    }

    @Test
    void aSnapshotOfAnotherJournalIsNotBelieved() throws IOException {
        written(150);
        byte[] snapshot = Files.readAllBytes(folder.snapshot());
        Files.delete(folder.journal());
        try (var journal = created()) {
            journal.append(new Event.Told("1", "another session"));
        }
        Files.write(folder.snapshot(), snapshot);
        assertThat(JournalFile.read(folder)).isEqualTo(JournalFile.verify(folder));
    }

    @Test
    void replayFromASnapshotInTheMiddleEqualsFullReplay() {
        var random = new Random(11);
        try (var journal = created()) {
            for (int i = 0; i < 230; i++) {
                journal.append(
                        Samples.experiment(i, i == 0 ? Status.KEEP : Status.DISCARD, random).toArray(Event[]::new));
                if (i % 37 == 0) {
                    assertThat(JournalFile.read(folder)).isEqualTo(journal.state());
                }
            }
            assertThat(Snapshot.read(folder))
                    .hasValueSatisfying(s -> assertThat(s.state().lastNumber()).isEqualTo(199));
            assertThat(JournalFile.read(folder)).isEqualTo(JournalFile.verify(folder)).isEqualTo(journal.state());
        }
    }

    @Test
    void readersSeeSingleExperimentsWithTheirTrail() {
        written(30);
        var reader = new JournalReader(folder);
        assertThat(reader.experiment(7)).hasValueSatisfying(row -> assertThat(row.number()).isEqualTo(7));
        assertThat(reader.experiment(31)).isEmpty();
        assertThat(reader.trail(7)).extracting(Entry::event).first().isInstanceOf(Event.ExperimentStarted.class);
        assertThat(reader.trail(7)).extracting(Entry::event).last().isInstanceOf(Event.Judged.class);
        try (var rows = reader.experiments()) {
            assertThat(rows.map(Experiment::number).toList()).hasSize(31).isSorted();
        }
    }

    private static int lastLine(byte[] bytes) {
        int at = bytes.length - 2;
        while (bytes[at] != '\n') {
            at--;
        }
        return at + 1;
    }

    private static long countLines(byte[] bytes) {
        long lines = 0;
        for (byte b : bytes) {
            lines += b == '\n' ? 1 : 0;
        }
        return lines;
    }
}
