package dev.autoresearch.config;

/// How a metric is read out of a run. Each variant is one metric channel of the configuration.
public sealed interface Extractor {

    /// `METRIC name=number` lines of the log; the default.
    record MetricLines(Take take) implements Extractor {}

    /// `name: value` at the start of a line of the log.
    record Line(String label, Take take) implements Extractor {}

    /// A regular expression with exactly one group, searched in every line of the log.
    record Regex(String pattern, Take take) implements Extractor {}

    /// The last non-empty line of the log, as a number.
    record LastLine() implements Extractor {}

    /// A shell pipeline run in the run's folder after the run; its output is the number. `run.log` names the log.
    record Shell(String command) implements Extractor {}

    /// A JSON value found by an RFC 6901 pointer.
    ///
    /// @param file relative to the run's folder; empty means the log (its last JSON document)
    record Json(String file, String pointer) implements Extractor {}

    /// The run's wall time, measured by the engine, in the metric's unit (seconds unless `unit` says ms, us, min …).
    record WallTime() implements Extractor {}

    /// CPU time (user + system) of the whole process tree, in the metric's unit (seconds by default).
    record CpuTime() implements Extractor {}

    /// Peak memory of the whole process tree, in the metric's unit (GB for names ending in `_gb`; bytes by default).
    record PeakMemory() implements Extractor {}

    /// The command's exit code. With this extractor a non-zero exit is not a crash.
    record ExitCode() implements Extractor {}

    /// Size of a file, or of everything in a folder, in the metric's unit (bytes by default).
    record FileSize(String path) implements Extractor {}

    /// A value out of a report that a common tool writes.
    ///
    /// @param format which tool's report
    /// @param file   relative to the run's folder; empty means the log
    /// @param select which entry and figure (for example a benchmark's name), empty for the format's default
    record Report(ReportFormat format, String file, String select) implements Extractor {}

    /// A score that a language model gives by a rubric.
    record Judged(JudgeSettings settings) implements Extractor {}
}
