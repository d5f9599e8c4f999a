package dev.autoresearch.setup.history;

import dev.autoresearch.config.Exit;
import dev.autoresearch.config.Refusal;
import dev.autoresearch.journal.MetricLabel;
import java.util.ArrayList;
import java.util.List;

/// What one file of results holds: a `results.tsv` in any layout, pi's log, an `experiments.jsonl`, or the Claude log,
/// told apart by how they begin. Immutable.
///
/// @param file    its name, for messages
/// @param rows    oldest first, at least one
/// @param leftOut what is not imported, one sentence each
/// @param tag     the session's name, where the file has one; empty otherwise
public record History(String file, List<Past> rows, List<String> leftOut, String tag) {

    /// Copies the lists.
    public History {
        rows = List.copyOf(rows);
        leftOut = List.copyOf(leftOut);
    }

    /// Reads a file's text.
    ///
    /// @param file    its name, for messages
    /// @param metrics what the configuration measures, the deciding one first: numbers of another metric are refused
    /// @throws Refusal with [Exit#CONFIGURATION] and one detail a finding, if it cannot be used
    public static History read(String file, String text, List<MetricLabel> metrics) {
        var faults = new Faults(file);
        List<String> leftOut = new ArrayList<>();
        String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
        List<Past> rows;
        String tag = "";
        if (content.stripLeading().startsWith("{")) {
            var lines = new LinesReader(metrics, faults, leftOut);
            rows = lines.read(content);
            lines.checkMetric();
            tag = lines.tag();
        } else if (content.lines().findFirst().filter(TableReader::header).isPresent()) {
            rows = TableReader.read(content, metrics, faults);
        } else {
            throw new Refusal(Exit.CONFIGURATION, file + " is no table of results and no log that is known.",
                    "Give a results.tsv with its header, pi's log.jsonl, an experiments.jsonl, or the Claude log.");
        }
        faults.refuse();
        if (rows.isEmpty()) {
            throw new Refusal(Exit.CONFIGURATION, file + " holds no experiment.",
                    "Start a session of its own with `autoresearch run`.");
        }
        return new History(file, rows, leftOut, tag);
    }
}
