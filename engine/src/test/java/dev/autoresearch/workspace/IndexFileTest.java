package dev.autoresearch.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexFileTest {
    @TempDir
    Path root;

    @Test
    void gitReadsItAsItsOwn() throws Exception {
        // In UTF-16 the second of the last two comes first.
        Files.createDirectories(root.resolve("a.d"));
        for (String name : List.of("a", "a-b", "a.d/b", "12345678", "n".repeat(200), "\uFFE5", "\uD834\uDD1E")) {
            Files.writeString(root.resolve(name), name);
        }
        Files.createSymbolicLink(root.resolve("link"), Path.of("a"));
        assertThat(root.resolve("a").toFile().setExecutable(true)).isTrue();
        git("init", "-q");
        git("add", "-A");
        git("-c", "user.name=t", "-c", "user.email=t@t", "commit", "-q", "-m", "all");
        String before = git("ls-files", "-s", "-z");

        var tracked = new ArrayList<Tracked>();
        for (String line : before.split("\0", -1)) {
            if (line.isEmpty()) {
                continue;
            }
            String path = line.substring(line.indexOf('\t') + 1);
            Path file = root.resolve(path);
            var one = new Tracked(path, file, new Leaf(FileMode.fromBits(Integer.parseInt(line.substring(0, 6), 8)),
                    ObjectId.fromString(line.substring(7, 47))), false);
            one.right(Stat.of(file), Stat.now());
            tracked.addFirst(one);
        }
        Files.write(root.resolve(".git/index"), IndexFile.of(tracked));

        assertThat(git("ls-files", "-s", "-z")).isEqualTo(before);
        assertThat(git("status", "--porcelain")).isEmpty();
        assertThat(git("fsck", "--strict")).isEmpty();
    }

    private String git(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("git", "-C", root.toString()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
