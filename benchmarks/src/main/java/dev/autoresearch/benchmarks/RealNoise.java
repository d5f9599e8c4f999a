package dev.autoresearch.benchmarks;

import dev.autoresearch.journal.Event;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.JournalReader;
import dev.autoresearch.journal.SessionFolder;
import dev.autoresearch.journal.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Decisions about a real program on this machine. Changes that do not matter must not be kept: judged by wall time, which
/// whatever else runs here disturbs. A planted improvement must be: judged by CPU time, or by wall time on request. The
/// program is C, CPU-bound, and draws two percent of noise of its own besides the machine's.
///
/// @param idle  experiments that change a comment
/// @param tries sessions with a planted improvement of five percent
/// @param clock what the planted ones are judged by, `cpu-time` or `wall-time`
record RealNoise(Programs programs, Path folder, int idle, int tries, String clock) {
    private static final String TAG = "real";
    private static final long ROUNDS = 60_000_000;
    private static final double PLANTED = 0.95;

    /// Triangular noise of two percent, from the kernel's random numbers, so that nothing of it cancels in pairs.
    private static final String PROGRAM = """
            #include <stdint.h>
            #include <stdio.h>
            int main(void) {
              uint16_t draw[2];
              FILE *random = fopen("/dev/urandom", "rb");
              if (!random || fread(draw, sizeof draw, 1, random) != 1) return 1;
              double noise = 1 + 0.049 * ((draw[0] + draw[1]) / 65535.0 - 1);
              uint64_t rounds = (uint64_t) (ROUNDS * noise), x = 1;
              for (uint64_t i = 0; i < rounds; i++) x = x * 6364136223846793005u + (x >> 33);
              printf("%llu\\n", (unsigned long long) (x & 1));
              return 0;
            }
            """;

    void run() throws IOException, InterruptedException {
        System.out.printf("%nreal: a C program with two percent of noise of its own%n");
        Path same = project("idle", "wall-time", "echo '/* nothing */' >> work.c && echo 'a comment'");
        programs.finish(same, programs.start(same, programs.autoresearch("run", "--tag", TAG, "--experiments",
                Integer.toString(idle))));
        List<Experiment> rows = rows(same);
        System.out.printf("a comment, judged by wall time, %d experiments: %d kept, %d runs, noise %s%n",
                rows.size() - 1,
                rows.stream().filter(row -> row.number() > 0 && row.status() == Status.KEEP).count(), runs(same),
                noise(same));
        int kept = 0;
        for (int i = 1; i <= tries; i++) {
            Path faster = project("planted" + i, clock, "sed -i 's/" + ROUNDS + "/" + Math.round(ROUNDS * PLANTED)
                    + "/' rounds.h && echo 'five percent less work'");
            programs.finish(faster,
                    programs.start(faster, programs.autoresearch("run", "--tag", TAG, "--experiments", "1")));
            Experiment row = rows(faster).getLast();
            kept += row.status() == Status.KEEP ? 1 : 0;
            System.out.printf("planted %2d: %-12s %s%n", i, row.status().word(), row.reason());
        }
        System.out.printf("five percent planted, judged by %s, %d tries: %d kept%n", clock, tries, kept);
    }

    private Path project(String name, String extract, String proposer) throws IOException, InterruptedException {
        Path place = Files.createDirectories(folder.resolve(name));
        Files.writeString(place.resolve("work.c"), "#include \"rounds.h\"\n" + PROGRAM);
        Files.writeString(place.resolve("rounds.h"), "#define ROUNDS " + ROUNDS + "\n");
        Files.writeString(place.resolve(".gitignore"), "work\nresults.tsv\nrun.log\n");
        Files.writeString(place.resolve("autoresearch.yaml"), """
                scope: {modify: [work.c, rounds.h]}
                run: {prepare: cc -O2 -o work work.c, command: ./work}
                metrics: [{name: seconds, direction: lower, extract: %s}]
                decide: {on-tie: discard}
                proposer: {command: "%s"}
                """.formatted(extract, proposer));
        for (List<String> command : List.of(List.of("git", "init", "-q", "-b", "main"),
                List.of("git", "config", "user.name", "benchmark"),
                List.of("git", "config", "user.email", "benchmark@localhost"), List.of("git", "add", "-A"),
                List.of("git", "commit", "-q", "-m", "The program"))) {
            programs.finish(place, programs.start(place, command));
        }
        return place;
    }

    private static List<Experiment> rows(Path place) {
        try (Stream<Experiment> rows = reader(place).experiments()) {
            return rows.filter(row -> !row.proposer().equals("canary")).toList();
        }
    }

    private static long runs(Path place) {
        try (Stream<Event.RunFinished> runs = reader(place).runs()) {
            return runs.filter(run -> run.purpose().measured()).count();
        }
    }

    private static String noise(Path place) {
        List<Double> last = new ArrayList<>();
        try (var entries = reader(place).entries()) {
            entries.forEach(entry -> {
                if (entry.event() instanceof Event.Decided decided) {
                    last.addAll(decided.decision().spread().values());
                }
            });
        }
        return last.isEmpty() ? "?" : String.format(Locale.ROOT, "%.1f %% between equals", 100 * last.getLast());
    }

    private static JournalReader reader(Path place) {
        return new JournalReader(new SessionFolder(place, TAG));
    }
}
