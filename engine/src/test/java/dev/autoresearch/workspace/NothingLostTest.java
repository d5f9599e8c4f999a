package dev.autoresearch.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Nothing of the user's is lost: generated dirty repositories are the same, byte for byte, after a session.
class NothingLostTest {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aSessionInWorktreesLeavesTheCheckoutByteForByteAsItWas(long seed) throws IOException {
        var random = new Random(seed);
        Scratch scratch = dirty(random);
        String base = scratch.head();
        Map<String, String> before = everything(scratch);
        try (GitWorkspace workspace = scratch.open(Scratch.modify("src/**"))) {
            String incumbent = base;
            for (int n = 1; n <= 12; n++) {
                scramble(random, workspace.desk());
                if (workspace.inspect(incumbent) instanceof Edit.Allowed edit) {
                    String commit = workspace.commit(edit, incumbent, "try " + n).commit();
                    workspace.publish(Integer.toString(n), commit);
                    workspace.bench().lay(commit);
                    assertThat(workspace.bench().tampered()).isEmpty();
                    assertThat(scratch.gitIn(workspace.bench().folder(), "status", "--porcelain", "--ignored"))
                            .isEmpty();
                    scramble(random, workspace.bench().folder());
                    workspace.note(commit, "n " + n);
                    if (random.nextBoolean()) {
                        assertThat(workspace.advance(commit)).isEmpty();
                        incumbent = commit;
                    }
                }
                workspace.resetDesk(incumbent);
                assertThat(scratch.gitIn(workspace.desk(), "status", "--porcelain", "--ignored")).isEmpty();
            }
        }
        assertThat(everything(scratch)).isEqualTo(before);
        assertThat(scratch.git("fsck", "--strict")).doesNotContain("error", "missing");
    }

    private Scratch dirty(Random random) throws IOException {
        Scratch scratch = Scratch.small(folder);
        for (int i = 0; i < 15; i++) {
            scratch.write("src/" + name(random) + "/" + name(random), random.nextLong() + "\n");
        }
        scratch.commitAll("more");
        for (int i = 0; i < 1 + random.nextInt(2); i++) {
            scratch.write("src/main.txt", "stashed " + random.nextLong());
            scratch.git("stash", "push", "-q");
        }
        scramble(random, scratch.root);
        scratch.git("add", "-A");
        scramble(random, scratch.root);
        scratch.write("build/ignored.o", "ignored " + random.nextLong());
        scratch.write("untracked " + random.nextInt(9), "x");
        if (random.nextBoolean()) {
            scratch.git("checkout", "-q", "--detach");
        }
        scratch.git("tag", "v1");
        return scratch;
    }

    private static String name(Random random) {
        return new String[]{"a", "b b", "ü", "Z", "日本"}[random.nextInt(5)] + random.nextInt(3);
    }

    /// A few changes of all kinds below `src` and beside it, ignored ones too.
    private static void scramble(Random random, Path root) throws IOException {
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            Path file = root.resolve("src").resolve("n" + name(random)).resolve(name(random));
            Path main = root.resolve("src/main.txt");
            switch (random.nextInt(7)) {
                case 0 -> Scratch.writeTo(file, "new " + random.nextLong());
                case 1 -> Folders.delete(main);
                case 2 -> {
                    Folders.delete(main);
                    Files.createSymbolicLink(main, Path.of("deep/er/leaf.txt"));
                }
                case 3 -> {
                    Folders.delete(root.resolve("src/deep"));
                    Scratch.writeTo(root.resolve("src/deep"), "a file now " + random.nextInt());
                }
                case 4 -> Scratch.writeTo(root.resolve("build/out" + random.nextInt(3)), "ignored");
                case 5 -> {
                    Folders.delete(main);
                    Scratch.writeTo(main, "changed " + random.nextLong());
                    assertThat(main.toFile().setExecutable(random.nextBoolean())).isTrue();
                }
                default -> Scratch.writeTo(root.resolve("src/x" + random.nextInt(3) + ".log"), "ignored");
            }
        }
    }

    /// Every file of the checkout with mode and content, and git's own that are the user's.
    private static Map<String, String> everything(Scratch scratch) throws IOException {
        var all = new TreeMap<String, String>();
        Files.walkFileTree(scratch.root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                return path.endsWith(".git") || path.endsWith(".autoresearch")
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                Stat stat = Stat.of(path);
                all.put(path.toString(),
                        stat + " " + (attributes.isSymbolicLink()
                                ? Files.readSymbolicLink(path).toString()
                                : Files.readString(path)));
                return FileVisitResult.CONTINUE;
            }
        });
        for (String own : new String[]{"index", "HEAD", "config", "logs/HEAD", "logs/refs/stash", "refs/stash"}) {
            Path file = scratch.root.resolve(".git").resolve(own);
            all.put(own, Files.exists(file) ? HexFormat.of().formatHex(Files.readAllBytes(file)) : "absent");
        }
        all.put("refs", scratch.git("for-each-ref", "refs/heads/main", "refs/tags", "refs/stash"));
        all.put("stashes", scratch.git("stash", "list"));
        all.put("status",
                scratch.git("status", "--porcelain", "--ignored").replaceAll("(?m)^!! .autoresearch/\\n?", ""));
        return all;
    }
}
