package dev.autoresearch.journal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What repeated runs of one commit show of the noise.
///
/// @param machine    what they ran on; another machine is calibrated anew
/// @param axes       the metrics that decide, with scale and kind
/// @param reference  the runs
/// @param deviations absolute differences of neighbouring runs, by metric
/// @param timing     how long they took
public record Calibration(String machine, List<Axis> axes, List<Reference> reference,
        Map<String, List<Double>> deviations, Timing timing) {

    /// Copies the collections.
    public Calibration {
        axes = List.copyOf(axes);
        reference = List.copyOf(reference);
        deviations = Map.copyOf(deviations);
    }

    /// The same, with no metric taken to be without noise.
    public Calibration noisy() {
        var seen = new HashMap<>(deviations);
        axes.forEach(axis -> seen.putIfAbsent(axis.metric(), List.of(0.0)));
        return new Calibration(machine,
                axes.stream().map(axis -> new Axis(axis.metric(), axis.direction(), axis.scale(), false)).toList(),
                reference, seen, timing);
    }
}
