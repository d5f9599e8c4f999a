package dev.autoresearch.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CappedLogTest {
    @TempDir
    Path folder;

    @Test
    void anyOutputIsKeptWholeOrAsItsHeadAndItsTailWithTheCutSaid() throws IOException {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            int limit = random.nextInt(60);
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            Path file = folder.resolve("log-" + seed);
            CappedLog log = CappedLog.create(file, limit);
            try (log) {
                for (int writes = random.nextInt(12); writes > 0; writes--) {
                    byte[] data = new byte[random.nextInt(40)];
                    random.nextBytes(data);
                    all.write(data);
                    log.write(ByteBuffer.wrap(data));
                }
            }
            byte[] written = all.toByteArray();
            int head = Math.min(written.length, (limit + 1) / 2);
            int tail = Math.min(written.length - head, limit - (limit + 1) / 2);
            int cut = written.length - head - tail;
            ByteArrayOutputStream expected = new ByteArrayOutputStream();
            expected.write(written, 0, head);
            if (cut > 0) {
                expected.write(("\n[… " + cut + " bytes cut by run.log-limit …]\n").getBytes(StandardCharsets.UTF_8));
            }
            expected.write(written, written.length - tail, tail);
            assertThat(Files.readAllBytes(file)).as("seed %d", seed).isEqualTo(expected.toByteArray());
            assertThat(log.bytes()).as("seed %d", seed).isEqualTo(written.length);
            assertThat(log.cut()).as("seed %d", seed).isEqualTo(cut);
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(200);
        }
    }

    @Test
    void errorsThatNobodyWroteAreNoFileAndOldOnesGo() throws IOException {
        Path errors = Files.writeString(folder.resolve("errors"), "of an earlier attempt");
        Task task = new Task("true", folder, Map.of(), Duration.ofSeconds(1), Duration.ZERO, errors, 100, null,
                folder.resolve("output"));
        CappedLog.of(task).close();
        assertThat(errors).doesNotExist();
        try (CappedLog log = CappedLog.of(task)) {
            log.write(ByteBuffer.wrap(new byte[]{'e'}));
        }
        assertThat(errors).hasContent("e");
    }

    @Test
    void theHeadCanBeReadWhileTheRunGoesOnAndTheTailNeverGrowsBeyondItsShare() throws IOException {
        Path file = folder.resolve("log");
        byte[] line = new byte[1000];
        Arrays.fill(line, (byte) 'x');
        try (CappedLog log = CappedLog.create(file, 10_000)) {
            log.write(ByteBuffer.wrap("first\n".getBytes(StandardCharsets.UTF_8)));
            assertThat(file).hasContent("first");
            for (int i = 0; i < 1000; i++) {
                log.write(ByteBuffer.wrap(line));
            }
            long size = 0;
            try (Stream<Path> files = Files.list(folder)) {
                size = files.mapToLong(path -> path.toFile().length()).sum();
            }
            assertThat(size).isLessThanOrEqualTo(15_000);
        }
        assertThat(Files.readString(file)).startsWith("first\n").contains("[… 990,006 bytes cut by run.log-limit …]");
    }

    @Test
    void aLogIsStartedAnew() throws IOException {
        Path file = folder.resolve("deep/er/log");
        for (String text : new String[]{"a long first one", "second"}) {
            try (CappedLog log = CappedLog.create(file, 1000)) {
                log.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            }
        }
        assertThat(file).hasContent("second");
    }

    @Test
    void theLastLinesArePlainText() throws IOException {
        Path file = Files.write(folder.resolve("log"),
                List.of("zero", "\u001b[31mred\u001b[0m \u001b]0;title\u0007end\r", "10 %\r50 %\r100 %",
                        "a\u202eb\u0000c\u0007\tü €", "\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\", "", ""));
        assertThat(LogTail.last(file, 4, 10_000)).isEqualTo("red end\n100 %\nabc\tü €\nlink");
    }

    @Test
    void theLastLinesAreCappedAndNeverBeginInsideALine() throws IOException {
        Path file = Files.writeString(folder.resolve("log"),
                "ö".repeat(5000) + "\n" + "y".repeat(3000) + "\n" + "last\n");
        assertThat(LogTail.last(file, 50, 4000).lines().toList()).hasSize(2).last().isEqualTo("last");
        assertThat(LogTail.last(file, 2, 4000)).startsWith("y".repeat(500) + " … (2500 more characters)");
        assertThat(LogTail.last(folder.resolve("none"))).isEmpty();
    }
}
