package dev.autoresearch.objective;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The JSON reports as tables of entries and figures. Sources: the files that JMH 1.37 (`-rf json`), hyperfine 1
/// (`--export-json`), pytest-benchmark 4 (`--benchmark-json`), k6 (`--summary-export`, and the data of
/// `handleSummary`), Lighthouse 12, Google Benchmark 1 (`--benchmark_format=json`) and Criterion (`estimates.json`)
/// write.
final class JsonReports {
    private static final double MILLI = 1e-3;
    private static final double NANO = 1e-9;
    private static final Set<String> PLAIN_STATISTICS = Set.of("ops", "rounds", "iterations", "outliers", "ld15iqr",
            "hd15iqr", "iqr_outliers", "stddev_outliers");

    private JsonReports() {}

    /// Entries `benchmark:mode` or `benchmark:mode,param=value,…`; figures `score`, `error`, `p50`, `p99.9`, … and
    /// the names of secondary metrics such as `gc.alloc.rate.norm`.
    static ReportTable jmh(JsonNode root) {
        var table = new ReportTable("score");
        for (JsonNode run : root) {
            var parts = new ArrayList<String>();
            parts.add(run.path("mode").asString(""));
            run.path("params").properties()
                    .forEach(parameter -> parts.add(parameter.getKey() + "=" + parameter.getValue().asString()));
            String entry = run.path("benchmark").asString("") + ":" + String.join(",", parts);
            JsonNode primary = run.path("primaryMetric");
            double seconds = perOperation(primary.path("scoreUnit").asString(""));
            figure(table, entry, "score", primary.path("score"), seconds);
            figure(table, entry, "error", primary.path("scoreError"), seconds);
            primary.path("scorePercentiles").properties().forEach(percentile -> figure(table, entry,
                    "p" + percentile.getKey().replaceFirst("\\.0+$", ""), percentile.getValue(), seconds));
            run.path("secondaryMetrics").properties().forEach(secondary -> {
                JsonNode value = secondary.getValue();
                figure(table, entry, secondary.getKey().replace("·", ""), value.path("score"),
                        perOperation(value.path("scoreUnit").asString("")));
            });
        }
        return table;
    }

    /// Entries are the commands; figures `mean`, `median`, `stddev`, `user`, `system`, `min`, `max`, in seconds.
    static ReportTable hyperfine(JsonNode root) {
        var table = new ReportTable("median", "mean");
        for (JsonNode result : root.path("results")) {
            String command = result.path("command").asString("");
            for (String figure : List.of("mean", "median", "stddev", "user", "system", "min", "max")) {
                figure(table, command, figure, result.path(figure), 1);
            }
        }
        return table;
    }

    /// Entries are the tests' full names; figures those of `stats`, in seconds but for `ops`, `rounds` and the like.
    static ReportTable pytestBenchmark(JsonNode root) {
        var table = new ReportTable("median");
        for (JsonNode benchmark : root.path("benchmarks")) {
            String name = benchmark.path("fullname").asString(benchmark.path("name").asString(""));
            benchmark.path("stats").properties().stream().filter(statistic -> statistic.getValue().isNumber())
                    .forEach(statistic -> figure(table, name, statistic.getKey(), statistic.getValue(),
                            PLAIN_STATISTICS.contains(statistic.getKey()) ? 0 : 1));
        }
        return table;
    }

    /// Entries are k6's metrics; figures `avg`, `min`, `med`, `max`, `p90`, `p95`, `count`, `rate`, `value`. Durations
    /// are in milliseconds.
    static ReportTable k6(JsonNode root) {
        var table = new ReportTable("p95", "rate", "value").preferring("http_req_duration");
        root.path("metrics").properties().forEach(metric -> {
            String name = metric.getKey();
            JsonNode values = metric.getValue().has("values") ? metric.getValue().path("values") : metric.getValue();
            boolean duration = name.contains("duration") || (name.startsWith("http_req_") && values.has("avg"))
                    || metric.getValue().path("contains").asString("").equals("time");
            values.properties().stream().filter(value -> value.getValue().isNumber())
                    .forEach(value -> figure(table, name, value.getKey().replaceFirst("^p\\((.+)\\)$", "p$1"),
                            value.getValue(),
                            duration ? MILLI : 0));
        });
        return table;
    }

    /// Entries are the categories, with figure `score` from 0 to 1, and the audits, with `value` (as `numericValue`)
    /// and `score`.
    static ReportTable lighthouse(JsonNode root) {
        // An audit's value is what is meant by its name; only categories have nothing but a score.
        var table = new ReportTable("value", "score").preferring("performance");
        root.path("categories").properties().forEach(
                category -> figure(table, category.getKey(), "score", category.getValue().path("score"), 0));
        root.path("audits").properties().forEach(audit -> {
            JsonNode value = audit.getValue();
            double seconds = value.path("numericUnit").asString("").equals("millisecond") ? MILLI : 0;
            figure(table, audit.getKey(), "value", value.path("numericValue"), seconds);
            figure(table, audit.getKey(), "score", value.path("score"), 0);
        });
        return table;
    }

    /// Entries are the benchmarks' names; of repetitions the median counts, and the tool's own aggregates can be named
    /// (`BM_copy_mean`). Figures `real_time`, `cpu_time` (nanoseconds unless the metric's unit says otherwise),
    /// `iterations`, `items_per_second`, and user counters.
    static ReportTable googleBenchmark(JsonNode root) {
        var table = new ReportTable("real_time");
        for (JsonNode run : root.path("benchmarks")) {
            boolean aggregate = run.path("run_type").asString("").equals("aggregate");
            String name = run.path("name").asString("");
            if (run.path("error_occurred").asBoolean(false)) {
                table.add(name, "real_time", new Numbers.Parsed.Not("is missing, because the benchmark failed ("
                        + Numbers.quote(run.path("error_message").asString("no message")) + "),"), 0);
                continue;
            }
            double seconds = Units.seconds(run.path("time_unit").asString("ns")).orElse(NANO);
            boolean share = run.path("aggregate_unit").asString("time").equals("percentage");
            run.properties().stream().filter(figure -> figure.getValue().isNumber()).forEach(figure -> {
                boolean time = !share && figure.getKey().endsWith("_time");
                double value = figure.getValue().doubleValue(Double.NaN);
                Numbers.Parsed number = Numbers.finite(time ? value * seconds / NANO : value, "");
                table.add(name, figure.getKey(), number, time ? NANO : 0);
            });
            if (aggregate) {
                table.aside(name);
            }
        }
        return table;
    }

    /// One entry; figures `mean`, `median`, `median_abs_dev`, `slope`, `std_dev`, in nanoseconds.
    static ReportTable criterion(JsonNode root) {
        var table = new ReportTable("median");
        root.properties().stream().filter(estimate -> estimate.getValue().isObject())
                .forEach(estimate -> figure(table, "",
                        estimate.getKey(), estimate.getValue().path("point_estimate"), NANO));
        return table;
    }

    private static void figure(ReportTable table, String entry, String figure, JsonNode value, double seconds) {
        table.entry(entry);
        if (!value.isMissingNode() && !value.isNull()) {
            table.add(entry, figure, JsonNumbers.parse(value), seconds);
        }
    }

    /// Seconds per unit of a score such as `us/op`; 0 when it is not a time.
    private static double perOperation(String unit) {
        int slash = unit.indexOf('/');
        return slash < 0 ? 0 : Units.seconds(unit.substring(0, slash).toLowerCase(Locale.ROOT)).orElse(0);
    }
}
