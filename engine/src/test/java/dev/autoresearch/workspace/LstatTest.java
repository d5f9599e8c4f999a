package dev.autoresearch.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LstatTest {
    @TempDir
    Path folder;

    @Test
    void itSaysWhatTheJdkSaysOfWhateverLiesThere() throws Exception {
        var paths = new ArrayList<>(List.of(folder, folder.resolve("nothing"), folder.resolve("plain/below a file"),
                Path.of("/dev/null")));
        Path plain = Files.writeString(folder.resolve("plain"), "12345");
        Path old = Files.setLastModifiedTime(Files.writeString(folder.resolve("Größe 大"), ""),
                FileTime.fromMillis(-1_500));
        Path shut = Files.setPosixFilePermissions(Files.writeString(folder.resolve("shut"), "x"),
                PosixFilePermissions.fromString("---------"));
        paths.addAll(List.of(plain, old, shut, Files.createLink(folder.resolve("second name"), plain),
                Files.createSymbolicLink(folder.resolve("link"), plain),
                Files.createSymbolicLink(folder.resolve("nowhere"), Path.of("none")),
                Files.createDirectory(folder.resolve("inner"))));

        var lstat = new Lstat();
        for (Path path : paths) {
            assertThat(lstat.of(path)).as("%s", path).isEqualTo(Stat.of(path));
        }
        Files.writeString(folder.resolve("inner/deep"), "deep");
        Files.createSymbolicLink(folder.resolve("other way"), folder.resolve("inner"));
        try (var below = lstat.below(folder)) {
            for (String path : List.of("plain", "Größe 大", "shut", "second name", "link", "nowhere", "inner", "nothing",
                    "plain/below a file", "inner/deep", "other way/deep", "other way")) {
                assertThat(below.of(path)).as(path).isEqualTo(Stat.of(folder.resolve(path)));
            }
        }
    }

    @Test
    void aFolderIsLookedAtAnewEachTime() throws Exception {
        var lstat = new Lstat();
        Path place = folder.resolve("place");
        try (var below = lstat.below(place)) {
            assertThat(below.of("a")).isEqualTo(Stat.NOTHING);
        }
        Files.createDirectories(place);
        Files.writeString(place.resolve("a"), "1");
        try (var below = lstat.below(place)) {
            assertThat(below.of("a").size()).isEqualTo(1);
        }
        Files.move(place, folder.resolve("aside"));
        Files.createDirectories(place);
        try (var below = lstat.below(place)) {
            assertThat(below.of("a")).isEqualTo(Stat.NOTHING);
        }
    }

    @Test
    void noDescriptorIsLeftOpen() throws Exception {
        var lstat = new Lstat();
        long before = descriptors();
        for (int i = 0; i < 50; i++) {
            try (var below = lstat.below(folder)) {
                assertThat(below.of("nothing")).isEqualTo(Stat.NOTHING);
            }
        }
        assertThat(descriptors()).isLessThan(before + 25);
    }

    private static long descriptors() throws IOException {
        Path open = Path.of("/proc/self/fd");
        if (!Files.isDirectory(open)) {
            return 0;
        }
        try (Stream<Path> all = Files.list(open)) {
            return all.count();
        }
    }
}
