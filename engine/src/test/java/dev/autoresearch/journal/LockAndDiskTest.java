package dev.autoresearch.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What only a second process can show: locks that are really held, kills, and a disk that is really full.
@Timeout(60)
class LockAndDiskTest {
    @TempDir
    Path project;

    /// Creates or opens the session named by its arguments, then does what it is told.
    static final class Child {
        private Child() {}

        public static void main(String[] args) throws IOException {
            var folder = new SessionFolder(Path.of(args[0]), "mar8");
            var journal = JournalFile.create(folder, JournalClock.SYSTEM, Samples.start("mar8"));
            var out = new java.io.PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true,
                    StandardCharsets.UTF_8);
            out.println("ready");
            if (args[1].equals("hold")) {
                new java.io.FileInputStream(java.io.FileDescriptor.in).read();
            } else {
                for (int i = 0;; i++) {
                    SessionState before = journal.state();
                    long length = Files.size(folder.journal());
                    try {
                        journal.append(new Event.Told("m" + i, "x".repeat(100)),
                                new Event.Told("n" + i, "y".repeat(100)));
                    } catch (Refusal refusal) {
                        out.println(refusal.exit() + "|" + i + "|" + journal.state().equals(before) + "|"
                                + (Files.size(folder.journal()) == length) + "|" + refusal.next());
                        journal.append(new Event.Told("short", "s"));
                        out.println(journal.state().messages().getLast());
                        break;
                    }
                }
            }
            journal.close();
        }
    }

    private List<String> java(String mode) {
        return new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java"), "-cp",
                System.getProperty("java.class.path"), Child.class.getName(), project.toString(), mode));
    }

    private Process started(List<String> command) throws IOException {
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private SessionFolder folder() {
        return new SessionFolder(project, "mar8");
    }

    @Test
    void aLivingEngineIsNamedAndLeftAloneAndAKilledOneIsTakenOver() throws Exception {
        Process child = started(java("hold"));
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isEqualTo("ready");
            for (int i = 0; i < 2; i++) {
                assertThat(SessionLock.holder(folder())).hasValueSatisfying(
                        holder -> assertThat(holder.pid()).isEqualTo(child.pid()));
                assertThatThrownBy(() -> JournalFile.open(folder(), JournalClock.SYSTEM)).isInstanceOf(Refusal.class)
                        .hasMessageContaining("process " + child.pid()).hasMessageContaining("since")
                        .satisfies(thrown -> assertThat(((Refusal) thrown).exit()).isEqualTo(Exit.LOCKED));
            }
            assertThat(JournalFile.read(folder()).lastNumber()).isEqualTo(-1);
            child.destroyForcibly().waitFor();
            assertThat(SessionLock.holder(folder())).isEmpty();
            try (var journal = JournalFile.open(folder(), JournalClock.SYSTEM)) {
                assertThat(journal.notes()).singleElement(InstanceOfAssertFactories.STRING)
                        .contains("Took over the lock of process " + child.pid());
            }
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    @Test
    void oneProcessHoldsASessionOnlyOnceAndAskingDoesNotLoseIt() throws Exception {
        var lock = SessionLock.take(folder(), Instant.now());
        for (int i = 0; i < 3; i++) {
            assertThat(SessionLock.holder(folder())).isPresent();
            assertThatThrownBy(() -> SessionLock.take(folder(), Instant.now())).isInstanceOf(Refusal.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
        Process other = started(java("hold"));
        try (BufferedReader out = other.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).as("the other process must not get the lock").isNull();
            assertThat(other.waitFor()).isNotZero();
        } finally {
            other.destroyForcibly().waitFor();
        }
        lock.close();
        lock.close();
        assertThat(SessionLock.holder(folder())).isEmpty();
        SessionLock.take(folder(), Instant.now()).close();
    }

    @Test
    void anOldLockFileOfAProcessNumberThatIsUsedAgainIsStale() throws IOException {
        String text;
        try (var lock = SessionLock.take(folder(), Instant.now())) {
            assertThat(lock.notes()).isEmpty();
            text = Files.readString(folder().lock());
        }
        assertThat(text).contains("\"host\"").contains("\"pid\":" + ProcessHandle.current().pid());
        Files.writeString(folder().lock(),
                text.replaceFirst("\"started\":\"[^\"]*\"", "\"started\":\"2001-01-01T00:00:00Z\""));
        assertThat(SessionLock.holder(folder())).isEmpty();
        try (var lock = SessionLock.take(folder(), Instant.now())) {
            assertThat(lock.notes()).hasSize(1);
        }
    }

    @Test
    void aFullDiskLeavesJournalAndStateAsTheyWereAndSaysWhatToDo() throws Exception {
        // A limit on the size of files makes writes fail in the middle, as a full disk does, for any user.
        var command = new ArrayList<>(List.of("bash", "-c", "ulimit -f 64; exec \"$@\"", "bash"));
        command.addAll(java("fill"));
        command.add(5, "-XX:-UsePerfData");
        Process child = started(command);
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isEqualTo("ready");
            String[] outcome = String.valueOf(out.readLine()).split("\\|", 5);
            assertThat(outcome[0]).isEqualTo("STORAGE");
            assertThat(Integer.parseInt(outcome[1])).isGreaterThan(20);
            assertThat(outcome[2]).as("state unchanged").isEqualTo("true");
            assertThat(outcome[3]).as("journal unchanged").isEqualTo("true");
            assertThat(outcome[4]).contains("Make room on the disk");
            assertThat(out.lines()).isNotNull();
            child.waitFor();
            assertThat(JournalFile.verify(folder())).isEqualTo(JournalFile.read(folder()));
            try (var entries = new JournalReader(folder()).entries()) {
                assertThat(entries.count()).isGreaterThanOrEqualTo(2L * Integer.parseInt(outcome[1]) + 1);
            }
        } finally {
            child.destroyForcibly().waitFor();
        }
    }
}
