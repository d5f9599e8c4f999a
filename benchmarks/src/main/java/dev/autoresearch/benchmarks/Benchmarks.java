package dev.autoresearch.benchmarks;

import dev.autoresearch.benchmarks.arena.Arena;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The benchmarks' entrance, started by `benchmarks/run`. Works in a temporary folder, on this machine only, and leaves
/// neither files nor processes.
public final class Benchmarks {
    private Benchmarks() {}

    /// Runs one benchmark or all.
    ///
    /// @param args the project's root, the benchmark's name, its options
    /// @throws Exception if a program that is measured fails
    public static void main(String[] args) throws Exception {
        Path root = Path.of(args[0]);
        List<String> options = new ArrayList<>(List.of(args).subList(1, args.length));
        String name = options.isEmpty() ? "all" : options.removeFirst();
        boolean lean = options.remove("--lean");
        System.out.println(machine());
        if (name.equals("arena")) {
            Path series = root.resolve("benchmarks/noise/shared-machine.txt");
            new Arena(series, options.contains("--full"), System.out).run();
            return;
        }
        Path place = Path.of(text(options, "--in", System.getProperty("java.io.tmpdir")));
        Path folder = Files.createTempDirectory(place, "autoresearch-benchmark-");
        System.out.println("files in " + place + ": " + Files.getFileStore(folder).type());
        Programs programs = new Programs(root);
        try {
            if (name.equals("cost") || name.equals("all")) {
                int rounds = number(options, "--rounds", 5);
                int experiments = number(options, "--experiments", 200);
                new Cost(programs, folder, rounds, experiments, number(options, "--files", 50), lean).run();
            }
            if (name.equals("flat") || name.equals("all")) {
                new Flat(programs, folder, number(options, "--experiments", 3000)).run();
            }
            if (name.equals("status") || name.equals("all")) {
                new StatusSpeed(programs, folder, number(options, "--experiments", 100_000)).run();
            }
            if (name.equals("decision")) {
                new DecisionSpeed(number(options, "--decisions", 2000)).run();
            }
            if (name.equals("real")) {
                new RealNoise(programs, folder, number(options, "--experiments", 100), number(options, "--tries", 10),
                        text(options, "--clock", "cpu-time")).run();
            }
        } finally {
            programs.close();
            Workload.delete(folder);
        }
    }

    private static int number(List<String> options, String name, int usual) {
        return Integer.parseInt(text(options, name, Integer.toString(usual)));
    }

    private static String text(List<String> options, String name, String usual) {
        int at = options.indexOf(name);
        return at < 0 ? usual : options.get(at + 1);
    }

    private static String machine() throws IOException {
        String load = Files.isReadable(Path.of("/proc/loadavg")) ? Files.readString(Path.of("/proc/loadavg")) : "?";
        return String.format(Locale.ROOT, "machine: %d cores, %s %s, Java %s, load average %s",
                Runtime.getRuntime().availableProcessors(), System.getProperty("os.name"),
                System.getProperty("os.version"), System.getProperty("java.version"), load.split(" ", 2)[0]);
    }
}
