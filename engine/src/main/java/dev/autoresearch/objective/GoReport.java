package dev.autoresearch.objective;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The text that `go test -bench` prints. Entries are the benchmarks as printed, `BenchmarkParse/small-8`; of
/// repetitions (`-count`) the median counts. Figures are the units: `ns/op`, `B/op`, `allocs/op`, `MB/s` and those a
/// benchmark reports itself.
final class GoReport {
    private static final Pattern BENCHMARK = Pattern
            .compile("(Benchmark\\S*)\\s+(\\d+)((?:\\s+\\S+\\s+\\S+){1,40})\\s*");
    private static final Pattern FIGURE = Pattern.compile("(\\S+)\\s+(\\S+)");
    private static final double NANO = 1e-9;

    private final ReportTable table = new ReportTable("ns/op");

    void line(String line) {
        if (!line.startsWith("Benchmark")) {
            return;
        }
        Matcher benchmark = BENCHMARK.matcher(line);
        if (benchmark.matches()) {
            String entry = benchmark.group(1);
            table.add(entry, "iterations", Numbers.parse(benchmark.group(2)), 0);
            FIGURE.matcher(benchmark.group(3)).results().forEach(figure -> table.add(entry, figure.group(2),
                    Numbers.parse(figure.group(1)), figure.group(2).startsWith("ns/") ? NANO : 0));
        }
    }

    ReportTable table() {
        return table;
    }
}
