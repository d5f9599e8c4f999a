package dev.autoresearch.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The journal costs the same after ten thousand experiments as after ten.
class LongSessionTest {
    @TempDir
    Path project;

    @Test
    void aSnapshotSparesTheReplayOfALongSession() throws IOException {
        var folder = new SessionFolder(project, "long");
        SessionState lived = LongSession.write(folder, 5_000);
        assertThat(JournalFile.verify(folder)).isEqualTo(lived);
        long start = System.nanoTime();
        SessionState read = JournalFile.read(folder);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertThat(read).isEqualTo(lived);
        // A tenth of it on a quiet machine; a full replay takes several times as long.
        assertThat(took).isLessThan(Duration.ofSeconds(1));
        var reader = new JournalReader(folder);
        assertThat(reader.experiment(4_321)).isPresent();
        try (var rows = reader.experiments()) {
            assertThat(rows.count()).isEqualTo(5_001);
        }
    }

    @Test
    void theStateStaysAsSmallAsItWas() throws IOException {
        long small = snapshotSize(300);
        long large = snapshotSize(3_000);
        assertThat(large).isLessThan(small + small / 10);
    }

    private long snapshotSize(int experiments) throws IOException {
        var folder = new SessionFolder(project, "s" + experiments);
        LongSession.write(folder, experiments);
        return java.nio.file.Files.size(folder.snapshot());
    }
}
