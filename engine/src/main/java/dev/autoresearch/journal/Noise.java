package dev.autoresearch.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a session knows of the noise of its metrics: a fold over its decisions, of bounded size.
///
/// @param machine    what it was learned on; empty before
/// @param axes       the metrics that decide, as calibrated; empty before
/// @param reference  runs of the incumbent, oldest first
/// @param standing   what the incumbent measured, every metric
/// @param deviations the last noise deviations by metric, oldest first, at most [#DEVIATIONS] each
/// @param races      races started
/// @param keeps      keeps shown by a race
/// @param runs       measured runs of the session
/// @param verifying  those made to verify
/// @param timing     how long a run and a preparation take
public record Noise(String machine, List<Axis> axes, List<Reference> reference, Map<String, Double> standing,
        Map<String, List<Double>> deviations, int races, int keeps, long runs, long verifying, Timing timing) {

    /// How many deviations of a metric are remembered.
    public static final int DEVIATIONS = 200;

    /// Nothing is known yet.
    public static final Noise UNKNOWN = new Noise("", List.of(), List.of(), Map.of(), Map.of(), 0, 0, 0, 0,
            Timing.UNKNOWN);

    /// Copies the collections.
    public Noise {
        axes = List.copyOf(axes);
        reference = List.copyOf(reference);
        standing = Map.copyOf(standing);
        deviations = Map.copyOf(deviations);
    }

    /// Whether the baseline was calibrated.
    public boolean calibrated() {
        return !axes.isEmpty();
    }

    /// Whether no metric that decides has noise.
    public boolean deterministic() {
        return calibrated() && axes.stream().allMatch(Axis::deterministic);
    }

    /// After one more measured run.
    public Noise ran() {
        return new Noise(machine, axes, reference, standing, deviations, races, keeps, runs + 1, verifying, timing);
    }

    /// After a decision.
    public Noise after(NoiseChange change) {
        var all = new HashMap<>(deviations);
        change.deviations().forEach((metric, added) -> {
            var longer = new ArrayList<>(all.getOrDefault(metric, List.of()));
            longer.addAll(added);
            all.put(metric, List.copyOf(longer.subList(Math.max(0, longer.size() - DEVIATIONS), longer.size())));
        });
        return new Noise(machine, axes, change.reference(), standing, all, races + change.races(),
                keeps + change.keeps(), runs,
                verifying + change.verifying(), timing);
    }

    /// After a calibration: what was known of the noise before does not count any more.
    ///
    /// @param metrics the median of every metric over its runs
    public Noise calibrated(Calibration calibration, Map<String, Double> metrics) {
        var known = new HashMap<>(standing);
        known.putAll(metrics);
        return new Noise(calibration.machine(), calibration.axes(), calibration.reference(), known,
                calibration.deviations(), races, keeps, runs, verifying, calibration.timing());
    }

    /// After a keep.
    ///
    /// @param metrics what the new incumbent measured
    public Noise kept(Map<String, Double> metrics) {
        return new Noise(machine, axes, reference, metrics, deviations, races, keeps, runs, verifying, timing);
    }

    /// After another commit became the incumbent without a contest: there is nothing fresh to screen against.
    ///
    /// @param metrics what it measured when it was tried
    public Noise moved(Map<String, Double> metrics) {
        return new Noise(machine, axes, List.of(), metrics, deviations, races, keeps, runs, verifying, timing);
    }
}
