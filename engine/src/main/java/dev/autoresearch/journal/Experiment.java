package dev.autoresearch.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/// One finished experiment: the row that every derived view is made of.
///
/// @param number      0 is the baseline
/// @param status      what became of it
/// @param reason      the verdict's why, one sentence a person understands
/// @param description the hypothesis, one line without control characters
/// @param commit      the candidate, full id; empty when none was made
/// @param parent      the commit that it was tried from, full id: the incumbent's, or an earlier one in a restart
/// @param metrics     the centre of each metric over the runs; empty when there is no measurement
/// @param peakMemory  bytes, the largest of the runs; [RunRecord#UNKNOWN] when unknown
/// @param wall        wall time of all its runs
/// @param cpu         CPU time of all its runs
/// @param runs        runs made
/// @param diff        size of the change
/// @param spending    what the proposer cost, and judges of quality
/// @param total       what the session had cost by then, this experiment included
/// @param attempts    proposals made within this number (crash fixes count)
/// @param proposer    who proposed
/// @param detail      what the proposer wants to remember of it, as JSON; empty for nothing
/// @param finished    when the verdict fell
public record Experiment(int number, Status status, String reason, String description, String commit, String parent,
        Map<String, Double> metrics, long peakMemory, Duration wall, Duration cpu, int runs, DiffStat diff,
        Spending spending, Spending total, int attempts, String proposer, String detail, Instant finished) {

    /// Copies the map; a journal of schema 2 has no totals.
    public Experiment {
        metrics = Map.copyOf(metrics);
        total = Objects.requireNonNullElse(total, Spending.NONE);
    }

    /// An experiment whose session cost nothing before it.
    public Experiment(int number, Status status, String reason, String description, String commit, String parent,
            Map<String, Double> metrics, long peakMemory, Duration wall, Duration cpu, int runs, DiffStat diff,
            Spending spending, int attempts, String proposer, String detail, Instant finished) {
        this(number, status, reason, description, commit, parent, metrics, peakMemory, wall, cpu, runs, diff, spending,
                spending, attempts, proposer, detail, finished);
    }
}
