package dev.autoresearch.objective;

import dev.autoresearch.config.Metric;
import dev.autoresearch.config.Take;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The file that a run may report its metrics in, away from its output: JSON objects from names to numbers, or `METRIC`
/// lines.
///
/// @param present whether the run wrote it
/// @param text    what it holds when it is not JSON
/// @param objects what it holds when it is
/// @param problem why it cannot be read; empty when it can
record ResultFile(boolean present, String text, List<JsonNode> objects, String problem) {
    private static final String NAME = "the result file";

    /// Reads the file once for all metrics.
    static ResultFile read(Path path) {
        // A link that leads nowhere is no file either; to ask for the link itself costs ten times as much.
        if (!Files.exists(path)) {
            return new ResultFile(false, "", List.of(), "");
        }
        try {
            if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                return broken("has no value: AUTORESEARCH_RESULT is not a plain file after the run");
            }
            String text = new Source(path, false, NAME).text();
            return text.stripLeading().startsWith("{")
                    ? new ResultFile(true, "", JsonDocuments.all(text, NAME), "")
                    : new ResultFile(true, text, List.of(), "");
        } catch (Source.Unreadable e) {
            return broken(e.why());
        } catch (IOException e) {
            return broken("has no value: the result file could not be read (" + e.getMessage() + ")");
        }
    }

    private static ResultFile broken(String problem) {
        return new ResultFile(true, "", List.of(), problem);
    }

    /// The value of `name` in the file.
    Reading reading(Metric metric, String name, Take take) {
        if (!problem.isEmpty()) {
            return Unusables.of(metric, problem);
        }
        if (objects.isEmpty()) {
            Probe probe = Probes.metricLines(metric, name, take, NAME);
            text.lines().forEach(probe::line);
            return probe.reading();
        }
        var found = new Occurrences(metric, take, NAME);
        objects.stream().map(object -> object.path(name)).filter(value -> !value.isMissingNode())
                .forEach(value -> found.add(JsonNumbers.parse(value)));
        return found.reading();
    }
}
