package dev.autoresearch.setup.source;

import dev.autoresearch.config.Extractor;
import dev.autoresearch.config.Metric;
import dev.autoresearch.config.Take;
import java.util.Optional;

/// How other tools would be told where a metric stands.
final class Spoken {
    private Spoken() {}

    /// A pipeline over `run.log` that prints the number; empty where no short one does.
    static Optional<String> shell(Metric metric) {
        return switch (metric.extractor()) {
            case Extractor.Shell(String command) when command.indexOf('\n') < 0 -> Optional.of(command);
            case Extractor.MetricLines(Take take) -> grep("METRIC " + metric.name() + "=", take);
            case Extractor.Line(String label, Take take) -> grep(label + ":", take);
            case Extractor.LastLine _ -> Optional.of("grep . run.log | tail -1");
            default -> Optional.empty();
        };
    }

    private static Optional<String> grep(String start, Take take) {
        String look = "grep '^" + start.replace("'", "'\\''").replaceAll("[.\\[\\]*^$\\\\]", "\\\\$0") + "' run.log";
        return switch (take) {
            case ONLY -> Optional.of(look);
            case LAST -> Optional.of(look + " | tail -1");
            case FIRST -> Optional.of(look + " | head -1");
            case MIN, MAX, MEAN -> Optional.empty();
        };
    }

    /// A regular expression with one group, of which the first match counts; empty where none says it.
    static Optional<String> regex(Metric metric) {
        return switch (metric.extractor()) {
            case Extractor.Regex(String pattern, Take take) when first(take) -> Optional.of(pattern);
            case Extractor.MetricLines(Take take) when first(take) ->
                Optional.of("^METRIC " + literal(metric.name()) + "=(\\S+)");
            case Extractor.Line(String label, Take take) when first(take) ->
                Optional.of("^" + literal(label) + ":\\s*(\\S+)");
            default -> Optional.empty();
        };
    }

    private static boolean first(Take take) {
        return take == Take.ONLY || take == Take.FIRST;
    }

    private static String literal(String text) {
        return text.replaceAll("[\\\\^$.|?*+()\\[\\]{}]", "\\\\$0");
    }
}
