package dev.autoresearch.setup.preflight;

import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Whether a candidate may change what measures it.
final class EvaluatorCheck implements Check {
    private static final String PRINTS = "\\b(?:print|printf|echo|println|puts|log|write|writeln|format|info|fprintf|cout|dump|dumps|report)\\b";

    @Override
    public List<Finding> look(Ground ground) {
        var findings = new ArrayList<Finding>();
        for (Script script : ground.scripts()) {
            if (!ground.open(script.path()) || !ground.tree().has(script.path())) {
                continue;
            }
            switch (script.use()) {
                case GUARD, CHECK, READ -> findings.add(judge(ground, script));
                case MEASURE -> ground.configuration().metrics().stream()
                        .filter(metric -> printedBy(script, metric)).findFirst()
                        .ifPresent(metric -> findings.add(prints(ground, script, metric)));
                case PREPARE, PROPOSE -> {
                    // A build may well be what is to be changed.
                }
            }
        }
        return List.copyOf(findings);
    }

    private static Finding judge(Ground ground, Script script) {
        String what = script.by() + " runs " + script.path() + ", which a candidate may change.";
        String remedy = "Name it in scope.protect.";
        return named(ground, script)
                ? Finding.warning(Topic.EVALUATOR, what, remedy)
                : Finding.problem(Topic.EVALUATOR, what, remedy);
    }

    private static Finding prints(Ground ground, Script script, Metric metric) {
        String what = script.path() + " may change and prints " + metric.name()
                + " itself: a candidate could print any number.";
        return named(ground, script)
                ? Finding.warning(Topic.EVALUATOR, what,
                        "Measure in a file outside scope.modify, or look at each diff and name a holdout.")
                : Finding.problem(Topic.EVALUATOR, what, "Name it in scope.protect if it measures; if it is what is to "
                        + "get better, name it as it is in scope.modify, without a wildcard.");
    }

    /// Whether the user meant this very file.
    private static boolean named(Ground ground, Script script) {
        return ground.configuration().scope().modify().namesLiterally(script.path());
    }

    private static boolean printedBy(Script script, Metric metric) {
        String label = switch (metric.extractor()) {
            case Extractor.MetricLines _ -> metric.name();
            case Extractor.Line line -> line.label();
            case Extractor.Regex _,Extractor.Shell _,Extractor.Json _ -> metric.name();
            case Extractor.LastLine _,Extractor.WallTime _,Extractor.CpuTime _,Extractor.PeakMemory _,Extractor.ExitCode _,Extractor.FileSize _,Extractor.Report _,Extractor.Judged _ ->
                "";
        };
        if (label.isEmpty()) {
            return false;
        }
        Pattern named = Pattern.compile("(?<![\\w.])" + Pattern.quote(label) + "(?![\\w])");
        Pattern prints = Pattern.compile(PRINTS);
        return script.text().lines().map(String::strip).filter(line -> !line.matches("(?:#|//|\\*).*"))
                .anyMatch(line -> named.matcher(line).find() && prints.matcher(line).find());
    }
}
