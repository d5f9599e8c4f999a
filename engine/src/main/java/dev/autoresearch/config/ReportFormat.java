package dev.autoresearch.config;

/// The reports of common tools that metrics can be read from.
public enum ReportFormat {
    /// JMH `-rf json`.
    JMH("jmh"),
    /// hyperfine `--export-json`.
    HYPERFINE("hyperfine"),
    /// JUnit XML: time, tests, failures.
    JUNIT("junit"),
    /// pytest-benchmark `--benchmark-json`.
    PYTEST_BENCHMARK("pytest-benchmark"),
    /// k6 `--summary-export`.
    K6("k6"),
    /// The text that wrk prints.
    WRK("wrk"),
    /// Lighthouse JSON.
    LIGHTHOUSE("lighthouse"),
    /// Google Benchmark JSON.
    GOOGLE_BENCHMARK("google-benchmark"),
    /// Criterion's estimates.json.
    CRITERION("criterion"),
    /// The text that `go test -bench` prints.
    GO_BENCH("go-bench");

    private final String word;

    ReportFormat(String word) {
        this.word = word;
    }

    /// The name used in configuration.
    public String word() {
        return word;
    }
}
