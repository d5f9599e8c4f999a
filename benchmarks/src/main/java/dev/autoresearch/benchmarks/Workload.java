package dev.autoresearch.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A repository in which an experiment costs nothing: a shell script prints the number that a one-line file holds, and the
/// change is another number. Most are discarded, a new best is kept; the numbers are the same for all who run it.
final class Workload {
    private static final String BENCH = "#!/bin/sh\n. ./params.conf\necho \"METRIC score=$value\"\n";
    private static final String CONFIGURATION = """
            scope: {modify: [params.conf]}
            run: {command: ./bench.sh, timeout: 10m}
            metrics: [{name: score, direction: lower}]
            repeats: 1
            proposer: {command: 'sed -i "s/^value=.*/value=$((AUTORESEARCH_EXPERIMENT * 7919 % 10007))/" params.conf &&
              echo "value $AUTORESEARCH_EXPERIMENT"'}
            """;
    private static final int A_FOLDER = 25;

    private Workload() {}

    /// Makes it.
    ///
    /// @param files how many the repository has
    static Path make(Programs programs, Path folder, int files) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        String text = String.join("\n", IntStream.rangeClosed(1, 40).mapToObj(Integer::toString).toList()) + "\n";
        for (int i = 3; i < files; i++) {
            Path file = folder.resolve("src/d" + i / A_FOLDER + "/f" + i + ".txt");
            Files.createDirectories(file.getParent());
            Files.writeString(file, i + "\n" + text);
        }
        Files.writeString(folder.resolve("params.conf"), "value=5000\n");
        Path bench = folder.resolve("bench.sh");
        Files.writeString(bench, BENCH);
        bench.toFile().setExecutable(true);
        Files.writeString(folder.resolve(".gitignore"), "results.tsv\nrun.log\n");
        git(programs, folder, "init", "-q", "-b", "main");
        git(programs, folder, "config", "user.name", "benchmark");
        git(programs, folder, "config", "user.email", "benchmark@localhost");
        git(programs, folder, "add", "-A");
        git(programs, folder, "commit", "-q", "-m", "The workload");
        Files.writeString(folder.resolve("autoresearch.yaml"), CONFIGURATION);
        return folder;
    }

    /// Asks ext4 to lay the folders in this one far apart. It looks past every file that was deleted in the same part of the
    /// disk in the last minutes, so that a program measured next would pay for the files that the one before deleted. Other
    /// file systems know no such attribute, and other systems no `chattr`: then it fails, and nothing is lost.
    static void apart(Path folder) throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "chattr +T \"$0\"", folder.toString()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    }

    /// Removes a folder with everything in it.
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static void git(Programs programs, Path folder, String... words)
            throws IOException, InterruptedException {
        programs.finish(folder, programs.start(folder,
                Stream.concat(Stream.of("git"), List.of(words).stream()).toList()));
    }
}
