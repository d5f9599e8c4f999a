package dev.autoresearch.setup.history;

import dev.autoresearch.journal.DiffStat;
import dev.autoresearch.journal.Experiment;
import dev.autoresearch.journal.PlainText;
import dev.autoresearch.journal.RunRecord;
import dev.autoresearch.journal.Spending;
import dev.autoresearch.journal.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// An experiment in the making, from the cells of a row: what a file does not say has the value for unknown. Not
/// thread-safe.
final class PastRow {
    private static final double GIB = 1024.0 * 1024 * 1024;
    private static final int LONGEST = 2_000;

    String commit = "";
    String description = "";
    String reason = "imported";
    final Map<String, Double> metrics = new LinkedHashMap<>();
    long peakMemory = RunRecord.UNKNOWN;
    Duration wall = Duration.ZERO;
    Duration cpu = Duration.ZERO;
    int runs;
    DiffStat diff = DiffStat.NONE;
    Spending spending = Spending.NONE;
    Spending total = Spending.NONE;
    int attempts = 1;
    String proposer = "";
    String detail = "";
    Instant finished = Instant.EPOCH;

    /// Peak memory in the unit of the tables; 0 is how they write unknown.
    void memory(double gigabytes) {
        if (gigabytes > 0) {
            measured(gigabytes);
        }
    }

    /// Peak memory where unknown is written in another way.
    void measured(double gigabytes) {
        peakMemory = Math.round(Math.max(0, gigabytes) * GIB);
    }

    /// The row. A failed one has no value, whatever stands in its cells.
    Past past(int line, String word, Status status) {
        boolean valued = !status.failed() && status != Status.VIOLATION;
        String text = PlainText.line(description, LONGEST).strip();
        return new Past(line, word, new Experiment(0, status, PlainText.line(reason, LONGEST), text, commit, "",
                valued ? metrics : Map.of(), peakMemory, wall, cpu, runs, diff, spending, total, attempts,
                PlainText.line(proposer, LONGEST), detail, finished));
    }
}
