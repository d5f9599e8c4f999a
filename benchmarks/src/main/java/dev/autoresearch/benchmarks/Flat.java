package dev.autoresearch.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Whether an experiment costs the same late in a session as early: one long session, looked at in windows.
record Flat(Programs programs, Path folder, int experiments) {
    private static final int WINDOW = 100;
    private static final int FILES = 50;
    private static final long LOOK_MILLIS = 500;
    private static final String TAG = "flat";

    void run() throws IOException, InterruptedException {
        System.out.printf("%nflat: one session of %d experiments, %d files%n", experiments, FILES);
        Path place = Workload.make(programs, folder.resolve("flat"), FILES);
        Process process = programs.start(place,
                programs.autoresearch("run", "--tag", TAG, "--experiments", Integer.toString(experiments)));
        long began = System.nanoTime();
        var memory = new TreeMap<Double, Long>();
        while (process.isAlive()) {
            memory.put((System.nanoTime() - began) / 1e6, resident(process));
            Thread.sleep(LOOK_MILLIS);
        }
        programs.finish(place, process);
        List<Double> verdicts = Verdicts.of(place, TAG);
        System.out.println("experiments         ms, median   quartiles        memory MiB");
        List<Double> medians = new ArrayList<>();
        for (int last = 2 * WINDOW; last <= experiments; last = next(last)) {
            List<Double> gaps = new ArrayList<>();
            for (int i = last - WINDOW + 1; i <= last; i++) {
                gaps.add(verdicts.get(i) - verdicts.get(i - 1));
            }
            Map.Entry<Double, Long> resident = memory.floorEntry(verdicts.get(last));
            medians.add(Figures.median(gaps));
            System.out.printf("%6d to %6d %13.1f   %.1f to %-8.1f %8d%n", last - WINDOW + 1, last, medians.getLast(),
                    Figures.quantile(gaps, 0.25), Figures.quantile(gaps, 0.75),
                    resident == null ? 0 : resident.getValue() / 1024);
        }
        System.out.printf("last window to first: %.2f%n", medians.getLast() / medians.getFirst());
    }

    private int next(int last) {
        int later = last * 3 / 2 / WINDOW * WINDOW;
        return last < experiments ? Math.min(later, experiments) : later;
    }

    private static long resident(Process process) throws IOException {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElse(0);
        }
    }
}
