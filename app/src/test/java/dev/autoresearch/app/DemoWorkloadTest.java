package dev.autoresearch.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The demo's workload, compiled and run as the demo runs it.
class DemoWorkloadTest {
    private static final Path DEMO = Path.of("src/main/resources/demo").toAbsolutePath();
    private static final Path JDK = Path.of(System.getProperty("java.home"));

    @TempDir
    Path folder;

    @BeforeEach
    void compile() throws Exception {
        assertThat(run(JDK.resolve("bin/javac").toString(), "-d", folder.resolve("build").toString(),
                DEMO.resolve("src/Bench.java").toString(), DEMO.resolve("src/Transform.java").toString())).isEmpty();
        Files.copy(DEMO.resolve("compress.conf"), folder.resolve("compress.conf"));
    }

    @Test
    void theSameSettingsGiveTheSameSize() throws Exception {
        assertThat(size()).isEqualTo(size()).isPositive();
    }

    @Test
    void theSettingsLeaveMuchToFind() throws Exception {
        long before = size();
        set("sort = true", "move_to_front = true", "zero_runs = true", "strategy = huffman", "flush_kb = 0",
                "block_kb = 512", "dictionary_kb = 0", "level = 9", "raw = true");
        assertThat(size()).isLessThan(before * 6 / 10);
    }

    @Test
    void everySettingInRangeDecompressesToTheSameText() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 5; i++) {
            set("sort = " + random.nextBoolean(), "move_to_front = " + random.nextBoolean(),
                    "zero_runs = " + random.nextBoolean(),
                    "strategy = " + List.of("default", "filtered", "huffman").get(random.nextInt(3)),
                    "flush_kb = " + random.nextInt(65), "block_kb = " + (4 << random.nextInt(8)),
                    "dictionary_kb = " + random.nextInt(33), "level = " + (1 + random.nextInt(9)),
                    "raw = " + random.nextBoolean());
            assertThat(size()).as("seed %d, settings %d", seed, i).isPositive();
        }
    }

    private void set(String... settings) throws IOException {
        Files.writeString(folder.resolve("compress.conf"), String.join("\n", settings) + "\n");
    }

    private long size() throws Exception {
        String output = run(JDK.resolve("bin/java").toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp",
                "build", "Bench");
        var matcher = Pattern.compile("^METRIC compressed_bytes=(\\d+)$", Pattern.MULTILINE).matcher(output);
        assertThat(matcher.find()).as(output).isTrue();
        return Long.parseLong(matcher.group(1));
    }

    private String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
            return output;
        } finally {
            process.destroyForcibly();
        }
    }
}
