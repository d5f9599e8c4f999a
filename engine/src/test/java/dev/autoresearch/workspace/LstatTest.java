package dev.autoresearch.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
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
    }
}
