package dev.autoresearch.objective;

import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.JudgeSettings;
import dev.autoresearch.config.Metric;
import dev.autoresearch.config.Take;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/// Reads every metric out of a finished run. All line-based metrics share one pass over the log, which is never held in
/// memory. What cannot be read with certainty is [Reading.Unusable], never a number.
///
/// When the run left the file named in `AUTORESEARCH_RESULT`, that file alone counts for `metric-lines` and `line`:
/// what the log says of these metrics is then ignored, also where the file does not name them.
public final class Extraction {
    /// How long one regular expression may take over a whole log.
    public static final Duration REGEX_BUDGET = Duration.ofSeconds(10);

    private static final double NANOS = 1e9;

    private final RunOutput output;
    private final ShellEvaluator shell;
    private final Function<JudgeSettings, Judgement> jury;
    private final Duration regexBudget;

    private Extraction(RunOutput output, ShellEvaluator shell, Function<JudgeSettings, Judgement> jury,
            Duration regexBudget) {
        this.output = output;
        this.shell = shell;
        this.jury = jury;
        this.regexBudget = regexBudget;
    }

    /// Reads the metrics, in their order.
    ///
    /// @param shell carries out the pipelines of `shell` extractors
    /// @param jury  judges this run, see [Jury]
    public static Map<String, Reading> read(List<Metric> metrics, RunOutput output, ShellEvaluator shell,
            Function<JudgeSettings, Judgement> jury) {
        return read(metrics, output, shell, jury, REGEX_BUDGET);
    }

    static Map<String, Reading> read(List<Metric> metrics, RunOutput output, ShellEvaluator shell,
            Function<JudgeSettings, Judgement> jury, Duration regexBudget) {
        return new Extraction(output, shell, jury, regexBudget).read(metrics);
    }

    /// A time in the unit of a metric.
    public static double seconds(Metric metric, Duration time) {
        return Units.time(metric, time.toNanos() / NANOS);
    }

    private Map<String, Reading> read(List<Metric> metrics) {
        var readings = new LinkedHashMap<String, Reading>();
        var probes = new LinkedHashMap<Metric, Probe>();
        var result = ResultFile.read(output.result());
        for (Metric metric : metrics) {
            // Keeps the order of the metrics whichever channel answers first.
            readings.put(metric.name(), Unusables.of(metric, "was not read"));
            try {
                switch (metric.extractor()) {
                    case Extractor.MetricLines(Take take) -> {
                        if (result.present()) {
                            readings.put(metric.name(), result.reading(metric, metric.name(), take));
                        } else {
                            probes.put(metric, Probes.metricLines(metric, metric.name(), take, "the log"));
                        }
                    }
                    case Extractor.Line(String label, Take take) -> {
                        if (result.present()) {
                            readings.put(metric.name(), result.reading(metric, label, take));
                        } else {
                            probes.put(metric, Probes.labelled(metric, label, take));
                        }
                    }
                    case Extractor.Regex(String pattern, Take take) ->
                        probes.put(metric, Probes.regex(metric, pattern, take, regexBudget));
                    case Extractor.LastLine() -> probes.put(metric, Probes.lastLine(metric));
                    case Extractor.Shell(String command) -> readings.put(metric.name(), pipeline(metric, command));
                    case Extractor.Json(String file, String pointer) ->
                        readings.put(metric.name(), json(metric, file, pointer));
                    case Extractor.WallTime() ->
                        readings.put(metric.name(), Measured.time(metric, output.execution().wall()));
                    case Extractor.CpuTime() ->
                        readings.put(metric.name(), Measured.time(metric, output.execution().cpu()));
                    case Extractor.PeakMemory() -> readings.put(metric.name(), Measured.memory(metric, output));
                    case Extractor.ExitCode() ->
                        readings.put(metric.name(), Measured.exitCode(metric, output.execution().ending()));
                    case Extractor.FileSize(String path) ->
                        readings.put(metric.name(), Measured.size(metric, output, path));
                    case Extractor.Report report -> readings.put(metric.name(), Reports.read(metric, report, output));
                    case Extractor.Judged(JudgeSettings judge) -> readings.put(metric.name(), judged(metric, judge));
                }
            } catch (Source.Unreadable e) {
                readings.put(metric.name(), Unusables.of(metric, e.why()));
            } catch (IOException e) {
                readings.put(metric.name(), unreadable(metric, e));
            }
        }
        readLog(probes, readings);
        return readings;
    }

    private void readLog(Map<Metric, Probe> probes, Map<String, Reading> readings) {
        if (probes.isEmpty()) {
            return;
        }
        try {
            LogLines.each(output.log(), line -> probes.values().forEach(probe -> probe.line(line)));
            probes.forEach((metric, probe) -> readings.put(metric.name(), probe.reading()));
        } catch (IOException e) {
            probes.keySet().forEach(metric -> readings.put(metric.name(), unreadable(metric, e)));
        }
    }

    private Reading pipeline(Metric metric, String command) {
        return switch (shell.evaluate(command, output)) {
            case ShellEvaluator.Answer.Failed(String why) ->
                Unusables.of(metric, "has no value: the pipeline " + Numbers.quote(command) + " gave " + why);
            case ShellEvaluator.Answer.Printed(String text) -> PipelineText.read(metric, text, command);
        };
    }

    private Reading judged(Metric metric, JudgeSettings judge) {
        return switch (jury.apply(judge)) {
            case Judgement.Scored(double score, _) when score >= judge.low() && score <= judge.high() ->
                new Reading.Value(score);
            case Judgement.Scored(double score, _) -> Unusables.of(metric, "has no value: the judge gave "
                    + Numbers.forPeople(score) + ", which is not within " + Numbers.forPeople(judge.low()) + ".."
                    + Numbers.forPeople(judge.high()));
            case Judgement.Unaffordable(String why, _) -> Unusables.of(metric, "has no value: " + why);
            case Judgement.Withheld(String why, _) -> Unusables.of(metric, "has no value: " + why);
        };
    }

    private Reading json(Metric metric, String file, String pointer) throws Source.Unreadable, IOException {
        Source source = Source.of(output, file);
        JsonNode root = JsonDocuments.read(source);
        JsonNode found;
        try {
            found = root.at(JsonPointer.compile(pointer));
        } catch (IllegalArgumentException _) {
            return Unusables.of(metric, "has the JSON pointer " + pointer + ", which must be empty or begin with /");
        }
        String place = pointer + " of " + source.name();
        if (found.isMissingNode()) {
            return Unusables.of(metric, "was not found: there is no " + place);
        }
        return switch (JsonNumbers.parse(found)) {
            case Numbers.Parsed.Finite(double value) -> new Reading.Value(value);
            case Numbers.Parsed.Not(String why) -> Unusables.of(metric, why + " at " + place);
        };
    }

    private static Reading unreadable(Metric metric, IOException e) {
        return Unusables.of(metric, "has no value: it could not be read (" + e.getClass().getSimpleName() + ": "
                + e.getMessage() + ")");
    }
}
