package dev.autoresearch.journal;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/// Everything one run left behind.
///
/// @param ending     how the command ended
/// @param wall       wall time by the engine's monotonic clock
/// @param cpu        user and system time of the whole process tree
/// @param peakMemory peak memory of the whole tree in bytes; [#UNKNOWN] when it could not be read
/// @param metrics    what was extracted, by name; only finite numbers
/// @param failure    why this run gives no measurement, one sentence; empty when it does
/// @param log        the log file, relative to the session's folder; empty when there is none
/// @param cutBytes   bytes of output left out of the log
/// @param survivors  processes that outlived the command and were ended
/// @param around     what the machine was doing meanwhile
/// @param spending   what judging its quality cost
/// @param tier       how the tree was held and measured: `cgroup2`, `subreaper`, `group`, or `library`
public record RunRecord(Ending ending, Duration wall, Duration cpu, long peakMemory, Map<String, Double> metrics,
        String failure, String log, long cutBytes, int survivors, Surroundings around, Spending spending,
        String tier) {

    /// The value of a quantity that could not be read.
    public static final long UNKNOWN = -1;

    /// Copies the map; a journal from before surroundings were recorded has none.
    public RunRecord {
        metrics = Map.copyOf(metrics);
        around = Objects.requireNonNullElse(around, Surroundings.UNKNOWN);
        spending = Objects.requireNonNullElse(spending, Spending.NONE);
    }

    /// A run that cost no money.
    public RunRecord(Ending ending, Duration wall, Duration cpu, long peakMemory, Map<String, Double> metrics,
            String failure, String log, long cutBytes, int survivors, Surroundings around, String tier) {
        this(ending, wall, cpu, peakMemory, metrics, failure, log, cutBytes, survivors, around, Spending.NONE, tier);
    }

    /// The same run with another ending.
    public RunRecord ending(Ending other) {
        return new RunRecord(other, wall, cpu, peakMemory, metrics, failure, log, cutBytes, survivors, around, spending,
                tier);
    }

    /// The same run, judged for this much.
    public RunRecord costing(Spending cost) {
        return cost.equals(spending)
                ? this
                : new RunRecord(ending, wall, cpu, peakMemory, metrics, failure, log, cutBytes, survivors, around, cost,
                        tier);
    }

    /// Whether this run counts as a measurement.
    public boolean measured() {
        return failure.isEmpty();
    }
}
