package dev.autoresearch.objective;

import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.Metric;
import java.io.IOException;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/// Reads one figure out of a report that a common tool wrote; [ReportTable] says how `select` chooses it. Default
/// figures: JMH `score`; hyperfine, pytest-benchmark and Criterion `median`; JUnit `time` of all test cases; k6
/// `p95` of `http_req_duration`; wrk `requests/sec`; Lighthouse the `score` of `performance`, from 0 to 1; Google
/// Benchmark `real_time`; Go `ns/op`.
final class Reports {
    private Reports() {}

    static Reading read(Metric metric, Extractor.Report report, RunOutput output)
            throws Source.Unreadable, IOException {
        ReportTable table = switch (report.format()) {
            case JMH -> JsonReports.jmh(json(report, output));
            case HYPERFINE -> JsonReports.hyperfine(json(report, output));
            case PYTEST_BENCHMARK -> JsonReports.pytestBenchmark(json(report, output));
            case K6 -> JsonReports.k6(json(report, output));
            case LIGHTHOUSE -> JsonReports.lighthouse(json(report, output));
            case GOOGLE_BENCHMARK -> JsonReports.googleBenchmark(json(report, output));
            case CRITERION -> JsonReports.criterion(json(report, output));
            case JUNIT -> JUnitReport.read(Source.xml(output, report.file()));
            case WRK -> {
                var wrk = new WrkReport();
                LogLines.each(text(report, output), wrk::line);
                yield wrk.table();
            }
            case GO_BENCH -> {
                var go = new GoReport();
                LogLines.each(text(report, output), go::line);
                yield go.table();
            }
        };
        String place = "the " + report.format().word() + " report "
                + (report.file().isEmpty() ? "in the log" : report.file());
        return table.select(metric, report.select(), place);
    }

    private static JsonNode json(Extractor.Report report, RunOutput output) throws Source.Unreadable, IOException {
        return JsonDocuments.read(Source.of(output, report.file()));
    }

    private static Path text(Extractor.Report report, RunOutput output)
            throws Source.Unreadable, IOException {
        Source source = Source.of(output, report.file());
        source.requireSize();
        return source.path();
    }
}
