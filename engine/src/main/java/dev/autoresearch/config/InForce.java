package dev.autoresearch.config;

import java.util.List;
import java.util.Set;

/// The metrics that settings which name some can name: those of the file, or those of one of its stages.
///
/// @param stage       the stage's name; empty for a session in one piece
/// @param names       names of metrics, also of those that cannot be used for another reason
/// @param metrics     the metrics
/// @param constraints the constraints on them
record InForce(String stage, Set<String> names, List<Metric> metrics, List<Constraint> constraints) {

    /// These metrics with constraints.
    InForce with(List<Constraint> others) {
        return new InForce(stage, names, metrics, others);
    }

    /// What follows a finding to say where it is so; empty for a session in one piece.
    String where() {
        return stage.isEmpty() ? "" : " in the stage " + stage;
    }

    /// Whether a metric is known in all of these; that it is not is a finding.
    static boolean known(YamlValue value, String metric, List<InForce> all) {
        for (InForce one : all) {
            if (!one.names().contains(metric)) {
                String names = one.names().isEmpty() ? "a metric" : "one of " + String.join(", ", one.names());
                value.wrong("the metric " + Findings.shown(metric) + ", which does not exist" + one.where(), names,
                        Findings.didYouMean(metric, one.names()));
                return false;
            }
        }
        return true;
    }
}
