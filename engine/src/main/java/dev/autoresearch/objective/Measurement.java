package dev.autoresearch.objective;

import dev.autoresearch.journal.RunRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All runs of one experiment, folded per metric.
///
/// @param metrics    by name; a metric that only some runs gave has only their values
/// @param runs       how many runs were made
/// @param wall       wall time of all of them
/// @param cpu        CPU time of all of them
/// @param peakMemory bytes, the largest of the runs; [RunRecord#UNKNOWN] when no run knows
public record Measurement(Map<String, Series> metrics, int runs, Duration wall, Duration cpu, long peakMemory) {

    /// Copies the map.
    public Measurement {
        metrics = Map.copyOf(metrics);
    }

    /// The measurement that these measured runs make.
    public static Measurement of(List<RunRecord> runs) {
        var values = new LinkedHashMap<String, List<Double>>();
        var wall = Duration.ZERO;
        var cpu = Duration.ZERO;
        long peak = RunRecord.UNKNOWN;
        for (RunRecord run : runs) {
            run.metrics().forEach((name, value) -> values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value));
            wall = wall.plus(run.wall());
            cpu = cpu.plus(run.cpu());
            peak = Math.max(peak, run.peakMemory());
        }
        var metrics = new LinkedHashMap<String, Series>();
        values.forEach((name, all) -> metrics.put(name, Series.of(all)));
        return new Measurement(metrics, runs.size(), wall, cpu, peak);
    }

    /// The centre of each metric, by name.
    public Map<String, Double> centres() {
        var centres = new LinkedHashMap<String, Double>();
        metrics.forEach((name, series) -> centres.put(name, series.centre()));
        return Map.copyOf(centres);
    }

    /// The same with single values of other metrics beside.
    public Measurement with(Map<String, Double> others) {
        if (others.isEmpty()) {
            return this;
        }
        var all = new LinkedHashMap<>(metrics);
        others.forEach((name, value) -> all.putIfAbsent(name, Series.of(List.of(value))));
        return new Measurement(all, runs, wall, cpu, peakMemory);
    }
}
